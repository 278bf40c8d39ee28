"""Tables of meetings."""

from verme.meetings.models.attendance import Attendance, Correction, MentorAttendance, Objection
from verme.meetings.models.calendar import DayOff, Feed, SchoolCalendar
from verme.meetings.models.meeting import Excuse, Invite, Meeting, MeetingChange, StandIn
from verme.meetings.models.poll import Poll, PollAnswer, PollTime
from verme.meetings.models.substitute import SubstituteNeed

__all__ = [
    "Attendance",
    "Correction",
    "DayOff",
    "Excuse",
    "Feed",
    "Invite",
    "Meeting",
    "MeetingChange",
    "MentorAttendance",
    "Objection",
    "Poll",
    "PollAnswer",
    "PollTime",
    "SchoolCalendar",
    "StandIn",
    "SubstituteNeed",
]
