"""Reasons: why here, why in no group, and what would help."""

from dataclasses import replace

import pytest

from tests.formation import make
from verme.groups import formation
from verme.groups.formation import Breach, Change, ChangeKind, Kind, Nearest, Option, Remedy, Rule, SeatPoints, Suits, Unplaced

PEOPLE = [make.person(name, unit=name) for name in "abcde"]


def _read(people: list[make.Data], *mentors: make.Data, **other: object) -> formation.Problem:
    return formation.read_problem(make.problem(people, list(mentors) or [make.mentor("m")], **other))


def test_why_here() -> None:
    people = [
        make.person("a", themes=["t2", "t1"], slots={"ma": 1}, languages=["sv", "fi"]),
        make.person("b"),
        make.person("c", unit="C"),
    ]
    problem = _read(people, pairs={"together": [["c", "a"]], "met": [["a", "b"]]})

    here = formation.why_here(problem, make.plan(("m", ["a", "b", "c"])), "a")

    assert here == formation.Here(
        person="a",
        mentor="m",
        option=Option("t1", "ma", "koulu", "fi"),
        wish=2,
        slot=1,
        place=2,
        is_first_language=False,
        points=SeatPoints(theme=35, slot=10, place=15, language=0),
        suits=Suits.FAIRLY,
        together=("c",),
        met=("b",),
        same_unit=("b",),
    )


def test_why_here_of_somebody_without_a_seat() -> None:
    with pytest.raises(KeyError):
        formation.why_here(_read(PEOPLE), make.plan(("m", ["a", "b"])), "c")


def test_unplaced_because_of_the_time() -> None:
    people = [*PEOPLE, make.person("x", unit="X", slots={"ti": 2})]
    problem = _read(people, make.mentor("m"), make.mentor("n", slots=["ti"]))

    why = formation.why_unplaced(problem, make.plan(("m", ["a", "b"])), "x")

    assert why == Unplaced("x", True, (Kind.SLOT,), (Nearest("m", (Breach(Rule.SLOT, Kind.SLOT, "m", "x"),)),))


def test_unplaced_because_the_group_is_full() -> None:
    why = formation.why_unplaced(_read(PEOPLE), make.plan(("m", list("abcd"))), "e")

    assert why == Unplaced("e", True, (Kind.MANY,), (Nearest("m", (Breach(Rule.SIZE, Kind.MANY, "m", count=5, limit=4),)),))


def test_unplaced_because_nothing_fits_anywhere() -> None:
    people = [*PEOPLE, make.person("x", unit="X", slots={}, themes=["t2"])]

    why = formation.why_unplaced(_read(people), formation.Plan(()), "x")

    assert why == Unplaced("x", False, (Kind.SLOT, Kind.WISH), ())


def test_unplaced_because_of_bans_alone() -> None:
    problem = _read(PEOPLE, banned=[["a", "m"]])

    assert formation.why_unplaced(problem, formation.Plan(()), "a").reasons == (Kind.BANNED,)


def test_only_the_nearest_groups_are_told() -> None:
    people = [*PEOPLE, make.person("x", unit="X", themes=["t2"], slots={"ma": 2, "ti": 2})]
    problem = _read(people, make.mentor("m"), make.mentor("n", slots=["ti"], places=["etä"]))
    plan = formation.Plan((make.plan(("m", ["a", "b"])).groups[0], make.plan(("n", ["c", "d"]), slot="ti", place="etä").groups[0]))

    why = formation.why_unplaced(problem, plan, "x")

    assert [each.mentor for each in why.nearest] == ["m"]


def test_what_surely_helps_needs_no_search() -> None:
    people = [*PEOPLE, make.person("x", unit="X", slots={}), make.person("y", unit="Y", places={}, slots={})]
    problem = _read(people, make.mentor("m"), make.mentor("n"))
    plan = make.plan(("m", list("abc")), ("n", ["d", "e"]))

    assert formation.surely_help(problem, plan, "x") == (Change(ChangeKind.SLOT, value="ma"),)
    assert formation.surely_help(problem, plan, "y") == ()
    full = make.plan(("m", list("abcd")))
    assert formation.surely_help(problem, full, "e") == (Change(ChangeKind.SEAT, mentor="m"),)


