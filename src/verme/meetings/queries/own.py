"""What a participant sees of the own attendance: nobody else's."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from verme.groups.models import Group
from verme.meetings.models import Attendance, Objection
from verme.meetings.queries.attendance import Sum
from verme.meetings.terms import MeetingState
from verme.people.models import Person


@dataclass(frozen=True)
class OwnAttendance:
    """One recorded meeting of somebody's group: whether they were there, and whether they have asked for a correction that waits."""

    meeting: int
    group: int | None
    programme: int
    starts_at: dt.datetime
    minutes: int
    place: str
    is_present: bool
    was_held: bool
    waits: bool  # for the mentor's answer

    @property
    def counts(self) -> bool:
        """Whether it is one of the meetings attended."""
        return self.is_present and self.was_held


def own_attendance(person: Person) -> list[OwnAttendance]:
    """Every recorded meeting of the groups in which this person sat when they met, the latest first; in two queries."""
    mine = Objection.objects.filter(settled_at__isnull=True, seat__signup__person=person)
    rows = Attendance.objects.filter(seat__signup__person=person).select_related("meeting", "seat")
    found = rows.prefetch_related(Prefetch("seat__objections", mine, to_attr="open_objections")).order_by(
        "-meeting__starts_at", "-meeting_id"
    )
    return [_own(row) for row in found]


def _own(row: Attendance) -> OwnAttendance:
    meeting = row.meeting
    waits = any(each.meeting_id == meeting.pk for each in row.seat.open_objections)  # type: ignore[attr-defined]
    return OwnAttendance(
        meeting=meeting.pk,
        group=meeting.group_id,
        programme=meeting.programme_id,
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        place=meeting.place,
        is_present=row.is_present,
        was_held=meeting.state == MeetingState.HELD,
        waits=waits,
    )


def own_sum(rows: Sequence[OwnAttendance], group: Group) -> Sum:
    """What somebody has attended in the programme of this group, in whatever group they sat."""
    counted = [row for row in rows if row.counts and row.programme == group.programme_id]
    return Sum(len(counted), sum(row.minutes for row in counted))
