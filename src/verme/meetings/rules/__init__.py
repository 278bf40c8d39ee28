"""Decisions about meetings on plain values."""

from verme.meetings.rules.attendance import FREE_FOR, UNDO_FOR, differing, is_late, state_by, why_not_record, why_not_undo
from verme.meetings.rules.calendars import concerns
from verme.meetings.rules.deeds import Span, Times, Verdict, why_not_cancel, why_not_change, why_not_excuse, why_not_plan
from verme.meetings.rules.places import Where, as_typed, where
from verme.meetings.rules.proposal import Busy, Conflict, Off, Proposed, Weekly, conflicts_of, propose

__all__ = [
    "FREE_FOR",
    "UNDO_FOR",
    "Busy",
    "Conflict",
    "Off",
    "Proposed",
    "Span",
    "Times",
    "Verdict",
    "Weekly",
    "Where",
    "as_typed",
    "concerns",
    "conflicts_of",
    "differing",
    "is_late",
    "propose",
    "state_by",
    "where",
    "why_not_cancel",
    "why_not_change",
    "why_not_excuse",
    "why_not_plan",
    "why_not_record",
    "why_not_undo",
]
