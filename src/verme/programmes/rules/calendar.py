"""The days of a programme: in which order they come, and which ones the page proposes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from verme.kernel.clock import local
from verme.kernel.dates import school_year_of
from verme.programmes.rules.model import Rules
from verme.programmes.terms import ProgrammeRefusal

OPENS_AT = time(8)
SHORT_SIGNUP = 21  # days; in spring there is no summer to wait for
NEW_YEAR_HOLIDAYS = ((12, 18), (1, 7))  # nobody meets; groups begin on the Monday after


@dataclass(frozen=True)
class Dates:
    """The dates of a programme: sign-up from – to (last day), groups told by, first and last day of the groups' time."""

    opens_at: datetime
    closes_at: datetime  # the first moment after the last day
    groups_by: date
    starts_on: date
    ends_on: date


def last_day(closes_at: datetime) -> date:
    """The last day in Finland before a deadline that is kept as the first moment after it."""
    return local(closes_at - timedelta(microseconds=1)).date()


def why_not_dates(dates: Dates) -> ProgrammeRefusal | None:
    """Dates follow one another."""
    if dates.opens_at >= dates.closes_at:
        return ProgrammeRefusal.OPENS_BEFORE_CLOSES
    if dates.groups_by < last_day(dates.closes_at):
        return ProgrammeRefusal.GROUPS_AFTER_SIGNUP
    if dates.starts_on > dates.ends_on:
        return ProgrammeRefusal.STARTS_BEFORE_ENDS
    return ProgrammeRefusal.ENDS_AFTER_GROUPS if dates.ends_on < dates.groups_by else None


def why_not_deadline(closes_at: datetime, *, opens_at: datetime, groups_by: date, now: datetime) -> ProgrammeRefusal | None:
    """A new deadline lies ahead, behind the opening, and not behind the day the groups are told."""
    if closes_at <= opens_at:
        return ProgrammeRefusal.OPENS_BEFORE_CLOSES
    if closes_at <= now:
        return ProgrammeRefusal.DEADLINE_PAST
    return ProgrammeRefusal.GROUPS_AFTER_SIGNUP if groups_by < last_day(closes_at) else None


@dataclass(frozen=True)
class YearDefaults:
    """What one page proposes for the next round of groups; the coordinator confirms."""

    school_year: int
    is_spring: bool  # the groups begin after New Year
    opens_on: date
    opens_time: time
    last_day: date
    groups_by: date
    starts_on: date
    ends_on: date


def year_defaults(rules: Rules, today: date) -> YearDefaults:
    """The next round of groups as the rules have its season.

    From the end of winter until the autumn's deadline it is the coming school year: sign-up opens when schools do, groups are told in
    September and begin on the Monday after (brochure). From then until the end of winter sign-up opens at once, for the spring's groups.
    """
    return _autumn(rules, today) or _spring(rules, today)


def _autumn(rules: Rules, today: date) -> YearDefaults | None:
    opens = _weekday(date(today.year, rules.opens_month, rules.opens_day))
    last = _weekday(opens + timedelta(days=rules.signup_days - 1))
    if not (date(today.year, 3, 1) <= today <= last):
        return None
    told = _weekday(last + timedelta(days=rules.groups_days))
    return _defaults(rules, max(opens, today), last, told)


def _spring(rules: Rules, today: date) -> YearDefaults:
    last = _weekday(today + timedelta(days=min(rules.signup_days, SHORT_SIGNUP) - 1))
    return _defaults(rules, today, last, _weekday(last + timedelta(days=rules.groups_days)))


def _defaults(rules: Rules, opens: date, last: date, told: date) -> YearDefaults:
    starts = _after_holidays(told + timedelta(days=7 - told.weekday()))
    year = school_year_of(starts)
    ends = date(year + (rules.ends_month < 8), rules.ends_month, rules.ends_day)
    return YearDefaults(year, starts.month < 8, opens, OPENS_AT, last, told, starts, max(ends, starts + timedelta(weeks=4)))


def _weekday(day: date) -> date:
    """This day, or the Monday after it when it is a Saturday or a Sunday."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)


def _after_holidays(monday: date) -> date:
    """This Monday, or the first one after Christmas and New Year."""
    while (monday.month, monday.day) >= NEW_YEAR_HOLIDAYS[0] or (monday.month, monday.day) < NEW_YEAR_HOLIDAYS[1]:
        monday += timedelta(days=7)
    return monday


def slot_times(rules: Rules, starts: Sequence[time] = (time(14, 30), time(16))) -> list[tuple[int, time, time]]:
    """The weekly times that a new programme begins with: (weekday, from, to), Monday to Thursday after lessons, a meeting long."""
    length = timedelta(minutes=rules.meeting_minutes)
    ends = [(datetime.combine(date.min, start) + length).time() for start in starts]
    return [(weekday, start, end) for weekday in range(4) for start, end in zip(starts, ends, strict=True) if start < end]
