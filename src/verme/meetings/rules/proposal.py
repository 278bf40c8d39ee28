"""Proposing meetings: evenly over the time that is left, on the group's weekly time; each conflict is named, with another day ready.

What the proposal runs into is said, not hidden: a mentor may know better and keep a day. The other day is the nearest week that is free.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from verme.kernel.clock import at, local
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


@dataclass(frozen=True)
class Around:
    """What a group's meetings are proposed among: the days from `first` to `last`, holidays, days off, what its people have already.

    `met`: days on which the group meets already; their weeks are left out.
    """

    first: date
    last: date
    holidays: Mapping[date, str] = field(default_factory=dict)
    off: Sequence[Off] = ()
    busy: Sequence[Busy] = ()
    met: Collection[date] = ()

    def conflicts(self, span: Span) -> tuple[Conflict, ...]:
        """Everything that a meeting at this time runs into."""
        day = local(span.starts_at).date()
        found = [Conflict(ConflictKind.HOLIDAY, self.holidays[day], day, day)] if day in self.holidays else []
        found += [
            Conflict(ConflictKind.VESO if each.kind == DayOffKind.VESO else ConflictKind.DAY_OFF, each.name, each.first, each.last)
            for each in self.off
            if each.first <= day <= each.last
        ]
        for each in self.busy:
            if each.span.overlaps(span):
                kind = ConflictKind.MENTOR if each.name else ConflictKind.MEMBER
                found.append(Conflict(kind, each.name, starts_at=each.span.starts_at, people=each.people))
        return tuple(found)


def propose(number: int, weekly: Weekly, around: Around) -> list[Proposed]:
    """At most `number` meetings, spread evenly over the time; fewer where there are not so many weeks.

    The first is as soon as it can be, and the end of the time is left free for what has to be moved.
    """
    weeks = _weeks(weekly.weekday, around)
    chosen = [weeks[position * len(weeks) // number] for position in range(number)] if len(weeks) >= number else weeks
    return looked_at([weekly.on(day) for day in chosen], weekly, around)


def looked_at(spans: Sequence[Span], weekly: Weekly, around: Around) -> list[Proposed]:
    """Times that somebody has chosen, with what each runs into and another day of the group's weekday where there is one."""
    days = [local(span.starts_at).date() for span in spans]
    used, made = set(days), []
    for day, span in zip(days, spans, strict=True):
        in_the_way = around.conflicts(span)
        instead = _nearest(day, weekly, around, days, used) if in_the_way else None
        used |= {instead} if instead else set()
        made.append(Proposed(day, span, in_the_way, instead))
    return made


def _weeks(weekday: int, around: Around) -> list[date]:
    """The group's weekday of every week without a meeting."""
    day = around.first + timedelta(days=(weekday - around.first.weekday()) % 7)
    full = {each.isocalendar()[:2] for each in around.met}
    days = []
    while day <= around.last:
        if day.isocalendar()[:2] not in full:
            days.append(day)
        day += WEEK
    return days


def _nearest(day: date, weekly: Weekly, around: Around, chosen: Sequence[date], used: Collection[date]) -> date | None:
    """The nearest free week that keeps the order of the meetings, the earlier of two."""
    before = max((each for each in chosen if each < day), default=date.min)
    after = min((each for each in chosen if each > day), default=date.max)
    free = [week for week in _weeks(weekly.weekday, around) if before < week < after and week not in used]
    near = sorted(free, key=lambda week: (abs(week - day), week))
    return next((week for week in near if not around.conflicts(weekly.on(week))), None)
