"""The deeds of meetings."""

from verme.meetings.actions.attendance import Recorded, record, undo
from verme.meetings.actions.gatherings import record_mentors
from verme.meetings.actions.objections import object_to, settle

__all__ = [
    "Recorded",
    "object_to",
    "record",
    "record_mentors",
    "settle",
    "undo",
]
