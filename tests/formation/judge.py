"""The independent judge: every plan of a tiny problem, tried one by one and valued by `benchmarks/formation/score.py`."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from benchmarks.formation import score as checker

type Score = tuple[int, int, int]  # placed, minus poor, total: larger is better


@dataclass(frozen=True)
class Group:
    """A group that breaks no rule by itself."""

    mentor: str
    members: frozenset[str]
    score: Score


def groups(problem: dict[str, Any]) -> dict[str, list[Group]]:
    """Every valid group of each mentor entry, of each set of members once per option."""
    names = [person["id"] for person in problem["people"]]
    size = [theme["size"] or {} for theme in problem["themes"]]
    most = max([problem["rules"]["size"]["max"], *(each.get("max", 0) for each in size)])
    sets = [members for count in range(1, most + 1) for members in combinations(names, count)]
    alone = {**problem, "locks": []}
    found: dict[str, list[Group]] = {}
    for mentor in problem["mentors"]:
        found[mentor["id"]] = []
        for theme, slot, place, language in product(mentor["themes"], mentor["slots"], mentor["places"], mentor["languages"]):
            for members in sets:
                group = {"mentor": mentor["id"], "theme": theme, "slot": slot, "place": place, "language": language, "members": members}
                plan = {"groups": [group], "unplaced": [{"person": name} for name in names if name not in members]}
                if not checker.problems_of(alone, plan):
                    levels = checker.score(problem, plan)
                    worth = (levels["placed"], -levels["poor"], levels["total"])
                    found[mentor["id"]].append(Group(mentor["id"], frozenset(members), worth))
    return found


def plans(problem: dict[str, Any]) -> Iterator[Score]:
    """The score of every valid plan."""
    locks = [(person, mentor) for person, mentor in problem["locks"]]
    for chosen in product(*([None, *mine] for mine in groups(problem).values())):
        opened = [group for group in chosen if group is not None]
        seats = {(name, group.mentor) for group in opened for name in group.members}
        if len({name for name, _ in seats}) == len(seats) and seats.issuperset(locks):
            placed, poor, total = [sum(group.score[level] for group in opened) for level in range(3)]
            yield placed, poor, total


def best(problem: dict[str, Any]) -> Score | None:
    """The score of the best plan; None when there is no plan."""
    return max(plans(problem), default=None)
