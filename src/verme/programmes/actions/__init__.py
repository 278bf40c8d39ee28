"""The deeds of programmes."""

from verme.programmes.actions.content import (
    ThemeTerms,
    add_place,
    add_slot,
    add_theme,
    change_theme,
    remove_place,
    remove_slot,
    remove_theme,
)
from verme.programmes.actions.model import adopt_preset, change_rules
from verme.programmes.actions.year import announce, change, copy, end, extend, open_year, pause, resume

__all__ = [
    "ThemeTerms",
    "add_place",
    "add_slot",
    "add_theme",
    "adopt_preset",
    "announce",
    "change",
    "change_rules",
    "change_theme",
    "copy",
    "end",
    "extend",
    "open_year",
    "pause",
    "remove_place",
    "remove_slot",
    "remove_theme",
    "resume",
]
