"""Decisions about meetings on plain values."""

from verme.meetings.rules.attendance import FREE_FOR, UNDO_FOR, differing, is_late, state_by, why_not_record, why_not_undo

__all__ = [
    "FREE_FOR",
    "UNDO_FOR",
    "differing",
    "is_late",
    "state_by",
    "why_not_record",
    "why_not_undo",
]
