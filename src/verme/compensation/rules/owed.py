"""What mentors are owed for a school year: from groups led, meetings held and arrangements entered. Pay is counted in units, in quarters.

The rules that are valid on a piece of work's own day decide about it, so a change in mid-year never moves what was earned before
(domain.md musts 3 and 28, decisions.md §5 "Pay"). Nothing here knows money; that is `rules.price`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from verme.compensation.rules.shares import by_length, share
from verme.compensation.terms import Why, WorkKind
from verme.meetings.terms import MeetingState
from verme.programmes.rules import Rules, is_working_time
from verme.programmes.terms import PairPay

ZERO = Decimal(0)


@dataclass(frozen=True)
class Led:
    """One mentor's time with one group; `until` is the first moment after it."""

    mentor: int
    group: int
    since: datetime
    until: datetime | None = None

    def covers(self, moment: datetime) -> bool:
        """Whether the mentor led the group at this moment."""
        return self.since <= moment and (self.until is None or moment < self.until)

    @property
    def is_real(self) -> bool:
        """Whether it lasted at all: what ends as it begins was a mistake."""
        return self.until is None or self.since < self.until


@dataclass(frozen=True)
class Met:
    """One meeting of a group; `state` is a MeetingState, `day` its day in Finland, `stand_in` the mentor who led it instead."""

    key: int
    group: int
    starts_at: datetime
    day: date
    minutes: int
    state: str
    stand_in: int | None = None


@dataclass(frozen=True)
class Arranged:
    """Arrangement work that a mentor has entered, in units."""

    key: int
    mentor: int
    day: date
    units: Decimal


@dataclass(frozen=True)
class Fact:
    """What a payable line is about: a mentor's planning, one meeting, one entry of arrangements. The same fact is never paid twice."""

    mentor: int
    kind: WorkKind
    key: int = 0  # of the meeting or of the entry; 0 for planning


@dataclass(frozen=True)
class Part:
    """What the rules give for one fact, and why. Units may be zero: then the reason tells people what they ask."""

    fact: Fact
    day: date
    units: Decimal
    why: Why


@dataclass(frozen=True)
class Year:
    """Everything that pay of one school year follows from. `rules(day)` gives the rules of a day, None before there were any."""

    leads: Sequence[Led]
    meetings: Sequence[Met]
    rules: Callable[[date], Rules | None]
    day_of: Callable[[datetime], date]
    arranged: Sequence[Arranged] = ()
    staff_groups: Mapping[int, str] = field(default_factory=dict)  # mentor → key of the staff group, "" when it is not known

    @cached_property
    def led_by(self) -> Mapping[int, Sequence[Led]]:
        """Mentor → what the mentor has led, in order of time."""
        found: dict[int, list[Led]] = {}
        for led in sorted((each for each in self.leads if each.is_real), key=lambda each: (each.since, each.group)):
            found.setdefault(led.mentor, []).append(led)
        return found

    @cached_property
    def leads_of(self) -> Mapping[int, Sequence[Led]]:
        """Group → who has led it, in the order of mentors: that order decides who of three gets the odd quarter."""
        found: dict[int, list[Led]] = {}
        for led in sorted((each for each in self.leads if each.is_real), key=lambda each: each.mentor):
            found.setdefault(led.group, []).append(led)
        return found

    def leaders(self, group: int, moment: datetime) -> list[int]:
        """Who led a group at this moment, in the order of mentors, each once."""
        return list(dict.fromkeys(led.mentor for led in self.leads_of.get(group, ()) if led.covers(moment)))


def owed(year: Year) -> list[Part]:
    """Every piece of work of a school year with what the rules give for it, also when that is nothing."""
    return [*_planning(year), *_meetings(year), *_arrangements(year)]


