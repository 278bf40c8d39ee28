"""What holds about operating models: presets, limits, the past, the arithmetic."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from verme.programmes import rules
from verme.programmes.rules import PRESETS, Rules, changed
from verme.programmes.terms import Admission, CallRefusal, MeetingTime, ProgrammeRefusal, RulesRefusal, Stage

SEINAJOKI, GRADIA = PRESETS["seinajoki"], PRESETS["gradia"]


@pytest.mark.parametrize("preset", PRESETS.values())
def test_presets_hold_together(preset: Rules) -> None:
    assert rules.why_not_rules(preset) is None


def test_the_brochures_numbers() -> None:
    assert (SEINAJOKI.groups_min, SEINAJOKI.groups_max, SEINAJOKI.meetings, SEINAJOKI.meeting_minutes) == (5, 7, 6, 90)
    assert (SEINAJOKI.credit_threshold, SEINAJOKI.credit_day_minutes, SEINAJOKI.credit_cap_days) == (4, 360, 1)
    assert (SEINAJOKI.planning_units, SEINAJOKI.arrangement_units_max, SEINAJOKI.meeting_units) == (3, 3, 1)
    assert rules.most_units(SEINAJOKI) == 12
    assert (GRADIA.pays_fee, rules.most_units(GRADIA), GRADIA.refunds_costs, GRADIA.staff_groups) == (False, 0, True, ())


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"groups_min": 8}, RulesRefusal.GROUPS),
        ({"groups_min": 0}, RulesRefusal.GROUPS),
        ({"size_min": 7}, RulesRefusal.SIZES),
        ({"size_min": 1}, RulesRefusal.SIZES),
        ({"size_max": 31}, RulesRefusal.SIZES),
        ({"max_same_unit": 0}, RulesRefusal.SAME_UNIT),
        ({"max_same_unit": 11}, RulesRefusal.SAME_UNIT),
        ({"meetings": 41}, RulesRefusal.MEETINGS),
        ({"meeting_minutes": 14}, RulesRefusal.MINUTES),
        ({"credit_threshold": 7}, RulesRefusal.THRESHOLD),
        ({"credit_threshold": 0}, RulesRefusal.THRESHOLD),
        ({"credit_day_minutes": 59}, RulesRefusal.DAY),
        ({"credit_cap_days": 4}, RulesRefusal.CAP),
        ({"counted_minutes": 91}, RulesRefusal.COUNTED),
        ({"counted_minutes": 0}, RulesRefusal.COUNTED),
        ({"held_people": 0}, RulesRefusal.HELD),
        ({"planning_units": Decimal("-0.25")}, RulesRefusal.UNITS),
        ({"meeting_units": Decimal("1.1")}, RulesRefusal.UNITS),
        ({"average_price_cents": -1}, RulesRefusal.MONEY),
        ({"rounding_cents": 3}, RulesRefusal.ROUNDING),
        ({"opens_month": 2, "opens_day": 29}, RulesRefusal.SEASON),
        ({"ends_day": 0}, RulesRefusal.SEASON),
        ({"signup_days": 0}, RulesRefusal.DAYS),
        ({"groups_days": 61}, RulesRefusal.DAYS),
        ({"poor_below": 101}, RulesRefusal.POOR),
        ({"theme_points": (35, 50, 20)}, RulesRefusal.POINTS),
        ({"slot_points": (10, 25)}, RulesRefusal.POINTS),
        ({"unit_cost": 101}, RulesRefusal.WEIGHTS),
    ],
)
def test_what_does_not_hold_together_is_named(values: dict[str, Any], reason: RulesRefusal) -> None:
    assert rules.why_not_rules(changed(SEINAJOKI, values)) == reason


@pytest.mark.parametrize(
    "values",
    [
        {"size_min": 2, "size_target_min": 2},
        {"max_same_unit": 10},
        {"credit_threshold": 6},
        {"counted_minutes": 90},
        {"credit_cap_days": 0},
        {"meeting_units": Decimal("0.25")},
        {"average_price_cents": 0},
        {"groups_days": 0},
        {"theme_points": (20, 20, 20)},
        {"poor_below": 100},
    ],
)
def test_the_edges_are_allowed(values: dict[str, Any]) -> None:
    assert rules.why_not_rules(changed(SEINAJOKI, values)) is None


def test_a_name_that_is_no_rule_is_refused() -> None:
    with pytest.raises(TypeError):
        changed(SEINAJOKI, {"size_mni": 4})


def test_differences_are_named_in_the_order_of_the_model() -> None:
    assert rules.differences(SEINAJOKI, changed(SEINAJOKI, {"meetings": 5, "groups_max": 9})) == ("groups_max", "meetings")
    assert rules.differences(SEINAJOKI, SEINAJOKI) == ()


TODAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("days", "latest", "is_used", "reason"),
    [
        (0, -100, True, None),
        (30, -100, True, None),
        (-1, -100, True, RulesRefusal.PAST),
        (-1, -100, False, None),
        (10, 20, True, RulesRefusal.BEFORE_LATEST),
        (20, 20, True, None),
        (-50, -20, False, RulesRefusal.BEFORE_LATEST),
        (-400, None, True, None),
    ],
)
def test_a_change_never_moves_the_past(days: int, latest: int | None, is_used: bool, reason: RulesRefusal | None) -> None:
    day = dt.timedelta(days=1)
    begun = None if latest is None else TODAY + latest * day

    assert rules.why_not_from(TODAY + days * day, today=TODAY, latest=begun, is_used=is_used) == reason


def test_working_time_and_its_exceptions() -> None:
    own = changed(SEINAJOKI, {"time_exceptions": ("school_assistant",)})
    working = changed(GRADIA, {"time_exceptions": ("vocational_teacher",)})

    assert [rules.is_working_time(own, group) for group in ("class_teacher", "school_assistant")] == [False, True]
    assert [rules.is_working_time(working, group) for group in ("counsellor", "vocational_teacher")] == [True, False]
    assert working.meeting_time == MeetingTime.WORKING


def test_what_a_mentor_of_one_group_can_get_in_a_year() -> None:
    assert (rules.most_units(SEINAJOKI), rules.most_units(GRADIA)) == (12, 0)


def test_without_an_average_price_there_is_no_sum() -> None:
    assert rules.price(SEINAJOKI, Decimal(12)) is None


@pytest.mark.parametrize(("cents", "step", "units", "sum_"), [(3286, 5, "11", 36145), (3333, 10, "1.5", 5000), (3290, 100, "0.5", 1600)])
def test_prices_are_rounded_half_up_to_the_step(cents: int, step: int, units: str, sum_: int) -> None:
    assert rules.price(changed(SEINAJOKI, {"average_price_cents": cents, "rounding_cents": step}), Decimal(units)) == sum_


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        ({"is_announced": True}, ProgrammeRefusal.ALREADY_ANNOUNCED),
        ({"themes": 0}, ProgrammeRefusal.NO_THEMES),
        ({"slots": 0}, ProgrammeRefusal.NO_SLOTS),
        ({"places": 0}, ProgrammeRefusal.NO_PLACES),
        ({}, None),
    ],
)
def test_something_to_wish_for_before_announcing(counts: dict[str, Any], reason: ProgrammeRefusal | None) -> None:
    assert rules.why_not_announce(**{"themes": 1, "slots": 1, "places": 1, "is_announced": False, **counts}) == reason


def test_how_places_are_given_stays_once_announced() -> None:
    fixed = rules.why_not_admission(Admission.BY_TIME, Admission.LOTTERY, is_announced=True)

    assert fixed == ProgrammeRefusal.ADMISSION_FIXED
    assert rules.why_not_admission(Admission.BY_TIME, Admission.BY_TIME, is_announced=True) is None
    assert rules.why_not_admission(Admission.BY_TIME, Admission.LOTTERY, is_announced=False) is None


@pytest.mark.parametrize(
    ("stage", "people", "expected", "reason"),
    [
        (Stage.DRAFT, 5, 5, CallRefusal.NOT_ANNOUNCED),
        (Stage.PAUSED, 5, 5, CallRefusal.NOT_OPEN),
        (Stage.CLOSED, 5, 5, CallRefusal.NOT_OPEN),
        (Stage.PUBLISHED, 5, 5, CallRefusal.NOT_OPEN),
        (Stage.OPEN, 0, 0, CallRefusal.NOBODY),
        (Stage.OPEN, 6, 5, CallRefusal.CHANGED),
        (Stage.OPEN, 5, 5, None),
        (Stage.ANNOUNCED, 5, 5, None),
    ],
)
def test_a_call_goes_out_while_it_can_be_answered(stage: Stage, people: int, expected: int, reason: CallRefusal | None) -> None:
    assert rules.why_not_call(stage, people=people, expected=expected) == reason


@pytest.mark.parametrize(
    ("title", "taken", "key"),
    [
        ("Työn rajat ja palautuminen", (), "tyon-rajat-ja-palautuminen"),
        ("Uran alku", {"uran-alku", "uran-alku-2"}, "uran-alku-3"),
        ("  K55! ", (), "k55"),
        ("Čáppa giella – ŋ ja đ", (), "cappa-giella-ng-ja-d"),
        ("???", {"x"}, "x-2"),
        ("a" * 60, (), "a" * 36),
    ],
)
def test_keys_are_made_of_titles(title: str, taken: set[str], key: str) -> None:
    assert rules.key_of(title, taken) == key
