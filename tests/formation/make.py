"""Problems for tests: on paper, drawn at random, and the stored ones."""

import copy
import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from verme.groups import formation

INSTANCES = Path(__file__).parents[2] / "benchmarks" / "formation" / "instances"

SLOTS, PLACES, LANGUAGES, ROLES, UNITS = ("ma", "ti"), ("koulu", "etä"), ("fi", "sv"), ("opettaja", "ohjaaja"), ("A", "B", "C")

RULES: dict[str, Any] = {
    "size": {"min": 2, "target_min": 2, "target_max": 3, "max": 4},
    "max_same_unit": 2,
    "poor_below": 40,
    "points": {"theme": [50, 35, 20], "any_theme": 5, "slot": {"2": 25, "1": 10}, "place": {"2": 15, "1": 5}, "language": 10},
    "costs": {"unit": 8, "size": 6, "met": 6, "mix": 10, "together": 10},
}

type Data = dict[str, Any]


def stored(name: str) -> Data:
    """A stored instance as JSON data."""
    data: Data = json.loads((INSTANCES / f"{name}.json").read_text())
    return data


def person(name: str, **other: Any) -> Data:
    """Somebody of unit A who wants theme t1 and can come on Monday to the school, unless said otherwise."""
    return {
        "id": name,
        "unit": "A",
        "role": "opettaja",
        "new": False,
        "languages": ["fi"],
        "themes": ["t1"],
        "any_theme": False,
        "slots": {"ma": 2},
        "places": {"koulu": 2},
        **other,
    }


def mentor(name: str, **other: Any) -> Data:
    """A mentor entry with theme t1 on Monday at the school, unless said otherwise."""
    return {"id": name, "themes": ["t1"], "slots": ["ma"], "places": ["koulu"], "languages": ["fi"], **other}


def theme(name: str, *, mix: int = 0, size: Data | None = None, **admits: Any) -> Data:
    """A theme that admits everybody, unless said otherwise."""
    return {"id": name, "admits": {"roles": [], "new": False, "wished": False, **admits}, "mix": mix, "size": size}


def problem(people: list[Data], mentors: list[Data], **other: Any) -> Data:
    """A problem of these people and mentor entries. `pairs`, `rules` and their parts may be given in part."""
    pairs = {"apart": [], "together": [], "met": [], **other.pop("pairs", {})}
    rules = copy.deepcopy(RULES) | other.pop("rules", {})
    return {
        "format": "verme-formation/1",
        "name": "paperilla",
        "rules": rules,
        "slots": list(SLOTS),
        "places": list(PLACES),
        "languages": list(LANGUAGES),
        "themes": [theme("t1"), theme("t2")],
        "people": people,
        "mentors": mentors,
        "pairs": pairs,
        "locks": [],
        "banned": [],
        **other,
    }


def plan(*groups: tuple[str, list[str]], **other: str) -> formation.Plan:
    """Groups of theme t1 on Monday at the school, unless said otherwise: (mentor entry, members)."""
    option = {"theme": "t1", "slot": "ma", "place": "koulu", "language": "fi", **other}
    return formation.Plan(tuple(formation.Group(mentor=leader, members=tuple(members), **option) for leader, members in groups))


def as_json(problem: formation.Problem, plan: formation.Plan) -> Data:
    """A plan as the independent judge reads it."""
    groups = [{**vars(group), "members": list(group.members)} for group in plan.groups]
    return {"groups": groups, "unplaced": [{"person": name} for name in plan.unplaced(problem)]}


def _some(values: tuple[str, ...], least: int = 1) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), min_size=least, max_size=len(values), unique=True)


def _answers(values: tuple[str, ...]) -> st.SearchStrategy[dict[str, int]]:
    return st.fixed_dictionaries({value: st.sampled_from([2, 1, 1, 2, 0]) for value in values})


def _pairs(one: list[str], other: list[str], most: int) -> st.SearchStrategy[list[list[str]]]:
    if not one or not other or {*one} == {*other} == {one[0]}:
        return st.just([])
    ends = st.tuples(st.sampled_from(one), st.sampled_from(other)).filter(lambda pair: pair[0] != pair[1])
    return st.lists(ends.map(list), max_size=most)


@st.composite
def tiny_problems(draw: st.DrawFn, most_people: int = 6, locks: int = 1) -> Data:
    """Problems so small that every plan can be tried, with many poor seats, and with every rule and cost at work."""
    sizes = [None, {"min": 3}, {"max": 3}, {"min": 1, "target_min": 1}]
    themes = [
        theme("t1", mix=draw(st.integers(0, 2)), wished=draw(st.booleans())),
        theme("t2", size=draw(st.sampled_from(sizes)), new=draw(st.booleans())),
    ]
    people = [draw(_people(f"p{number}")) for number in range(draw(st.integers(0, most_people)))]
    mentors = [draw(_mentors(f"m{number}")) for number in range(draw(st.integers(0, 2)))]
    names, leaders = [each["id"] for each in people], [each["id"] for each in mentors]
    pairs = {"apart": _pairs(names, names + leaders, 2), "together": _pairs(names, names, 2), "met": _pairs(names, names, 2)}
    return problem(
        people,
        mentors,
        themes=themes,
        rules=draw(_rules()),
        pairs={kind: draw(some) for kind, some in pairs.items()},
        locks=draw(_pairs(names, leaders, locks)),
        banned=draw(_pairs(names, leaders, 1)),
    )


@st.composite
def _people(draw: st.DrawFn, name: str) -> Data:
    return person(
        name,
        unit=draw(st.sampled_from(UNITS)),
        role=draw(st.sampled_from(ROLES)),
        new=draw(st.booleans()),
        languages=draw(_some(LANGUAGES)),
        themes=draw(_some(("t1", "t2"), least=0)),
        any_theme=draw(st.booleans()),
        slots=draw(_answers(SLOTS)),
        places=draw(_answers(PLACES)),
    )


@st.composite
def _mentors(draw: st.DrawFn, name: str) -> Data:
    return mentor(
        name,
        themes=draw(_some(("t1", "t2"))),
        slots=draw(_some(SLOTS)),
        places=draw(st.sampled_from([["koulu"], ["etä"]])),
        languages=draw(st.sampled_from([["fi"], ["fi"], ["sv"]])),
    )


@st.composite
def _rules(draw: st.DrawFn) -> Data:
    costs = [RULES["costs"], dict.fromkeys(RULES["costs"], 0), {**RULES["costs"], "unit": 30, "together": 25}]
    return {
        "poor_below": draw(st.sampled_from([40, 60, 75])),
        "max_same_unit": draw(st.integers(1, 3)),
        "costs": draw(st.sampled_from(costs)),
    }


@st.composite
def any_plans(draw: st.DrawFn, problem: formation.Problem) -> formation.Plan:
    """Placements as a hand may leave them: any option, any members, people nowhere or twice, mentor entries with two groups."""
    if not problem.mentors:
        return formation.Plan(())
    names = [each.id for each in problem.people]
    members = st.lists(st.sampled_from(names), max_size=5, unique=True) if names else st.just([])
    groups = st.builds(
        formation.Group,
        mentor=st.sampled_from([each.id for each in problem.mentors]),
        theme=st.sampled_from([each.id for each in problem.themes]),
        slot=st.sampled_from(problem.slots),
        place=st.sampled_from(problem.places),
        language=st.sampled_from(problem.languages),
        members=members.map(tuple),
    )
    return formation.Plan(tuple(draw(st.lists(groups, max_size=3))))
