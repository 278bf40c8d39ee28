"""Whether a meeting may be planned, changed or cancelled now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from verme.kernel.clock import local
from verme.meetings.terms import ExcuseRefusal, MeetingRefusal, MeetingState

MOST = 40  # as many as the operating model may ask for in a year
LONGEST = timedelta(hours=8)


@dataclass(frozen=True, order=True)
class Span:
    """A time from one moment to another, in UTC."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: "Span") -> bool:
        """Whether nobody can be at both; one may begin when the other ends."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True)
class Times:
    """What a time is judged by: this moment, the programme's days (both included), what the group and its mentors have already."""

    now: datetime
    first: date
    last: date
    taken: Sequence[Span] = ()  # the group's other meetings, or the programme's own
    led: Sequence[tuple[str, Span]] = ()  # a mentor's name and another meeting that the mentor leads


type Verdict = tuple[MeetingRefusal, dict[str, object]]  # the reason and what it names: the time, the mentor


def why_not_plan(asked: Sequence[Span], times: Times) -> Verdict | None:
    """The first reason against these times. Days off are no reason: they are shown, and a mentor may keep a day."""
    if not asked:
        return MeetingRefusal.NO_TIMES, {}
    if len(asked) > MOST:
        return MeetingRefusal.TOO_MANY, {}
    for span in asked:
        if (no := _why_not(span, times)) is not None:
            return no
    twice = next((later for sooner, later in pairwise(sorted(asked)) if sooner.overlaps(later)), None)
    return (MeetingRefusal.OVERLAPS, {"when": twice.starts_at}) if twice else None


def why_not_ask(asked: Sequence[Span], times: Times) -> Verdict | None:
    """The first reason against asking a group about these times: as for planning, but they may overlap each other."""
    if not asked:
        return MeetingRefusal.NO_TIMES, {}
    if len(asked) > MOST:
        return MeetingRefusal.TOO_MANY, {}
    return next((no for span in asked if (no := _why_not(span, times)) is not None), None)


def _why_not(span: Span, times: Times) -> Verdict | None:
    named: dict[str, object] = {"when": span.starts_at}
    day = local(span.starts_at).date()
    checks = (
        (span.ends_at <= span.starts_at, MeetingRefusal.ENDS_FIRST),
        (span.ends_at - span.starts_at > LONGEST, MeetingRefusal.TOO_LONG),
        (span.starts_at <= times.now, MeetingRefusal.PAST),
        (not times.first <= day <= times.last, MeetingRefusal.OUTSIDE),
        (any(span.overlaps(other) for other in times.taken), MeetingRefusal.OVERLAPS),
    )
    reason = next((reason for holds, reason in checks if holds), None)
    if reason is not None:
        return reason, named
    name = next((name for name, other in times.led if span.overlaps(other)), None)
    return (MeetingRefusal.MENTOR_BUSY, {**named, "name": name}) if name else None


def why_not_change(state: MeetingState, *, is_current: bool, to: Span | None, times: Times) -> Verdict | None:
    """The first reason against moving or changing. `to` is None where the time stays: then no time is judged."""
    if (reason := _why_not_touch(state, is_current=is_current)) is not None:
        return reason, {}
    return _why_not(to, times) if to else None


def why_not_cancel(state: MeetingState, *, is_current: bool) -> MeetingRefusal | None:
    """Only a planned meeting is cancelled, as it was seen."""
    return _why_not_touch(state, is_current=is_current)


def _why_not_touch(state: MeetingState, *, is_current: bool) -> MeetingRefusal | None:
    if state != MeetingState.PLANNED:
        return MeetingRefusal.NOT_PLANNED
    return None if is_current else MeetingRefusal.STALE


def why_not_excuse(state: MeetingState, *, starts_at: datetime, now: datetime) -> ExcuseRefusal | None:
    """One says "I can't come" to a meeting that is coming."""
    if state != MeetingState.PLANNED:
        return ExcuseRefusal.NOT_PLANNED
    return ExcuseRefusal.BEGUN if starts_at <= now else None