def why_not_paid(year: Year, mentor: int, day: date) -> Why | None:
    """Why the rules of this day give this mentor nothing, whatever was done.

    Time that is working time is never paid with a fee as well: there is no rule that would allow both (domain.md must 27).
    """
    rules = year.rules(day)
    if rules is None or not rules.pays_fee:
        return Why.NO_FEE
    return Why.WORKING_TIME if is_working_time(rules, year.staff_groups.get(mentor, "")) else None


def arrangement_limit(year: Year, mentor: int, day: date) -> Decimal:
    """How many units of arrangements this mentor may have in the school year by the rules of a day: once, however many groups are led."""
    rules = year.rules(day)
    if rules is None or why_not_paid(year, mentor, day) is not None:
        return ZERO
    return _largest_share(year, mentor, rules, rules.arrangement_units_max)


def _planning(year: Year) -> Iterator[Part]:
    for mentor, leads in sorted(year.led_by.items()):
        day = year.day_of(leads[0].since)
        rules, why = year.rules(day), why_not_paid(year, mentor, day)
        units = ZERO if rules is None or why is not None else _largest_share(year, mentor, rules, rules.planning_units)
        if units or why is not None:
            yield Part(Fact(mentor, WorkKind.PLANNING), day, units, why or Why.PAID)


def _largest_share(year: Year, mentor: int, rules: Rules, units: Decimal) -> Decimal:
    """Once a year: of several groups the one that gives most, since a pair shares one set of units and who leads alone has all of it."""
    shares = (_share(year.leaders(led.group, led.since), mentor, rules, units) for led in year.led_by.get(mentor, ()))
    return max(shares, default=ZERO)


def _share(leaders: Sequence[int], mentor: int, rules: Rules, units: Decimal) -> Decimal:
    if rules.pair_pay == PairPay.WHOLE:
        return units
    return share(units, place=leaders.index(mentor), of=len(leaders))


def _meetings(year: Year) -> Iterator[Part]:
    for met in sorted(year.meetings, key=lambda each: (each.starts_at, each.key)):
        if met.state != MeetingState.PLANNED:
            yield from _meeting(year, met)


def _meeting(year: Year, met: Met) -> Iterator[Part]:
    rules, leaders = year.rules(met.day), year.leaders(met.group, met.starts_at)
    is_stood_in = rules is not None and rules.stand_in_paid and met.stand_in is not None
    paid = [met.stand_in] if is_stood_in and met.stand_in is not None else leaders
    for mentor in dict.fromkeys([*paid, *leaders]):
        why = _why_no_meeting(year, met, mentor, rules, is_out=mentor not in paid)
        units = ZERO if rules is None or why is not None else _share(paid, mentor, rules, by_length(rules, met.minutes))
        if units or why is not None:
            yield Part(Fact(mentor, WorkKind.MEETING, met.key), met.day, units, why or Why.PAID)


def _why_no_meeting(year: Year, met: Met, mentor: int, rules: Rules | None, *, is_out: bool) -> Why | None:
    reasons = (
        (met.state == MeetingState.CANCELLED, Why.CANCELLED),
        (met.state == MeetingState.TOO_FEW, Why.TOO_FEW),
        (rules is not None and met.minutes < rules.counted_minutes, Why.TOO_SHORT),
        (is_out, Why.STAND_IN),
    )
    return why_not_paid(year, mentor, met.day) or next((why for holds, why in reasons if holds), None)


def _arrangements(year: Year) -> Iterator[Part]:
    """In the order of days; what goes over the year's limit is cut."""
    paid: dict[int, Decimal] = {}
    for entry in sorted(year.arranged, key=lambda each: (each.day, each.key)):
        why = why_not_paid(year, entry.mentor, entry.day)
        left = max(arrangement_limit(year, entry.mentor, entry.day) - paid.get(entry.mentor, ZERO), ZERO)
        units = min(entry.units, left)
        paid[entry.mentor] = paid.get(entry.mentor, ZERO) + units
        cut = (Why.CUT if units else Why.OVER) if units < entry.units else Why.PAID
        yield Part(Fact(entry.mentor, WorkKind.ARRANGEMENT, entry.key), entry.day, units, why or cut)
