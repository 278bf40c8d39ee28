"""The plan file (format verme-plan/1), as JSON data."""

from verme.groups.formation.conflict import Item, ItemKind
from verme.groups.formation.explain import why_unplaced
from verme.groups.formation.plan import Group, Plan
from verme.groups.formation.problem import Problem
from verme.groups.formation.result import Result
from verme.groups.formation.score import Score

FORMAT = "verme-plan/1"

type Json = dict[str, object]


def plan_file(problem: Problem, result: Result) -> Json:
    """What a search found: groups, the unplaced and why, score and bound; or the conflict that leaves no plan."""
    head: Json = {"format": FORMAT, "problem": problem.name, "status": result.status.value}
    tail: Json = {"seconds": round(result.seconds, 1), "seed": result.seed}
    if result.conflict is not None:
        return {**head, "conflict": [_item(item) for item in result.conflict.items], "smallest": result.conflict.is_smallest, **tail}
    if result.plan is None or result.score is None or result.bound is None:
        return {**head, **tail}
    return {
        **head,
        "groups": [_group(group) for group in result.plan.groups],
        "unplaced": [_unplaced(problem, result.plan, person) for person in result.plan.unplaced(problem)],
        "score": _score(result.score),
        "bound": _score(result.bound),
        **tail,
    }


def _group(group: Group) -> Json:
    option = {"theme": group.theme, "slot": group.slot, "place": group.place, "language": group.language}
    return {"mentor": group.mentor, **option, "members": list(group.members)}


def _unplaced(problem: Problem, plan: Plan, person: str) -> Json:
    why = why_unplaced(problem, plan, person)
    nearest = [{"mentor": each.mentor, "breaks": list(dict.fromkeys(breach.rule.value for breach in each.breaks))} for each in why.nearest]
    return {"person": person, "reasons": [kind.value for kind in why.reasons], "nearest": nearest}


def _score(score: Score) -> Json:
    return {"placed": score.placed, "poor": score.poor, "total": score.total}


def _item(item: Item) -> Json:
    if item.kind is ItemKind.APART:
        return {"kind": item.kind.value, "pair": list(item.pair)}
    person, mentor = item.pair
    return {"kind": item.kind.value, "person": person, "mentor": mentor}
