"""What taking part gives, on plain values: the credit of one person for one school year in one organisation (decisions.md §5).

Meetings are taken in the order of their days, and the rules that are valid on the day of a meeting decide what that meeting gives. So a
change of the rules never takes back what had been earned before it, and what is earned never falls unless attendance is corrected.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import ceil, floor

from verme.programmes.rules import Rules
from verme.programmes.terms import CreditForm, PartTime

WHOLE = Decimal(100)  # the percentage of full-time work
CENTS = Decimal("0.01")


@dataclass(frozen=True)
class Attended:
    """One held meeting at which the person was, as its length was."""

    day: date
    minutes: int
    is_gathering: bool = False  # a kick-off or closing of the whole programme
    is_led: bool = False  # the person led it as a mentor


@dataclass(frozen=True)
class Worker:
    """What of a person's work decides about credit. The percentage is that of full-time work; None: not known, so full-time."""

    working_time: str = ""  # organisations.terms.WorkingTime; unknown ones earn hours
    percentage: Decimal | None = None


@dataclass(frozen=True)
class Credit:
    """What has been earned: `days` of `day_minutes` minutes each (VESO), or `minutes` of hours; and what is needed for the next day."""

    form: CreditForm
    counted: int  # meetings that count
    attended_minutes: int  # of them
    days: Decimal
    minutes: int
    left_over: int  # counted meetings beyond the days, which may help next year
    threshold: int  # meetings that a day needs, after part-time work
    more_meetings: int | None  # that are missing from the next day; None: no more to reach, or no days are earned
    more_minutes: int  # that are missing besides, where minutes are asked for

    @property
    def is_full(self) -> bool:
        """Whether the year gives no more days."""
        return self.form == CreditForm.VESO and self.more_meetings is None


def form_of(rules: Rules, worker: Worker) -> CreditForm:
    """What this working-time form earns."""
    return CreditForm(rules.credit_forms.get(worker.working_time, CreditForm.HOURS))


def counts(rules: Rules, meeting: Attended) -> bool:
    """Whether a held, attended meeting counts by the rules of its day."""
    if meeting.is_gathering and not rules.gatherings_count:
        return False
    if meeting.is_led and not rules.mentor_credit:
        return False
    return meeting.minutes >= rules.counted_minutes


def threshold(rules: Rules, worker: Worker) -> int:
    """Meetings for a day: in part-time work in proportion to the percentage, rounded up, where the rules say so (TT 2019:118)."""
    return max(1, ceil(rules.credit_threshold * _share(rules, worker)))


def day_minutes(rules: Rules, worker: Worker) -> int:
    """How long this person's day is."""
    return int((rules.credit_day_minutes * _share(rules, worker)).to_integral_value(ROUND_HALF_UP))


def credit(worker: Worker, meetings: Iterable[Attended], rules_on: Callable[[date], Rules], *, today: date, carried: int = 0) -> Credit:
    """The credit of a year. `carried` meetings were left over from the year before; `today` chooses the rules for what is still to come."""
    count, minutes, days = carried, 0, Decimal(0)
    for meeting in sorted(meetings, key=lambda each: each.day):
        rules = rules_on(meeting.day)
        if counts(rules, meeting):
            count, minutes = count + 1, minutes + meeting.minutes
            days = max(days, _days(rules, worker, count, minutes))
    now = rules_on(today)
    form, need = form_of(now, worker), threshold(now, worker)
    if form != CreditForm.VESO and days:  # what was earned stays earned, whatever the form of work is now (I-28)
        given = int((days * day_minutes(now, worker)).to_integral_value(ROUND_HALF_UP))
        return Credit(CreditForm.VESO, count - carried, minutes, days, given, 0, need, None, 0)
    if form != CreditForm.VESO:
        hours = 0 if form == CreditForm.NOTHING else minutes
        return Credit(form, count - carried, minutes, Decimal(0), hours, 0, need, None, 0)
    more, more_minutes = _missing(now, worker, days, count, minutes)
    left = 0 if now.credit_in_shares else max(0, count - int(days) * need) % need  # what the cap cut off helps nobody
    given = int((days * day_minutes(now, worker)).to_integral_value(ROUND_HALF_UP))
    return Credit(form, count - carried, minutes, days, given, left, need, more, more_minutes)


def carries(rules: Rules, earned: Credit) -> int:
    """How many meetings help next year, by the rules of the year's last day."""
    return earned.left_over if rules.credit_carries_over and earned.form == CreditForm.VESO else 0


def suffices(earned: Credit, coming: int) -> bool:
    """Whether so many coming meetings can still give a day; true when there is nothing more to reach."""
    return earned.more_meetings is None or earned.more_meetings <= coming


def _share(rules: Rules, worker: Worker) -> Decimal:
    if rules.part_time == PartTime.NONE or worker.percentage is None:
        return Decimal(1)
    return worker.percentage / WHOLE


def _minutes_for(rules: Rules, worker: Worker, days: Decimal) -> int:
    return ceil(rules.credit_minutes * _share(rules, worker) * days)


def _days(rules: Rules, worker: Worker, count: int, minutes: int) -> Decimal:
    """Days for so many counted meetings and minutes by one version of the rules."""
    if form_of(rules, worker) != CreditForm.VESO:
        return Decimal(0)
    cap, parts = Decimal(rules.credit_cap_days), [Decimal(count) / threshold(rules, worker)]
    if rules.credit_minutes:
        parts.append(Decimal(minutes) / _minutes_for(rules, worker, Decimal(1)))
    if rules.credit_in_shares:
        return min(cap, min(parts)).quantize(CENTS, ROUND_HALF_UP)
    return min(cap, Decimal(floor(min(parts))))


def _missing(rules: Rules, worker: Worker, days: Decimal, count: int, minutes: int) -> tuple[int | None, int]:
    """Meetings and minutes that are missing from the next whole day; None when the year gives no more."""
    following = floor(days) + 1
    if following > rules.credit_cap_days:
        return None, 0
    meetings = max(0, following * threshold(rules, worker) - count)
    short = max(0, _minutes_for(rules, worker, Decimal(following)) - minutes)
    return max(meetings, ceil(Decimal(short) / rules.meeting_minutes)), short
