"""The price of a move is exactly what the move changes, also in a plan that breaks rules already."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formation import make
from verme.groups import formation
from verme.groups.formation import Breach, GroupCosts, Kind, Rule, Score


@pytest.fixture
def problem() -> formation.Problem:
    people = [make.person(name, unit=unit) for name, unit in zip("abcdef", "ABCABD", strict=True)]
    people.append(make.person("g", unit="E", themes=["t2"], any_theme=True))
    people.append(make.person("h", unit="F", slots={"ti": 2}))
    pairs = {"together": [["a", "e"]], "met": [["a", "d"]], "apart": [["b", "f"]]}
    return formation.read_problem(make.problem(people, [make.mentor("m"), make.mentor("n")], pairs=pairs, locks=[["c", "m"]]))


@pytest.fixture
def plan() -> formation.Plan:
    return make.plan(("m", ["a", "b", "c"]), ("n", ["d", "e"]))


def test_moving_between_groups_is_priced_part_by_part(problem: formation.Problem, plan: formation.Plan) -> None:
    found = formation.price(problem, plan, "a", "n")

    assert found.score == Score(placed=0, poor=0, total=-4)
    assert found.points == 0
    assert found.left == GroupCosts(unit=0, size=0, met=0, mix=0, together=0)
    assert found.joined == GroupCosts(unit=-8, size=0, met=-6, mix=0, together=10)
    assert found.is_possible


def test_placing_somebody(problem: formation.Problem, plan: formation.Plan) -> None:
    found = formation.price(problem, plan, "g", "n")

    assert (found.score, found.points, found.breaks) == (Score(placed=1, poor=0, total=55), 55, ())


def test_leaving_all_groups(problem: formation.Problem, plan: formation.Plan) -> None:
    found = formation.price(problem, plan, "d", None)

    assert found.score == Score(placed=-1, poor=0, total=-106)
    assert found.breaks == (Breach(Rule.SIZE, Kind.FEW, "n", count=1, limit=2),)


def test_the_first_rule_named_is_about_the_person(problem: formation.Problem, plan: formation.Plan) -> None:
    crowded = plan.moved("d", "m")

    assert formation.price(problem, crowded, "h", "m").breaks == (
        Breach(Rule.SLOT, Kind.SLOT, "m", "h"),
        Breach(Rule.SIZE, Kind.MANY, "m", count=5, limit=4),
    )


def test_locked_people_and_pairs(problem: formation.Problem, plan: formation.Plan) -> None:
    assert formation.price(problem, plan, "c", "n").breaks == (Breach(Rule.LOCK, Kind.LOCK, "m", "c"),)
    assert formation.price(problem, plan, "f", "m").breaks == (Breach(Rule.APART, Kind.APART, "m", "f", "b"),)


def test_what_was_broken_before_is_not_the_moves_fault(problem: formation.Problem) -> None:
    short = make.plan(("m", ["c"]), ("n", ["d", "e", "a"]))

    assert formation.price(problem, short, "b", "m").breaks == ()
    assert formation.price(problem, short, "c", None).breaks == (
        Breach(Rule.LOCK, Kind.LOCK, "m", "c"),
        Breach(Rule.SIZE, Kind.FEW, "m", count=0, limit=2),
    )


def test_staying_costs_nothing(problem: formation.Problem, plan: formation.Plan) -> None:
    found = formation.price(problem, plan, "a", "m")

    assert (found.score, found.breaks) == (Score(0, 0, 0), ())


def test_a_stranger_cannot_be_placed(problem: formation.Problem, plan: formation.Plan) -> None:
    found = formation.price(problem, plan, "nobody", "n")

    assert found.score == Score(0, 0, 0)
    assert found.breaks == (Breach(Rule.ONCE, Kind.UNKNOWN_PERSON, "n", "nobody"),)


def test_a_group_that_is_not_open(problem: formation.Problem, plan: formation.Plan) -> None:
    with pytest.raises(KeyError):
        formation.price(problem, plan, "a", "x")


@pytest.mark.slow
@given(st.data())
@settings(deadline=None)
def test_the_price_is_what_the_move_changes(data: st.DataObject) -> None:
    problem = formation.read_problem(data.draw(make.tiny_problems(locks=2)))
    plan = data.draw(make.any_plans(problem))
    if not problem.people:
        return
    person = data.draw(st.sampled_from([each.id for each in problem.people]))
    target = data.draw(st.sampled_from([None, *(group.mentor for group in plan.groups)]))

    found = formation.price(problem, plan, person, target)

    after = plan.moved(person, target)
    assert found.score == formation.score(problem, after) - formation.score(problem, plan)
    assert found.score.total == found.points + found.left.total + found.joined.total
    if len(plan.led_by) < len(plan.groups):
        return  # whose group of two is too small cannot be told from the breach alone
    before = {replace(breach, count=None, limit=None): breach for breach in formation.conflicts(problem, plan)}
    new = {breach for breach in formation.conflicts(problem, after) if _is_worse(breach, before)}
    assert set(found.breaks) == new
    assert found.is_possible == (not new)


def _is_worse(breach: Breach, before: dict[Breach, Breach]) -> bool:
    old = before.get(replace(breach, count=None, limit=None))
    if old is None or breach.count is None or old.count is None or breach.limit is None:
        return old is None
    return abs(breach.count - breach.limit) > abs(old.count - breach.limit)
