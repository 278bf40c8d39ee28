"""Trying the rules: a participant's and a mentor's year reckoned by the very engines of credit and pay, with the arithmetic in words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.certificates import rules as certificates
from verme.certificates.rules import Attended, Credit, Worker
from verme.compensation import rules as compensation
from verme.compensation.rules import Arranged, Led, Met, Part, Year
from verme.compensation.terms import Why, WorkKind
from verme.kernel import clock
from verme.meetings.terms import MeetingState
from verme.programmes.plain_words import days, decimal, duration, euros, units
from verme.programmes.rules import Rules, changed, price
from verme.programmes.terms import CreditForm, MeetingTime, PairPay

FIRST, PARTNER, GROUP = 1, 2, 1
BEGINS = clock.at(dt.date(2026, 9, 1), dt.time(14, 30))  # the rules that are tried hold on every day, so any year will do
WEEKS = dt.timedelta(weeks=1)


@dataclass(frozen=True)
class Participant:
    """A participant's year: so many meetings and gatherings of so many minutes, and what of the work decides about credit."""

    attended: int
    minutes: int
    worker: Worker
    gatherings: int = 0


@dataclass(frozen=True)
class Mentor:
    """A mentor's year with one group: meetings held of so many minutes, arrangement units entered, alone or as one of a pair."""

    held: int
    minutes: int
    arrangements: Decimal
    is_pair: bool = False
    is_working_time: bool = False
    worker: Worker = field(default_factory=Worker)


@dataclass(frozen=True)
class Row:
    """One line of the arithmetic: what, how it comes, how much; the last one is the total."""

    what: str
    how: str
    much: str
    is_total: bool = False


def participants_sum(rules: Rules, tried: Participant) -> tuple[list[Row], str]:
    """What the year gives, step by step, and a closing sentence."""
    days = [BEGINS.date() + WEEKS * number for number in range(tried.attended + tried.gatherings)]
    meetings = [Attended(day, tried.minutes, is_gathering=number >= tried.attended) for number, day in enumerate(days)]
    found = certificates.credit(tried.worker, meetings, lambda _day: rules, today=BEGINS.date())
    came = [_came(rules, _("Came to"), meetings[: tried.attended])]
    if tried.gatherings:
        came.append(_came(rules, _("Kick-off and closing gatherings"), meetings[tried.attended :]))
    return [*came, *_gives(rules, tried.worker, found)], _closing(found)


def _gives(rules: Rules, worker: Worker, found: Credit) -> list[Row]:
    return _days(rules, worker, found) if found.form == CreditForm.VESO else [_hours(found)]


def _came(rules: Rules, what: str, meetings: Sequence[Attended]) -> Row:
    """How many of these count, and if they do not, why."""
    number = len(meetings)
    came = ngettext("%(n)s meeting", "%(n)s meetings", number) % {"n": number}
    counted = sum(certificates.counts(rules, each) for each in meetings)
    if counted == number:
        return Row(what, came, str(counted))
    if meetings[0].minutes < rules.counted_minutes:
        why = _("too short to count: a meeting counts from %(time)s on") % {"time": duration(rules.counted_minutes)}
    else:
        why = _("by these rules they don't count")
    return Row(what, f"{came}, {why}", str(counted))


def _hours(found: Credit) -> Row:
    names = {CreditForm.HOURS: _("Training hours"), CreditForm.STUDIES: _("Hours towards study credits")}
    return Row(names.get(found.form, _("Hours")), "", duration(found.minutes), is_total=True)


def _days(rules: Rules, worker: Worker, found: Credit) -> list[Row]:
    rows = []
    if found.threshold != rules.credit_threshold:
        how = _("%(n)s × %(share)s %%, rounded up") % {
            "n": rules.credit_threshold,
            "share": decimal(worker.percentage or Decimal(100)),
        }
        rows.append(Row(_("Meetings for a day in part-time work"), how, str(found.threshold)))
    if rules.credit_minutes:
        how = _("%(time)s are needed for a day") % {"time": duration(rules.credit_minutes)}
        rows.append(Row(_("Time in meetings"), how, duration(found.attended_minutes)))
    if rules.credit_in_shares:
        rows.append(Row(_("Each meeting gives its share"), f"{found.counted} ÷ {found.threshold}", decimal(found.days)))
    else:
        whole, rest = divmod(found.counted, found.threshold)
        left = ngettext("%(n)s is left over", "%(n)s are left over", rest) % {"n": rest}
        rows.append(Row(_("Whole days"), f"{found.counted} ÷ {found.threshold}, {left}", str(whole)))
    reached = Decimal(found.counted) / found.threshold if rules.credit_in_shares else found.counted // found.threshold
    cut = _("the limit cuts") if reached > rules.credit_cap_days else _("the limit does not cut")
    most = ngettext("At most %(n)s day a year", "At most %(n)s days a year", rules.credit_cap_days) % {"n": rules.credit_cap_days}
    total = f"{days(found.days)} = {duration(found.minutes)}"
    return [*rows, Row(most, cut, decimal(found.days)), Row(_("VESO days"), "", total, is_total=True)]


