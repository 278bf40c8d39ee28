"""Decisions about meetings on plain values."""

from verme.meetings.rules.attendance import FREE_FOR, UNDO_FOR, differing, is_late, state_by, why_not_record, why_not_undo
from verme.meetings.rules.calendars import concerns
from verme.meetings.rules.day_rows import Day, Faulty, Read, as_day, as_text, of_ics, of_table, why_not_days
from verme.meetings.rules.deeds import Span, Times, Verdict, why_not_ask, why_not_cancel, why_not_change, why_not_excuse, why_not_plan
from verme.meetings.rules.places import Where, as_typed, where
from verme.meetings.rules.proposal import Around, Busy, Conflict, Off, Proposed, Weekly, looked_at, propose
from verme.meetings.rules.standing_in import why_not_end_stand_in, why_not_stand_in

__all__ = [
    "FREE_FOR",
    "UNDO_FOR",
    "Around",
    "Busy",
    "Conflict",
    "Day",
    "Faulty",
    "Off",
    "Proposed",
    "Read",
    "Span",
    "Times",
    "Verdict",
    "Weekly",
    "Where",
    "as_day",
    "as_text",
    "as_typed",
    "concerns",
    "differing",
    "is_late",
    "looked_at",
    "of_ics",
    "of_table",
    "propose",
    "state_by",
    "where",
    "why_not_ask",
    "why_not_cancel",
    "why_not_change",
    "why_not_days",
    "why_not_end_stand_in",
    "why_not_excuse",
    "why_not_plan",
    "why_not_record",
    "why_not_stand_in",
    "why_not_undo",
]
