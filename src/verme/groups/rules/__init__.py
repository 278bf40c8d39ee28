"""Decisions about drafts and groups on plain values."""

from verme.groups.rules.changes import Change, Layout, Option, difference, letters, why_not_close, why_not_move
from verme.groups.rules.criteria import Criteria, weighed, why_not_criteria
from verme.groups.rules.hitches import Against, unsaid
from verme.groups.rules.living import (
    why_not_lead,
    why_not_live,
    why_not_merge,
    why_not_offer,
    why_not_sit,
    why_not_stop_leading,
)
from verme.groups.rules.living import why_not_move as why_not_move_seat
from verme.groups.rules.names import likely
from verme.groups.rules.publishing import VOICES, consents, why_not_answer, why_not_publish

__all__ = [
    "VOICES",
    "Against",
    "Change",
    "Criteria",
    "Layout",
    "Option",
    "consents",
    "difference",
    "letters",
    "likely",
    "unsaid",
    "weighed",
    "why_not_answer",
    "why_not_close",
    "why_not_criteria",
    "why_not_lead",
    "why_not_live",
    "why_not_merge",
    "why_not_move",
    "why_not_move_seat",
    "why_not_offer",
    "why_not_publish",
    "why_not_sit",
    "why_not_stop_leading",
]
