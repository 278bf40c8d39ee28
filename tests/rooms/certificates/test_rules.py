"""Credit: the brochure's figures by hand, each rule alone, and a second, naive calculation beside it."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verme.certificates.rules import Attended, Credit, Worker, carries, counts, credit, day_minutes, suffices, threshold
from verme.programmes.rules.model import GRADIA, SEINAJOKI, Rules
from verme.programmes.terms import CreditForm, PartTime

FIRST = dt.date(2026, 9, 15)
LAST = dt.date(2027, 5, 31)
TEACHER = Worker("veso")


def meetings(number: int, *, minutes: int = 90, **more: bool) -> list[Attended]:
    """So many, four weeks apart."""
    return [Attended(FIRST + dt.timedelta(weeks=4 * each), minutes, **more) for each in range(number)]


def always(rules: Rules) -> Callable[[dt.date], Rules]:
    return lambda _day: rules


def of(rules: Rules, attended: Sequence[Attended], worker: Worker = TEACHER, carried: int = 0) -> Credit:
    return credit(worker, attended, always(rules), today=LAST, carried=carried)


@pytest.mark.parametrize(("attended", "days"), [(0, 0), (3, 0), (4, 1), (5, 1), (6, 1), (8, 1)])
def test_four_meetings_replace_one_day(attended: int, days: int) -> None:
    found = of(SEINAJOKI, meetings(attended))

    assert (found.days, found.minutes, found.counted) == (days, 360 * days, attended)


def test_three_of_four_lack_one() -> None:
    assert of(SEINAJOKI, meetings(3)) == Credit(
        form=CreditForm.VESO,
        counted=3,
        attended_minutes=270,
        days=Decimal(0),
        minutes=0,
        left_over=3,
        threshold=4,
        more_meetings=1,
        more_minutes=0,
    )


def test_a_full_year_lacks_nothing() -> None:
    found = of(SEINAJOKI, meetings(8))

    assert (found.is_full, found.more_meetings, found.left_over) == (True, None, 0)


@pytest.mark.parametrize(
    ("worker", "form", "minutes"),
    [
        (Worker("annual"), CreditForm.HOURS, 450),
        (Worker("office"), CreditForm.HOURS, 450),
        (Worker(""), CreditForm.HOURS, 450),
        (Worker("student"), CreditForm.STUDIES, 450),
    ],
)
def test_others_get_hours(worker: Worker, form: CreditForm, minutes: int) -> None:
    found = of(SEINAJOKI, meetings(5), worker)

    assert (found.form, found.days, found.minutes, found.more_meetings) == (form, 0, minutes, None)


def test_gradias_teachers_get_hours_and_no_days() -> None:
    found = of(GRADIA, meetings(6))

    assert (found.form, found.days, found.minutes) == (CreditForm.HOURS, 0, 540)


def test_a_form_may_earn_nothing_but_a_certificate() -> None:
    rules = replace(SEINAJOKI, credit_forms={"hourly": CreditForm.NOTHING})

    found = of(rules, meetings(4), Worker("hourly"))

    assert (found.form, found.minutes, found.attended_minutes) == (CreditForm.NOTHING, 0, 360)


@pytest.mark.parametrize(
    ("meeting", "changed", "expected"),
    [
        (Attended(FIRST, 60), {}, True),
        (Attended(FIRST, 59), {}, False),
        (Attended(FIRST, 240), {}, True),
        (Attended(FIRST, 90, is_gathering=True), {}, False),
        (Attended(FIRST, 90, is_gathering=True), {"gatherings_count": True}, True),
        (Attended(FIRST, 90, is_led=True), {}, False),
        (Attended(FIRST, 90, is_led=True), {"mentor_credit": True}, True),
    ],
)
def test_which_meeting_counts(meeting: Attended, changed: dict[str, bool], expected: bool) -> None:
    assert counts(replace(SEINAJOKI, **changed), meeting) is expected


@pytest.mark.parametrize(
    ("percentage", "meetings_needed", "day"), [(None, 4, 360), (100, 4, 360), (76, 4, 274), (75, 3, 270), (50, 2, 180), (10, 1, 36)]
)
def test_part_time_work_scales_threshold_and_day(percentage: int | None, meetings_needed: int, day: int) -> None:
    rules = replace(SEINAJOKI, part_time=PartTime.SCALED)
    worker = Worker("veso", None if percentage is None else Decimal(percentage))

    assert (threshold(rules, worker), day_minutes(rules, worker)) == (meetings_needed, day)


def test_part_time_work_scales_nothing_unless_the_rules_say_so() -> None:
    assert (threshold(SEINAJOKI, Worker("veso", Decimal(50))), day_minutes(SEINAJOKI, Worker("veso", Decimal(50)))) == (4, 360)


def test_shares_of_a_day() -> None:
    rules = replace(SEINAJOKI, credit_in_shares=True, credit_cap_days=2)

    assert [of(rules, meetings(number)).days for number in (1, 3, 6, 9)] == [Decimal("0.25"), Decimal("0.75"), Decimal("1.50"), 2]


def test_minutes_may_be_asked_for_as_well() -> None:
    rules = replace(SEINAJOKI, credit_minutes=360)

    short, enough = of(rules, meetings(4, minutes=60)), of(rules, meetings(6, minutes=60))

    assert (short.days, short.more_meetings, short.more_minutes) == (0, 2, 120)
    assert enough.days == 1


def test_left_over_meetings_help_next_year_only_where_the_rules_say_so() -> None:
    rules = replace(SEINAJOKI, credit_carries_over=True)
    year = of(rules, meetings(7))

    assert (carries(rules, year), carries(SEINAJOKI, of(SEINAJOKI, meetings(7)))) == (3, 0)
    assert of(rules, meetings(1), carried=carries(rules, year)).days == 1


def test_what_the_cap_cut_off_is_not_left_over() -> None:
    rules = replace(SEINAJOKI, credit_carries_over=True)

    assert carries(rules, of(rules, meetings(8))) == 0


def test_a_change_in_mid_year_takes_nothing_back() -> None:
    stricter = replace(SEINAJOKI, credit_threshold=5)
    change = FIRST + dt.timedelta(weeks=14)  # after the fourth meeting

    def rules_on(day: dt.date) -> Rules:
        return stricter if day >= change else SEINAJOKI

    assert credit(TEACHER, meetings(4), rules_on, today=LAST).days == 1
    assert credit(TEACHER, meetings(6)[1:5], rules_on, today=LAST).days == 0  # the fourth of these came after the change


@pytest.mark.parametrize(("attended", "coming", "expected"), [(3, 1, True), (3, 0, False), (0, 4, True), (0, 3, False), (4, 0, True)])
def test_whether_the_rest_suffices(attended: int, coming: int, expected: bool) -> None:
    assert suffices(of(SEINAJOKI, meetings(attended)), coming) is expected


# --- a second calculation, written apart: one meeting after the other, with fractions, by the words of decisions.md §5 ---------------


def naive_days(versions: Sequence[tuple[dt.date, Rules]], attended: Sequence[Attended], percentage: Decimal | None) -> Fraction:
    best = Fraction(0)
    seen: list[Attended] = []
    for meeting in sorted(attended, key=lambda each: each.day):
        rules = [version for begins, version in versions if begins <= meeting.day][-1]
        if meeting.minutes < rules.counted_minutes or meeting.is_gathering > rules.gatherings_count or meeting.is_led > rules.mentor_credit:
            continue
        seen.append(meeting)
        part = Fraction(1) if percentage is None or rules.part_time == PartTime.NONE else Fraction(percentage) / 100
        needed = 1
        while needed < rules.credit_threshold * part:
            needed += 1
        worth = Fraction(len(seen), needed)
        if not rules.credit_in_shares:
            whole = 0
            while (whole + 1) * needed <= len(seen):
                whole += 1
            worth = Fraction(whole)
        best = max(best, min(worth, Fraction(rules.credit_cap_days)))
    return best


RULES = st.builds(
    lambda threshold, cap, shares, least, part, gatherings, leading: replace(
        SEINAJOKI,
        credit_threshold=threshold,
        credit_cap_days=cap,
        credit_in_shares=shares,
        counted_minutes=least,
        part_time=part,
        gatherings_count=gatherings,
        mentor_credit=leading,
    ),
    st.integers(1, 6),
    st.integers(0, 3),
    st.booleans(),
    st.integers(1, 90),
    st.sampled_from(PartTime),
    st.booleans(),
    st.booleans(),
)
DAYS = st.dates(dt.date(2026, 8, 1), LAST)
MEETINGS = st.lists(st.builds(Attended, DAYS, st.integers(15, 240), st.booleans(), st.booleans()), max_size=14)
PERCENTAGES = st.none() | st.integers(1, 100).map(Decimal)


@given(RULES, RULES, DAYS, MEETINGS, PERCENTAGES)
def test_a_naive_calculation_agrees(
    first: Rules, second: Rules, change: dt.date, attended: list[Attended], percentage: Decimal | None
) -> None:
    versions = [(dt.date(2026, 1, 1), first), (change, second)]

    def rules_on(day: dt.date) -> Rules:
        return second if day >= change else first

    found = credit(Worker("veso", percentage), attended, rules_on, today=LAST)
    expected = naive_days(versions, attended, percentage)

    assert abs(Fraction(found.days) - expected) <= Fraction(1, 200)  # shares are told in hundredths
    if not (first.credit_in_shares or second.credit_in_shares):
        assert Fraction(found.days) == expected


@given(RULES, MEETINGS, st.builds(Attended, DAYS, st.integers(15, 240)), PERCENTAGES)
def test_one_more_meeting_never_takes_anything_away(
    rules: Rules, attended: list[Attended], one: Attended, percentage: Decimal | None
) -> None:
    worker = Worker("veso", percentage)
    before, after = of(rules, attended, worker), of(rules, [*attended, one], worker)

    assert (after.days >= before.days, after.minutes >= before.minutes, after.attended_minutes >= before.attended_minutes) == (
        True,
        True,
        True,
    )


@given(RULES, MEETINGS, PERCENTAGES)
def test_the_missing_meetings_are_just_enough(rules: Rules, attended: list[Attended], percentage: Decimal | None) -> None:
    worker, long = Worker("veso", percentage), Attended(LAST, 240)
    found = of(rules, attended, worker)
    if found.more_meetings:
        nearly = of(rules, [*attended, *[long] * (found.more_meetings - 1)], worker)
        enough = of(rules, [*attended, *[long] * found.more_meetings], worker)

        assert int(nearly.days) == int(found.days) < int(enough.days)
