"""Who was at which held meeting, and who led it: what credit, certificates and pay are reckoned from.

Only meetings in the state HELD are told, in a number of queries that no number of rows raises. The rules that were in force on a meeting's
`day` say what it is worth; here nothing is judged but that it was held.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, cast

from django.db.models import Case, Count, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, TruncDate

from verme.groups.models import Group, Leader, Seat
from verme.kernel import clock
from verme.meetings.models import Attendance, Meeting, MentorAttendance, StandIn
from verme.meetings.terms import GATHERINGS, MeetingKind, MeetingState
from verme.programmes.models import Programme, RuleSet


@dataclass(frozen=True)
class Attended:
    """One held meeting at which the holder of a seat was. A person who changed groups has several seats, all of one sign-up."""

    signup: int
    seat: int
    meeting: int
    group: int | None  # None: a gathering of the whole programme
    kind: MeetingKind
    starts_at: dt.datetime
    minutes: int

    @property
    def day(self) -> dt.date:
        """The day in Finland: the rules of this day decide what the meeting is worth."""
        return clock.local(self.starts_at).date()


@dataclass(frozen=True)
class Held:
    """One held meeting of a group: who led the group at that moment, who stood in, how many members were there."""

    meeting: int
    group: int
    starts_at: dt.datetime
    minutes: int
    present: int
    leaders: tuple[int, ...]  # mentors; two lead as a pair
    stand_in: int | None  # a mentor

    @property
    def day(self) -> dt.date:
        """The day in Finland: the rules of this day decide what the meeting is worth."""
        return clock.local(self.starts_at).date()

    @property
    def led_by(self) -> tuple[int, ...]:
        """Who was with the group: the stand-in where there was one, else its leaders."""
        return (self.stand_in,) if self.stand_in is not None else self.leaders


@dataclass(frozen=True)
class MentorThere:
    """A mentor was at a planning meeting or a gathering of the programme."""

    mentor: int
    meeting: int
    kind: MeetingKind
    starts_at: dt.datetime
    minutes: int

    @property
    def day(self) -> dt.date:
        """The day in Finland."""
        return clock.local(self.starts_at).date()


@dataclass(frozen=True)
class Coming:
    """A gathering that is to come."""

    day: dt.date
    minutes: int


def attended(seats: QuerySet[Seat]) -> list[Attended]:
    """The held meetings at which the holders of these seats were, the earliest first; in one query.

    Seats that have ended count too: ask for every seat of a sign-up (`Seat.objects.filter(signup=…)`) to know what a person has attended.
    """
    rows = Attendance.objects.filter(seat__in=seats, is_present=True, meeting__state=MeetingState.HELD)
    found = rows.select_related("meeting", "seat").order_by("meeting__starts_at", "meeting_id", "seat_id")
    return [_attended(row) for row in found]


def _attended(row: Attendance) -> Attended:
    meeting = row.meeting
    kind = MeetingKind(meeting.kind)
    return Attended(row.seat.signup_id, row.seat_id, meeting.pk, meeting.group_id, kind, meeting.starts_at, meeting.minutes)


def held(groups: QuerySet[Group]) -> list[Held]:
    """The held meetings of these groups with who led them, the earliest first; in three queries."""
    now = (Prefetch("group__leaders", Leader.objects.order_by("id")), Prefetch("stand_ins", StandIn.objects.filter(ended_at__isnull=True)))
    rows = Meeting.objects.filter(group__in=groups, kind=MeetingKind.GROUP, state=MeetingState.HELD)
    there = Count("attendances", filter=Q(attendances__is_present=True))
    found = rows.annotate(present=there).select_related("group").prefetch_related(*now).order_by("starts_at", "id")
    return [_held(meeting, meeting.group, meeting.present) for meeting in found if meeting.group is not None]


def _held(meeting: Meeting, group: Group, present: int) -> Held:
    leaders = tuple(each.mentor_id for each in group.leaders.all() if is_during(each.since, each.until, meeting.starts_at))
    stand_in = next((each.mentor_id for each in meeting.stand_ins.all()), None)
    return Held(meeting.pk, group.pk, meeting.starts_at, meeting.minutes, present, leaders, stand_in)


def is_during(since: dt.datetime, until: dt.datetime | None, moment: dt.datetime) -> bool:
    """Whether a time that begins at `since` and ends before `until` holds this moment."""
    return since <= moment and (until is None or moment < until)


class _Awaited(Protocol):
    coming: int


def with_coming(seats: QuerySet[Seat]) -> QuerySet[Seat]:
    """The same seats, each with `coming`: how many meetings its holder may still attend in the group; no query of its own."""
    planned = Meeting.objects.filter(group=OuterRef("group"), state=MeetingState.PLANNED, starts_at__gt=clock.now())
    number = planned.order_by().values("group").annotate(n=Count("pk")).values("n")
    return seats.annotate(coming=Case(When(until__isnull=True, then=Coalesce(Subquery(number), 0)), default=0))


def coming_of(seat: Seat) -> int:
    """What `with_coming` has counted."""
    return cast("_Awaited", seat).coming


def gatherings_to_come(programmes: Iterable[int]) -> dict[int, list[Coming]]:
    """The kick-offs and closings that these programmes still have before them, the earliest first; in one query."""
    rows = Meeting.objects.filter(programme__in=set(programmes), kind__in=GATHERINGS, state=MeetingState.PLANNED)
    found: dict[int, list[Coming]] = defaultdict(list)
    for each in rows.filter(starts_at__gt=clock.now()).order_by("starts_at", "id"):
        found[each.programme_id].append(Coming(clock.local(each.starts_at).date(), each.minutes))
    return found


def counting(rows: QuerySet[Attendance]) -> QuerySet[Attendance]:
    """Of these the ones about meetings that are taking part: every group's own, and gatherings where the rules of their day count them.

    So what somebody is told to have attended, the certificate and the credit say the same. Before the first rules those of the first hold.
    """
    day = TruncDate("meeting__starts_at", tzinfo=clock.HELSINKI)
    versions = RuleSet.objects.filter(organisation=OuterRef("meeting__programme__organisation"))
    then = versions.filter(valid_from__lte=OuterRef("met_on")).order_by("-valid_from", "-id").values("gatherings_count")[:1]
    first = versions.order_by("valid_from", "id").values("gatherings_count")[:1]
    judged = rows.annotate(met_on=day).annotate(is_taken_in=Coalesce(Subquery(then), Subquery(first), Value(False)))  # noqa: FBT003 - takes no names
    return judged.filter(Q(meeting__kind=MeetingKind.GROUP) | Q(is_taken_in=True))


def mentors_there(programme: Programme) -> list[MentorThere]:
    """Which mentors were at the programme's planning meetings and gatherings, the earliest first; in one query."""
    rows = MentorAttendance.objects.filter(meeting__programme=programme, is_present=True, meeting__state=MeetingState.HELD)
    found = rows.select_related("meeting").order_by("meeting__starts_at", "meeting_id", "mentor_id")
    return [_there(each) for each in found]


