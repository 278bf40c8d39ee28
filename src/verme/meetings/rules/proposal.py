"""Proposing meetings: evenly over the time that is left, on the group's weekly time; each conflict is named, with another day ready.

What the proposal runs into is said, not hidden: a mentor may know better and keep a day. The other day is the nearest week that is free.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from verme.kernel.clock import at
from verme.meetings.rules.deeds import Span
from verme.meetings.terms import ConflictKind, DayOffKind

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Weekly:
    """A group's weekly time: 0 is Monday; how long a meeting lasts by the operating model."""

    weekday: int
    starts: time
    minutes: int

    def on(self, day: date) -> Span:
        """The meeting of this day. It lasts its minutes, whatever the clocks do."""
        starts_at = at(day, self.starts)
        return Span(starts_at, starts_at + timedelta(minutes=self.minutes))


@dataclass(frozen=True)
class Off:
    """Days on which schools do not meet, both included."""

    name: str
    first: date
    last: date
    kind: DayOffKind = DayOffKind.BREAK


@dataclass(frozen=True)
class Busy:
    """Another meeting of a mentor, or of so many members. `name` is the mentor's, empty for members: only their number is told."""

    span: Span
    name: str = ""
    people: int = 1


@dataclass(frozen=True)
class Conflict:
    """One thing in the way, with what a page names: the holiday, the break and its days, the mentor, how many members."""

    kind: ConflictKind
    name: str = ""
    first: date | None = None
    last: date | None = None
    starts_at: datetime | None = None
    people: int = 0


@dataclass(frozen=True)
class Proposed:
    """A day of the proposal; `instead` is the nearest free day where something is in the way and there is one."""

    day: date
    span: Span
    conflicts: tuple[Conflict, ...] = ()
    instead: date | None = None


def conflicts_of(span: Span, day: date, *, holidays: Mapping[date, str], off: Sequence[Off], busy: Sequence[Busy]) -> tuple[Conflict, ...]:
    """Everything that a meeting on this day at this time runs into."""
    kinds = {DayOffKind.VESO: ConflictKind.VESO}
    found = [Conflict(ConflictKind.HOLIDAY, holidays[day], day, day)] if day in holidays else []
    found += [
        Conflict(kinds.get(each.kind, ConflictKind.DAY_OFF), each.name, each.first, each.last)
        for each in off
        if each.first <= day <= each.last
    ]
    for each in busy:
        if each.span.overlaps(span):
            kind = ConflictKind.MENTOR if each.name else ConflictKind.MEMBER
            found.append(Conflict(kind, each.name, starts_at=each.span.starts_at, people=each.people))
    return tuple(found)


def propose(
    number: int,
    weekly: Weekly,
    *,
    first: date,
    last: date,
    holidays: Mapping[date, str],
    off: Sequence[Off] = (),
    busy: Sequence[Busy] = (),
    met: Collection[date] = (),
) -> list[Proposed]:
    """At most `number` meetings from `first` to `last`, spread evenly; fewer where there are not so many weeks.

    `met`: days on which the group meets already; their weeks are left out. The first is as soon as it can be, and the end of the time is
    left free for what has to be moved.
    """
    weeks = _weeks(weekly.weekday, first, last, met)
    chosen = [weeks[position * len(weeks) // number] for position in range(number)] if len(weeks) >= number else weeks

    def conflicts(day: date) -> tuple[Conflict, ...]:
        return conflicts_of(weekly.on(day), day, holidays=holidays, off=off, busy=busy)

    used, made = set(chosen), []
    for day in chosen:
        in_the_way = conflicts(day)
        instead = _nearest(day, [week for week in weeks if week not in used], conflicts, chosen) if in_the_way else None
        used |= {instead} if instead else set()
        made.append(Proposed(day, weekly.on(day), in_the_way, instead))
    return made


def _weeks(weekday: int, first: date, last: date, met: Collection[date]) -> list[date]:
    """The group's weekday of every week without a meeting."""
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    full = {each.isocalendar()[:2] for each in met}
    days = []
    while day <= last:
        if day.isocalendar()[:2] not in full:
            days.append(day)
        day += WEEK
    return days


def _nearest(day: date, free: Sequence[date], conflicts: Callable[[date], tuple[Conflict, ...]], chosen: Sequence[date]) -> date | None:
    """The nearest free week that keeps the order of the meetings, the earlier of two."""
    before = max((each for each in chosen if each < day), default=date.min)
    after = min((each for each in chosen if each > day), default=date.max)
    near = sorted((week for week in free if before < week < after), key=lambda week: (abs(week - day), week))
    return next((week for week in near if not conflicts(week)), None)
