"""Letters about meetings."""

from verme.meetings.notices.attendance import corrected, objected, stays
from verme.meetings.notices.planning import (
    Files,
    To,
    Told,
    cancelled,
    changed,
    excuse,
    excuse_event,
    invited,
    left,
    nudge,
    remind,
    reminder_event,
    to_mentor,
    to_seat,
    when,
)
from verme.meetings.notices.polls import asked
from verme.meetings.notices.standing_in import standing_in
from verme.meetings.notices.substitutes import hours, principal

__all__ = [
    "Files",
    "To",
    "Told",
    "asked",
    "cancelled",
    "changed",
    "corrected",
    "excuse",
    "excuse_event",
    "hours",
    "invited",
    "left",
    "nudge",
    "objected",
    "principal",
    "remind",
    "reminder_event",
    "standing_in",
    "stays",
    "to_mentor",
    "to_seat",
    "when",
]