def mentors_gathered(programmes: Iterable[int]) -> list[tuple[int, MentorThere]]:
    """Which mentors were at these programmes' kick-offs and closings, each with its programme, the earliest first; in one query."""
    rows = MentorAttendance.objects.filter(is_present=True, meeting__programme__in=set(programmes), meeting__kind__in=GATHERINGS)
    found = (
        rows.filter(meeting__state=MeetingState.HELD).select_related("meeting").order_by("meeting__starts_at", "meeting_id", "mentor_id")
    )
    return [(each.meeting.programme_id, _there(each)) for each in found]


def _there(row: MentorAttendance) -> MentorThere:
    meeting = row.meeting
    return MentorThere(row.mentor_id, meeting.pk, MeetingKind(meeting.kind), meeting.starts_at, meeting.minutes)


def seats_at(meeting: Meeting) -> list[Seat]:
    """Who held a seat when the meeting began: in its group by name, at a gathering in any of the programme's groups, group by group.

    They are whose attendance is recorded. At a planning meeting nobody but mentors is.
    """
    moment = meeting.starts_at
    held_then = Seat.objects.filter(Q(until__isnull=True) | Q(until__gt=moment), since__lte=moment)
    if meeting.kind == MeetingKind.GROUP:
        held_then = held_then.filter(group=meeting.group_id)
    elif meeting.kind in GATHERINGS:
        held_then = held_then.filter(group__programme=meeting.programme_id)
    else:
        return []
    return list(held_then.select_related("group", "signup__unit", "signup__staff_group").order_by("group__letter", "signup__name", "id"))


@dataclass(frozen=True)
class Sum:
    """What one sign-up has attended: so many meetings, so many minutes."""

    meetings: int = 0
    minutes: int = 0


def sums(rows: Iterable[Attended]) -> dict[int, Sum]:
    """Meetings and minutes by sign-up."""
    found: dict[int, list[Attended]] = defaultdict(list)
    for row in rows:
        found[row.signup].append(row)
    return {signup: Sum(len(mine), sum(each.minutes for each in mine)) for signup, mine in found.items()}
