"""A bound is a promise about every plan, so it is tested against every plan, with many poor seats."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.formation import judge, make
from verme.groups import formation
from verme.groups.formation.bounds import Goal, Relaxation
from verme.groups.formation.offers import offers_of
from verme.groups.formation.search import ceiling

PASSES = 60


def _bound(problem: formation.Problem, goal: Goal, target: int) -> int:
    """The bound after some passes, in whole points."""
    relaxation, passes = Relaxation(offers_of(problem), goal), iter(range(PASSES))
    found: list[int] = []
    relaxation.run(target, lambda: next(passes, None) is None, lambda bound: bool(found.append(bound)))
    return found[-1]


@pytest.mark.slow
@given(make.tiny_problems(), st.sampled_from([0, 1, 2, 3, 200]))
@settings(deadline=None)
def test_no_plan_passes_the_relaxed_bounds(written: make.Data, reward: int) -> None:
    problem = formation.read_problem(written)
    plans = list(judge.plans(written))
    assume(plans)
    placed, less_poor, total = max(plans)
    below = problem.rules.poor_below

    most = _bound(problem, Goal(lambda points: 1, with_costs=False), placed)
    poor = -_bound(problem, Goal(lambda points: -(points < below), with_costs=False, placed=placed, reward=reward), less_poor)
    goal = Goal(lambda points: points, with_costs=True, without_poor=less_poor == 0, placed=placed, reward=reward)
    largest = _bound(problem, goal, total)

    assert most >= max(plan[0] for plan in plans)
    assert poor <= min(-plan[1] for plan in plans if plan[0] >= placed)
    assert largest >= max(plan[2] for plan in plans if plan[0] >= placed and plan[1] >= less_poor)


@pytest.mark.slow
@given(make.tiny_problems())
@settings(deadline=None)
def test_no_plan_passes_the_ceiling(written: make.Data) -> None:
    top = ceiling(offers_of(formation.read_problem(written)))

    for placed, _, total in judge.plans(written):
        assert placed <= top.placed
        assert total <= top.total


def test_the_bounds_are_worth_something() -> None:
    problem = formation.read_problem(make.stored("tiukka-64-a"))  # best: 50 · 1 · 3197, while 56 people have some seat

    most = _bound(problem, Goal(lambda points: 1, with_costs=False), 50)
    largest = _bound(problem, Goal(lambda points: points, with_costs=True, placed=50, reward=200), 3197)

    assert most < ceiling(offers_of(problem)).placed == 56
    assert largest < 3197 * 1.05