def _closing(found: Credit) -> str:
    told = ngettext("The certificate says %(n)s meeting, %(hours)s.", "The certificate says %(n)s meetings, %(hours)s.", found.counted)
    closing = told % {"n": found.counted, "hours": duration(found.attended_minutes)}
    if not found.more_meetings:
        return closing
    more = ngettext("%(n)s more meeting, and the next day is full.", "%(n)s more meetings, and the next day is full.", found.more_meetings)
    return " ".join((closing, more % {"n": found.more_meetings}))


def mentors_sum(rules: Rules, tried: Mentor) -> list[Row]:
    """What the mentor is paid for the year; empty where no fee is paid. Of working time only that it is none, and why."""
    if not rules.pays_fee:
        return []
    parts = [part for part in compensation.owed(_year(rules, tried)) if part.fact.mentor == FIRST]
    if tried.is_working_time:
        why = str(Why.WORKING_TIME.label)
        names = (_("Planning"), _("Meetings"), _("Arrangements"))
        return [*(Row(name, why, decimal(Decimal(0))) for name in names), Row(_("Units"), "", _paid(parts), is_total=True)]
    sums = {kind: sum((part.units for part in parts if part.fact.kind == kind), Decimal(0)) for kind in WorkKind}
    total = sum(sums.values(), Decimal(0))
    rows = [
        Row(_("Planning"), _shared(_("once in a school year"), rules, tried), decimal(sums[WorkKind.PLANNING])),
        Row(_("Meetings"), _shared(_each(rules, tried), rules, tried), decimal(sums[WorkKind.MEETING])),
        Row(_("Arrangements"), _limit(rules, tried), decimal(sums[WorkKind.ARRANGEMENT])),
        Row(_("Units"), "", decimal(total), is_total=True),
    ]
    cents = price(rules, total)
    if cents is not None and rules.average_price_cents is not None:
        each = _("%(sum)s a unit") % {"sum": euros(rules.average_price_cents)}
        rows.append(Row(_("Average price, an estimate"), each, euros(cents)))
    return rows


def _paid(parts: Sequence[Part]) -> str:
    return decimal(sum((part.units for part in parts), Decimal(0)))


def mentors_own(rules: Rules, tried: Mentor) -> list[Row]:
    """What leading gives the mentor as credit, step by step; one row that says no where the rules give nothing."""
    if not rules.mentor_credit:
        return [Row(_("Own credit"), _("By these rules leading gives no credit of one's own"), decimal(Decimal(0)), is_total=True)]
    meetings = [Attended(BEGINS.date() + WEEKS * number, tried.minutes, is_led=True) for number in range(tried.held)]
    found = certificates.credit(tried.worker, meetings, lambda _day: rules, today=BEGINS.date())
    return [_came(rules, _("Led"), meetings), *_gives(rules, tried.worker, found)]


def _year(rules: Rules, tried: Mentor) -> Year:
    """The year as the engine takes it: one group, met week after week; whose time it is, is tried too."""
    time = MeetingTime.WORKING if tried.is_working_time else MeetingTime.OWN
    rules = changed(rules, {"meeting_time": time, "time_exceptions": ()})
    leads = [Led(FIRST, GROUP, BEGINS), *([Led(PARTNER, GROUP, BEGINS)] if tried.is_pair else [])]
    times = [BEGINS + WEEKS * number for number in range(tried.held)]
    meetings = [Met(key, GROUP, time, time.date(), tried.minutes, MeetingState.HELD) for key, time in enumerate(times)]
    arranged = [Arranged(0, FIRST, BEGINS.date(), tried.arrangements)]
    return Year(leads, meetings, lambda _day: rules, lambda moment: moment.date(), arranged)


def _each(rules: Rules, tried: Mentor) -> str:
    if tried.minutes < rules.counted_minutes:
        return _("too short to count: a meeting counts from %(time)s on") % {"time": duration(rules.counted_minutes)}
    return _("%(n)s held × %(units)s") % {"n": tried.held, "units": units(compensation.by_length(rules, tried.minutes))}


def _shared(words: str, rules: Rules, tried: Mentor) -> str:
    if tried.is_pair and rules.pair_pay == PairPay.HALVES:
        return _("%(words)s, half of it for each of the pair") % {"words": words}
    return words


def _limit(rules: Rules, tried: Mentor) -> str:
    most = compensation.arrangement_limit(_year(rules, tried), FIRST, BEGINS.date())
    return _("%(n)s, limit %(most)s") % {"n": decimal(tried.arrangements), "most": decimal(most)}
