"""The deeds of meetings."""

from verme.meetings.actions.attendance import Recorded, record, undo
from verme.meetings.actions.excuses import excuse, take_back
from verme.meetings.actions.gatherings import record_mentors
from verme.meetings.actions.keeping import bring_up_to_date, nudge, remind
from verme.meetings.actions.objections import object_to, settle
from verme.meetings.actions.planning import Wish, cancel, change, gather, plan

__all__ = [
    "Recorded",
    "Wish",
    "bring_up_to_date",
    "cancel",
    "change",
    "excuse",
    "gather",
    "nudge",
    "object_to",
    "plan",
    "record",
    "record_mentors",
    "remind",
    "settle",
    "take_back",
    "undo",
]
