"""The stored problems: the proven optimum or the known conflict. The slow and the large ones are in `benchmarks/formation/run.py`."""

import json

import pytest

from benchmarks.formation import score as checker
from tests.formation import make
from verme.groups import formation

BEST = json.loads((make.INSTANCES.parent / "best.json").read_text())


@pytest.mark.parametrize("name", ["reksi-22-a", "gradia-40-b", "seinajoki-50-b", "tiukka-64-a", "kaksikielinen-60-a"])
def test_the_proven_optimum_is_reached_and_proven(name: str) -> None:
    written = make.stored(name)
    problem = formation.read_problem(written)

    plan = formation.plan_file(problem, formation.solve(problem))

    assert plan["status"] == "optimal"
    assert plan["score"] == plan["bound"] == {level: BEST[name][level] for level in ("placed", "poor", "total")}
    assert not [*checker.problems_of(written, plan), *checker.misstated(written, plan)]


@pytest.mark.parametrize("name", ["mahdoton-36-a", "mahdoton-36-b", "mahdoton-36-l"])
def test_the_known_conflict_is_found(name: str) -> None:
    problem = formation.read_problem(make.stored(name))

    plan = formation.plan_file(problem, formation.solve(problem))

    assert (plan["status"], plan["smallest"]) == ("impossible", True)
    assert plan["conflict"] == BEST[name]["conflict"]
