"""The operating model by versions: adopted once, changed from a day on, never in the past, never in place."""

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from tests import cast, make
from verme.audit import queries as audit
from verme.kernel import clock
from verme.kernel.refusals import Reason, Refused
from verme.programmes import actions, queries
from verme.programmes.models import RuleSet
from verme.programmes.rules import PRESETS
from verme.programmes.terms import CreditForm, ProgrammeRefusal, RulesRefusal

pytestmark = pytest.mark.django_db

SPRING = dt.datetime(2026, 5, 4, 9, tzinfo=clock.HELSINKI)


@pytest.fixture
def house(at: Callable[[dt.datetime], None]) -> cast.House:
    at(SPRING)
    made = cast.seinajoki()
    actions.adopt_preset(made.organisation, preset="seinajoki", decision=" KH 4.5.2026 § 101 ", by=made.coordinator.acting("coordinator"))
    return made


def change(house: cast.House, valid_from: str = "2026-08-01", decision: str = "KH § 212", **values: Any) -> RuleSet:
    return actions.change_rules(
        house.organisation,
        values=values or {"meetings": 5},
        valid_from=dt.date.fromisoformat(valid_from),
        decision=decision,
        by=house.coordinator.acting("coordinator"),
    )


def refusal(reason: Reason, house: cast.House, **given: Any) -> None:
    before = RuleSet.objects.count()
    with pytest.raises(Refused) as refused:
        change(house, **given)
    assert (refused.value.reason, RuleSet.objects.count()) == (reason, before)


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_comes_back_from_the_database_as_it_went_in(preset: str) -> None:
    made = cast.gradia()
    held = actions.adopt_preset(made.organisation, preset=preset, by=made.coordinator.acting("coordinator"))

    found = RuleSet.objects.get(pk=held.pk).rules
    assert asdict(found) == asdict(PRESETS[preset])
    assert isinstance(found.credit_forms["veso"], CreditForm)


def test_the_first_version_speaks_of_every_day(house: cast.House) -> None:
    first = queries.rule_set_on(house.organisation, dt.date(2001, 1, 1))

    assert first is not None
    assert (first.decision, first.preset, first.author) == ("KH 4.5.2026 § 101", "seinajoki", house.coordinator)


def test_a_model_is_adopted_once(house: cast.House) -> None:
    with pytest.raises(Refused) as refused:
        actions.adopt_preset(house.organisation, preset="gradia", by=house.coordinator.acting("coordinator"))
    assert refused.value.reason == RulesRefusal.ADOPTED


def test_rules_are_asked_for_by_the_day(house: cast.House) -> None:
    change(house, meetings=5)
    change(house, "2027-08-01", meetings=8, credit_threshold=5)

    days = [dt.date(2026, 7, 31), dt.date(2026, 8, 1), dt.date(2027, 7, 31), dt.date(2027, 8, 1)]
    assert [queries.rules_on(house.organisation, day).meetings for day in days] == [6, 5, 5, 8]


def test_the_later_of_two_versions_of_a_day_holds(house: cast.House) -> None:
    change(house, meetings=5)
    change(house, meetings=7)

    assert queries.rules_on(house.organisation, dt.date(2026, 8, 1)).meetings == 7
    assert [version.rules.meetings for version in queries.rule_sets(house.organisation)] == [7, 5, 6]


def test_a_change_keeps_the_rest_and_says_what_it_changed(house: cast.House) -> None:
    made = change(house, meetings=5, planning_units=Decimal("2.5"), credit_cap_days=1)

    assert (made.rules.meetings, made.rules.planning_units, made.rules.size_max, made.preset) == (5, Decimal("2.5"), 10, "seinajoki")
    entry = audit.about(made).get()
    assert (entry.verb, entry.facts) == ("rules.changed", {"fields": ["meetings", "planning_units"]})


def test_what_does_not_hold_together_is_refused(house: cast.House) -> None:
    refusal(RulesRefusal.THRESHOLD, house, meetings=3)
    refusal(RulesRefusal.NO_DECISION, house, decision="  ")
    refusal(RulesRefusal.NO_CHANGE, house, meetings=6)


def test_a_version_does_not_begin_before_the_latest(house: cast.House) -> None:
    change(house, "2026-09-01")

    refusal(RulesRefusal.BEFORE_LATEST, house, valid_from="2026-08-31")


def test_the_past_of_a_running_year_stays(house: cast.House, at: Callable[[dt.datetime], None]) -> None:
    make.programme(house.organisation, starts_on=dt.date(2026, 9, 21))
    at(make.OCTOBER)

    refusal(RulesRefusal.PAST, house, valid_from="2026-09-25")
    assert change(house, "2026-10-01").rules.meetings == 5


def test_a_day_before_anything_has_run_may_still_be_settled(house: cast.House, at: Callable[[dt.datetime], None]) -> None:
    make.programme(house.organisation, starts_on=dt.date(2026, 9, 21))
    make.programme(house.organisation, slug="draft", starts_on=dt.date(2026, 8, 1), announced=False)
    make.programme(house.organisation, slug="practice", starts_on=dt.date(2026, 8, 1), is_practice=True)
    at(make.AUGUST)

    assert change(house, "2026-08-01").valid_from == dt.date(2026, 8, 1)


def test_another_organisations_year_does_not_bind(house: cast.House, at: Callable[[dt.datetime], None]) -> None:
    make.programme(cast.gradia().organisation, starts_on=dt.date(2026, 8, 1))
    at(make.OCTOBER)

    assert change(house, "2026-09-25").rules.meetings == 5


def test_without_a_model_there_is_nothing_to_change() -> None:
    house = cast.gradia()

    refusal(ProgrammeRefusal.NO_RULES, house)
    with pytest.raises(Refused) as refused:
        queries.rules_on(house.organisation, dt.date(2026, 8, 1))
    assert refused.value.reason == ProgrammeRefusal.NO_RULES
    assert queries.rules_of(make.programme(house.organisation)) is None


def test_the_rules_of_a_programme_are_those_of_its_first_day(house: cast.House) -> None:
    change(house, "2026-09-01", meetings=5)

    early = make.programme(house.organisation, starts_on=dt.date(2026, 8, 31))
    late = make.programme(house.organisation, slug="late", starts_on=dt.date(2026, 9, 1))
    assert [found.meetings if (found := queries.rules_of(each)) else None for each in (early, late)] == [6, 5]


@pytest.mark.parametrize("deed", ["update", "delete"])
def test_the_database_keeps_every_version_as_it_was(house: cast.House, deed: str) -> None:
    versions = RuleSet.objects.filter(organisation=house.organisation)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        versions.update(meetings=1) if deed == "update" else versions.delete()
    assert versions.get().rules.meetings == 6


@pytest.mark.parametrize(
    "values",
    [
        {"size_min": 9},
        {"groups_min": 0},
        {"max_same_unit": 11},
        {"meetings": 0, "credit_threshold": 0},
        {"credit_threshold": 7},
        {"counted_minutes": 91},
        {"credit_cap_days": 4},
        {"planning_units": -1},
        {"rounding_cents": 3},
        {"opens_month": 13},
        {"poor_below": 101},
        {"meeting_time": "night"},
        {"pair_pay": "thirds"},
    ],
)
def test_the_database_refuses_what_cannot_be(house: cast.House, values: dict[str, Any]) -> None:
    row = {**asdict(PRESETS["seinajoki"]), **values}

    with pytest.raises(DatabaseError), transaction.atomic():
        RuleSet.objects.create(organisation=house.organisation, valid_from=dt.date(2026, 8, 1), **row)
