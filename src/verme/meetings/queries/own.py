"""What a participant sees of the own attendance: nobody else's."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, DurationField, Exists, F, OuterRef, QuerySet, Subquery, Sum

from verme.meetings.models import Attendance, Objection
from verme.meetings.queries.attendance import Sum as Attendances  # what is added up, not how
from verme.meetings.terms import MeetingState
from verme.people.models import Person
from verme.programmes.models import Programme
from verme.signups.models import Signup


@dataclass(frozen=True)
class OwnAttendance:
    """One recorded meeting of somebody's group: whether they were there, and whether they have asked for a correction that waits."""

    meeting: int
    group: int | None
    year: Programme
    letter: str  # of the group
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
    rows = Attendance.objects.filter(seat__signup__person=person).select_related("meeting__group", "meeting__programme", "seat")
    waiting = set(mine.values_list("meeting_id", "seat_id"))
    return [_own(row, waits=(row.meeting_id, row.seat_id) in waiting) for row in rows.order_by("-meeting__starts_at", "-meeting_id")]


def _own(row: Attendance, *, waits: bool = False) -> OwnAttendance:
    meeting = row.meeting
    return OwnAttendance(
        meeting=meeting.pk,
        group=meeting.group_id,
        year=meeting.programme,
        letter=meeting.group.letter if meeting.group else "",
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        place=meeting.place,
        is_present=row.is_present,
        was_held=meeting.state == MeetingState.HELD,
        waits=waits,
    )


def with_attended(signups: QuerySet[Signup]) -> QuerySet[Signup]:
    """The same sign-ups, so that `attended_by` can tell what was attended; no query of its own."""
    recorded = Attendance.objects.filter(seat__signup=OuterRef("pk")).order_by().values("seat__signup")
    counted = recorded.filter(is_present=True, meeting__state=MeetingState.HELD)
    time = Sum(F("meeting__ends_at") - F("meeting__starts_at"), output_field=DurationField())
    return signups.annotate(
        is_recorded=Exists(recorded),
        attended_meetings=Subquery(counted.annotate(n=Count("pk")).values("n")),
        attended_time=Subquery(counted.annotate(time=time).values("time")),
    )


def attended_by(signups: Iterable[Signup]) -> dict[int, Attendances]:
    """What was attended with these sign-ups (`with_attended`), by programme, where something is recorded."""
    return {signup.programme_id: _attended_by(signup) for signup in signups if signup.is_recorded}  # type: ignore[attr-defined]


def _attended_by(signup: Any) -> Attendances:
    time = signup.attended_time or dt.timedelta()
    return Attendances(signup.attended_meetings or 0, int(time.total_seconds() // 60))


def own_record(person: Person, meeting: int) -> Attendance | None:
    """What is recorded about this person at one meeting."""
    mine = Attendance.objects.filter(seat__signup__person=person, meeting=meeting)
    return mine.select_related("meeting", "seat").first()


def own_sum(rows: Sequence[OwnAttendance], programme: int) -> Attendances:
    """What somebody has attended in one programme, in whatever group they sat."""
    counted = [row for row in rows if row.counts and row.year.pk == programme]
    return Attendances(len(counted), sum(row.minutes for row in counted))
