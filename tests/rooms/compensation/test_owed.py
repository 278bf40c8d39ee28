"""What the rules give: first counted by hand from the brochure, then against a second calculation written apart."""

import datetime as dt
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.rooms.compensation import naive
from verme.compensation import rules
from verme.compensation.rules import Arranged, Fact, Led, Met, Year
from verme.compensation.terms import Why, WorkKind
from verme.kernel import clock
from verme.programmes.rules import PRESETS, Rules
from verme.programmes.terms import MeetingTime, PairPay

SEINAJOKI_RULES, GRADIA_RULES = PRESETS["seinajoki"], PRESETS["gradia"]
SEPTEMBER = clock.at(dt.date(2026, 9, 15), dt.time(9))
FIRST = dt.date(2026, 9, 22)


def day_of(moment: dt.datetime) -> dt.date:
    return clock.local(moment).date()


def met(key: int, *, group: int = 1, state: str = "held", minutes: int = 90, stand_in: int | None = None) -> Met:
    """The key-th meeting of a group, four weeks apart."""
    day = FIRST + dt.timedelta(weeks=4 * (key - 1))
    return Met(key, group, clock.at(day, dt.time(14, 30)), day, minutes, state, stand_in)


def a_year(model: Rules = SEINAJOKI_RULES, **said: Any) -> Year:
    """Mentor 1 leads group 1, which has held six meetings; three units of arrangements are entered."""
    known: dict[str, Any] = {
        "leads": [Led(1, 1, SEPTEMBER)],
        "meetings": [met(key) for key in range(1, 7)],
        "arranged": [Arranged(1, 1, FIRST, Decimal(3))],
    }
    return Year(**{**known, "rules": lambda day: model, "day_of": day_of, **said})


def paid(year: Year) -> dict[tuple[int, WorkKind], Decimal]:
    """(mentor, kind) → units, without zeros."""
    sums: dict[tuple[int, WorkKind], Decimal] = {}
    for part in rules.owed(year):
        sums[part.fact.mentor, part.fact.kind] = sums.get((part.fact.mentor, part.fact.kind), Decimal(0)) + part.units
    return {key: units for key, units in sums.items() if units}


def whys(year: Year) -> Counter[Why]:
    return Counter(part.why for part in rules.owed(year))


P, M, A = WorkKind.PLANNING, WorkKind.MEETING, WorkKind.ARRANGEMENT


def test_a_seinajoki_mentor_with_six_held_meetings_gets_twelve_units() -> None:
    """Brochure: 3 for planning, at most 3 for arrangements, 1 for each meeting."""
    assert paid(a_year()) == {(1, P): 3, (1, A): 3, (1, M): 6}
    assert sum(part.units for part in rules.owed(a_year())) == 12


def test_gradia_pays_no_fee() -> None:
    assert paid(a_year(GRADIA_RULES)) == {}
    assert set(whys(a_year(GRADIA_RULES))) == {Why.NO_FEE}


def test_planning_and_arrangements_come_once_however_many_groups() -> None:
    two = [Led(1, 1, SEPTEMBER), Led(1, 2, SEPTEMBER)]
    year = a_year(
        leads=two, meetings=[met(1), met(2, group=2)], arranged=[Arranged(1, 1, FIRST, Decimal(2)), Arranged(2, 1, FIRST, Decimal(2))]
    )

    assert paid(year) == {(1, P): 3, (1, M): 2, (1, A): 3}
    assert whys(year)[Why.CUT] == 1
    assert rules.arrangement_limit(year, 1, FIRST) == 3


def test_a_pair_shares_one_set_of_units_in_halves() -> None:
    pair = [Led(1, 1, SEPTEMBER), Led(2, 1, SEPTEMBER)]
    year = a_year(leads=pair, arranged=[Arranged(1, 1, FIRST, Decimal(3))])

    assert paid(year) == {(1, P): Decimal("1.5"), (2, P): Decimal("1.5"), (1, M): 3, (2, M): 3, (1, A): Decimal("1.5")}
    whole = a_year(replace(SEINAJOKI_RULES, pair_pay=PairPay.WHOLE), leads=pair)
    assert paid(whole) == {(1, P): 3, (2, P): 3, (1, M): 6, (2, M): 6, (1, A): 3}