@pytest.mark.parametrize(
    ("person", "mentors", "change"),
    [
        ({"slots": {}}, [make.mentor("m")], Change(ChangeKind.SLOT, value="ma")),
        ({"places": {}}, [make.mentor("m")], Change(ChangeKind.PLACE, value="koulu")),
        ({"themes": []}, [make.mentor("m")], Change(ChangeKind.THEME, value="t1")),
        ({"slots": {}, "places": {}}, [make.mentor("m")], None),
        ({"languages": ["sv"]}, [make.mentor("m")], None),
        ({"slots": {"ti": 2}}, [make.mentor("m", slots=["ti"]), make.mentor("n")], Change(ChangeKind.SLOT, value="ma")),
    ],
)
def test_the_smallest_change_that_helps(person: make.Data, mentors: list[make.Data], change: Change | None) -> None:
    problem = _read([*PEOPLE[:3], make.person("x", unit="X", **person)], *mentors)
    plan = formation.solve(problem, workers=1).plan
    assert plan is not None

    assert formation.what_would_help(problem, plan, "x", seconds=30) == Remedy(change, is_proven=True)


def test_one_seat_more_and_one_time_more() -> None:
    crowd = [make.person(name, unit=name) for name in "abcde"]
    early = [make.person(name, unit=name, slots={"ti": 2}) for name in "xy"]
    full = _read(crowd)
    no_time = _read([*crowd[:4], *early], make.mentor("m"), make.mentor("n"))

    for problem, person, change in (
        (full, "e", Change(ChangeKind.SEAT, mentor="m")),
        (no_time, "x", Change(ChangeKind.SLOT, value="ma")),
    ):
        plan = formation.Plan(make.plan(("m", list("abcd"))).groups)
        assert formation.what_would_help(problem, plan, person, seconds=30) == Remedy(change, is_proven=True)


def test_a_mentor_time_is_the_last_resort() -> None:
    people = [*PEOPLE[:2], *(make.person(name, unit=name, slots={"ti": 2}, themes=["t2"]) for name in "xy")]
    problem = _read(people, make.mentor("m"), make.mentor("n", themes=["t2"]))
    plan = formation.solve(problem, workers=1).plan
    assert plan is not None

    remedy = formation.what_would_help(problem, plan, "x", seconds=30)

    assert remedy == Remedy(Change(ChangeKind.MENTOR_SLOT, mentor="n", value="ti"), is_proven=True)


def test_when_another_plan_would_do() -> None:
    problem = _read(PEOPLE[:4], make.mentor("m"))
    poor_plan = make.plan(("m", ["a", "b"]))

    assert formation.what_would_help(problem, poor_plan, "c", seconds=30).change == Change(ChangeKind.NOTHING)


def test_the_change_really_places_one_more() -> None:
    problem = formation.read_problem(make.stored("reksi-22-a"))
    best = formation.solve(problem)
    assert best.plan is not None and best.score is not None

    for name in best.plan.unplaced(problem):
        remedy = formation.what_would_help(problem, best.plan, name, seconds=30)
        assert remedy.change is not None
        after = formation.solve(_changed(problem, name, remedy.change))
        assert after.score is not None
        assert after.score.placed > best.score.placed


def _changed(problem: formation.Problem, name: str, change: Change) -> formation.Problem:
    person = problem.person[name]
    value = str(change.value)
    better = {
        ChangeKind.SLOT: lambda: replace(person, slots={**person.slots, value: 1}),
        ChangeKind.PLACE: lambda: replace(person, places={**person.places, value: 1}),
        ChangeKind.THEME: lambda: replace(person, themes=(*person.themes, value)),
    }[change.kind]()
    return replace(problem, people=tuple(better if each.id == name else each for each in problem.people))
