"""The files shown in docs/formation.md are such files."""

import json
import re
from pathlib import Path
from typing import Any

from tests.formation import make
from verme.groups import formation

PAPER = (Path(__file__).parents[2] / "docs" / "formation.md").read_text(encoding="utf-8")


def _shown() -> list[Any]:
    return [json.loads(block) for block in re.findall(r"^```json\n(.*?)^```", PAPER, re.DOTALL | re.MULTILINE)]


def _plan_of(written: make.Data) -> make.Data:
    problem = formation.read_problem(written)
    plan: make.Data = formation.plan_file(problem, formation.solve(problem))
    return plan


def test_the_problem_shown_is_read_and_the_plan_shown_has_the_fields_of_a_plan() -> None:
    problem, plan, _ = _shown()

    assert _plan_of(problem)["status"] == "optimal"
    made = _plan_of(make.stored("reksi-22-a"))
    assert list(plan) == list(made)
    for part in ("groups", "unplaced"):
        assert list(plan[part][0]) == list(made[part][0])
    assert (list(plan["score"]), list(plan["bound"])) == (list(made["score"]), list(made["bound"]))


def test_the_conflict_shown_has_the_fields_of_a_conflict() -> None:
    shown, made = _shown()[2], _plan_of(make.stored("mahdoton-36-b"))

    assert shown.items() <= {**made, "conflict": shown["conflict"]}.items()
    assert [list(item) for item in shown["conflict"]] == [list(item) for item in made["conflict"]]


def test_every_rule_is_told() -> None:
    assert re.findall(r"^\| (H\d+) \|", PAPER, re.MULTILINE) == [rule.value for rule in formation.Rule]