def test_halves_may_be_quarters_and_the_odd_one_goes_to_somebody() -> None:
    half_units = replace(SEINAJOKI_RULES, planning_units=Decimal("0.75"), meeting_units=Decimal("0.5"))
    year = a_year(half_units, leads=[Led(1, 1, SEPTEMBER), Led(2, 1, SEPTEMBER)], meetings=[met(1)], arranged=[])

    assert paid(year) == {(1, P): Decimal("0.5"), (2, P): Decimal("0.25"), (1, M): Decimal("0.25"), (2, M): Decimal("0.25")}


def test_who_leads_one_group_alone_and_another_in_a_pair_plans_once_and_wholly() -> None:
    leads = [Led(1, 1, SEPTEMBER), Led(1, 2, SEPTEMBER), Led(2, 2, SEPTEMBER)]

    assert paid(a_year(leads=leads, meetings=[], arranged=[])) == {(1, P): 3, (2, P): Decimal("1.5")}


def test_a_stand_in_gets_the_meeting_and_then_the_leaders_none() -> None:
    year = a_year(meetings=[met(1, stand_in=9), met(2)], arranged=[])

    assert paid(year) == {(1, P): 3, (9, M): 1, (1, M): 1}
    assert whys(year)[Why.STAND_IN] == 1
    unpaid = a_year(replace(SEINAJOKI_RULES, stand_in_paid=False), meetings=[met(1, stand_in=9)], arranged=[])
    assert paid(unpaid) == {(1, P): 3, (1, M): 1}


def test_only_a_held_meeting_that_counts_pays() -> None:
    held = [met(1, state="cancelled"), met(2, state="too_few"), met(3, state="planned"), met(4, minutes=59), met(5, minutes=60)]
    year = a_year(meetings=held, arranged=[])

    assert paid(year) == {(1, P): 3, (1, M): 1}
    assert whys(year) == {Why.PAID: 2, Why.CANCELLED: 1, Why.TOO_FEW: 1, Why.TOO_SHORT: 1}


def test_a_longer_meeting_gives_more_only_where_the_rules_say_so() -> None:
    long = [met(1, minutes=180), met(2, minutes=135), met(3, minutes=100)]
    by_length = replace(SEINAJOKI_RULES, pays_by_length=True)

    assert paid(a_year(meetings=long, arranged=[]))[1, M] == 3
    assert paid(a_year(by_length, meetings=long, arranged=[]))[1, M] == Decimal(2) + Decimal("1.5") + 1


def test_working_time_is_never_paid_too() -> None:
    for model, group, is_paid in (
        (replace(SEINAJOKI_RULES, meeting_time=MeetingTime.WORKING), "class_teacher", False),
        (replace(SEINAJOKI_RULES, meeting_time=MeetingTime.WORKING, time_exceptions=("class_teacher",)), "class_teacher", True),
        (replace(SEINAJOKI_RULES, time_exceptions=("school_assistant",)), "school_assistant", False),
        (replace(SEINAJOKI_RULES, time_exceptions=("school_assistant",)), "", True),
    ):
        year = a_year(model, staff_groups={1: group})
        assert bool(paid(year)) is is_paid
        assert is_paid or set(whys(year)) == {Why.WORKING_TIME}


def test_the_rules_of_each_meetings_day_decide() -> None:
    """From November on a meeting gives two: the two before it give one each."""
    change = dt.date(2026, 11, 1)
    later = replace(SEINAJOKI_RULES, meeting_units=Decimal(2), planning_units=Decimal(9))

    year = a_year(rules=lambda day: later if day >= change else SEINAJOKI_RULES, arranged=[])

    assert paid(year) == {(1, P): 3, (1, M): 2 * 1 + 4 * 2}


