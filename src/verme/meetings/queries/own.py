"""What a participant sees of the own attendance: nobody else's."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from django.db.models import Count, DurationField, Exists, F, OuterRef, QuerySet, Subquery, Sum

from verme.meetings.models import Attendance, Objection
from verme.meetings.queries.attendance import Sum as Attendances  # what is added up, not how
from verme.meetings.queries.attendance import counting
from verme.meetings.terms import MeetingKind, MeetingState
from verme.people.models import Person
from verme.programmes.models import Programme
from verme.signups.models import Signup

LATEST_FIRST = ("-meeting__starts_at", "-meeting_id")


@dataclass(frozen=True)
class OwnAttendance:
    """One recorded meeting of somebody's group: whether they were there, and whether they have asked for a correction that waits."""

    meeting: int
    group: int | None
    year: Programme
    letter: str  # of the group
    kind: MeetingKind
    starts_at: dt.datetime
    minutes: int
    place: str
    is_present: bool
    was_held: bool
    is_taken_in: bool  # a gathering is only where the rules of its day count it
    waits: bool  # for an answer of the mentor; of the coordinator when it was a gathering

    @property
    def counts(self) -> bool:
        """Whether it is one of the meetings attended."""
        return self.is_present and self.was_held and self.is_taken_in


def own_attendance(person: Person) -> list[OwnAttendance]:
    """Every recorded meeting of the groups in which this person sat when they met, and gatherings, the latest first; in three queries."""
    mine = Objection.objects.filter(settled_at__isnull=True, seat__signup__person=person)
    rows = Attendance.objects.filter(seat__signup__person=person).select_related("meeting__group", "meeting__programme", "seat")
    waiting = set(mine.values_list("meeting_id", "seat_id"))
    counted = set(counting(Attendance.objects.filter(seat__signup__person=person)).values_list("pk", flat=True))
    return [_own(row, row.pk in counted, (row.meeting_id, row.seat_id) in waiting) for row in rows.order_by(*LATEST_FIRST)]


def _own(row: Attendance, is_taken_in: bool, waits: bool) -> OwnAttendance:
    meeting = row.meeting
    return OwnAttendance(
        meeting=meeting.pk,
        group=meeting.group_id,
        year=meeting.programme,
        letter=meeting.group.letter if meeting.group else "",
        kind=MeetingKind(meeting.kind),
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        place=meeting.place,
        is_present=row.is_present,
        was_held=meeting.state == MeetingState.HELD,
        is_taken_in=is_taken_in,
        waits=waits,
    )


def with_attended(signups: QuerySet[Signup]) -> QuerySet[Signup]:
    """The same sign-ups, so that `attended_by` can tell what was attended; no query of its own."""
    recorded = counting(Attendance.objects.filter(seat__signup=OuterRef("pk"))).order_by().values("seat__signup")
    counted = recorded.filter(is_present=True, meeting__state=MeetingState.HELD)
    time = Sum(F("meeting__ends_at") - F("meeting__starts_at"), output_field=DurationField())
    return signups.annotate(
        is_recorded=Exists(recorded),
        attended_meetings=Subquery(counted.annotate(n=Count("pk")).values("n")),
        attended_time=Subquery(counted.annotate(time=time).values("time")),
    )


def attended_by(signups: Iterable[Signup]) -> dict[int, Attendances]:
    """What was attended with these sign-ups (`with_attended`), by programme, where something is recorded."""
    found: dict[int, Attendances] = {}
    for signup in signups:
        told = cast("_Told", signup)  # annotated by `with_attended`
        if told.is_recorded:
            minutes = int((told.attended_time or dt.timedelta()).total_seconds() // 60)
            found[signup.programme_id] = Attendances(told.attended_meetings or 0, minutes)
    return found


class _Told(Protocol):
    """What `with_attended` adds to a sign-up."""

    is_recorded: bool
    attended_meetings: int | None
    attended_time: dt.timedelta | None


def own_record(person: Person, meeting: int) -> Attendance | None:
    """What is recorded about this person at one meeting."""
    mine = Attendance.objects.filter(seat__signup__person=person, meeting=meeting)
    return mine.select_related("meeting", "seat").first()


def own_sum(rows: Sequence[OwnAttendance], programme: int) -> Attendances:
    """What somebody has attended in one programme, in whatever group they sat."""
    counted = [row for row in rows if row.counts and row.year.pk == programme]
    return Attendances(len(counted), sum(row.minutes for row in counted))
