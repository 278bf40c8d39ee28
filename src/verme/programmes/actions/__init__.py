"""The deeds of programmes."""

from verme.programmes.actions.call import note_dispatch, send_call, send_sample
from verme.programmes.actions.content import (
    add_place,
    add_slot,
    add_theme,
    change_place,
    change_theme,
    remove_place,
    remove_slot,
    remove_theme,
)
from verme.programmes.actions.furnishing import ThemeTerms
from verme.programmes.actions.life import announce, end, extend, pause, publish, resume
from verme.programmes.actions.model import adopt_preset, change_rules
from verme.programmes.actions.year import change, open_year

__all__ = [
    "ThemeTerms",
    "add_place",
    "add_slot",
    "add_theme",
    "adopt_preset",
    "announce",
    "change",
    "change_place",
    "change_rules",
    "change_theme",
    "end",
    "extend",
    "note_dispatch",
    "open_year",
    "pause",
    "publish",
    "remove_place",
    "remove_slot",
    "remove_theme",
    "resume",
    "send_call",
    "send_sample",
]