def test_a_change_of_mentor_in_mid_year_divides_the_meetings_by_day() -> None:
    change = clock.at(dt.date(2026, 12, 1), dt.time(9))
    year = a_year(leads=[Led(1, 1, SEPTEMBER, change), Led(2, 1, change)], arranged=[])

    assert paid(year) == {(1, P): 3, (2, P): 3, (1, M): 3, (2, M): 3}


def test_a_mistake_that_ended_as_it_began_is_no_leading() -> None:
    assert rules.owed(a_year(leads=[Led(1, 1, SEPTEMBER, SEPTEMBER)], arranged=[])) == []


# --- against the second calculation -------------------------------------------------------------------------------------

quarter = st.integers(0, 24).map(lambda n: Decimal(n) / 4)
models = st.builds(
    lambda **said: replace(SEINAJOKI_RULES, **said),
    pays_fee=st.sampled_from([True, True, True, False]),
    planning_units=quarter,
    arrangement_units_max=quarter,
    meeting_units=quarter,
    pays_by_length=st.booleans(),
    pair_pay=st.sampled_from(PairPay),
    stand_in_paid=st.booleans(),
    meeting_time=st.sampled_from(MeetingTime),
    time_exceptions=st.sampled_from([(), ("a",), ("a", "")]),
    counted_minutes=st.integers(30, 90),
)
moments = st.integers(0, 250).map(lambda days: SEPTEMBER + dt.timedelta(days=days))
leads = st.lists(
    st.builds(
        lambda mentor, group, since, days: Led(mentor, group, since, None if days is None else since + dt.timedelta(days=days)),
        st.integers(1, 4),
        st.integers(1, 3),
        moments,
        st.none() | st.integers(0, 120),
    ),
    max_size=8,
)


@st.composite
def years(draw: st.DrawFn) -> Year:
    first, second, change = draw(models), draw(models), SEPTEMBER.date() + dt.timedelta(days=draw(st.integers(0, 250)))
    meetings = [
        Met(
            key,
            draw(st.integers(1, 3)),
            moment := draw(moments) + dt.timedelta(hours=5),
            day_of(moment),
            draw(st.integers(30, 240)),
            draw(st.sampled_from(["held", "held", "planned", "cancelled", "too_few"])),
            draw(st.none() | st.integers(1, 5)),
        )
        for key in range(draw(st.integers(0, 8)))
    ]
    arranged = [
        Arranged(key, draw(st.integers(1, 4)), day_of(draw(moments)), Decimal(draw(st.integers(1, 16))) / 4)
        for key in range(draw(st.integers(0, 5)))
    ]
    staff = draw(st.dictionaries(st.integers(1, 5), st.sampled_from(["", "a", "b"])))
    return Year(draw(leads), meetings, lambda day: second if day >= change else first, day_of, arranged, staff)


@given(years())
def test_both_calculations_agree(year: Year) -> None:
    units = Counter({(mentor, kind.value): int(each * 4) for (mentor, kind), each in paid(year).items()})

    assert units == naive.quarters(year)


@given(years())
def test_no_fact_is_paid_twice_and_units_are_quarters(year: Year) -> None:
    parts = rules.owed(year)

    facts = [part.fact for part in parts]
    assert len(set(facts)) == len(facts)
    assert all(part.units >= 0 and part.units * 4 == int(part.units * 4) for part in parts)
    assert all((part.units > 0) == (part.why in {Why.PAID, Why.CUT}) for part in parts)
    held = {met.key for met in year.meetings if met.state == "held"}
    assert {part.fact.key for part in parts if part.fact.kind == M and part.units} <= held


@given(st.integers(0, 400), st.integers(1, 6))
def test_shares_make_up_the_whole_and_differ_by_a_quarter_at_most(quarters: int, people: int) -> None:
    shares = [rules.share(Decimal(quarters) / 4, place=place, of=people) for place in range(people)]

    assert sum(shares) == Decimal(quarters) / 4
    assert max(shares) - min(shares) <= rules.QUARTER


def test_facts_tell_works_apart() -> None:
    assert len({Fact(1, P), Fact(1, M, 0), Fact(1, M, 1), Fact(2, P)}) == 4
