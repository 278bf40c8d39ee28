"""When there is no plan: a smallest set of items that clash, against every smaller set tried by the independent judge."""

from itertools import combinations

import pytest
from hypothesis import assume, given, settings

from tests.formation import judge, make
from verme.groups import formation
from verme.groups.formation import Conflict, Item, ItemKind
from verme.groups.formation.conflict import items_of, smallest_conflict

PEOPLE = [make.person(name, unit=name) for name in "abcd"]
LOCK, BANNED, APART = ItemKind.LOCK, ItemKind.BANNED, ItemKind.APART


def _conflict(people: list[make.Data], mentors: list[make.Data], **other: object) -> Conflict | None:
    result = formation.solve(formation.read_problem(make.problem(people, mentors, **other)), workers=1)
    assert (result.conflict is not None) == (result.status is formation.Status.IMPOSSIBLE)
    return result.conflict


def _keeping(written: make.Data, items: tuple[Item, ...]) -> make.Data:
    """The problem with these items only."""

    def of(kind: ItemKind) -> list[list[str]]:
        return [list(item.pair) for item in items if item.kind is kind]

    return {**written, "locks": of(LOCK), "banned": of(BANNED), "pairs": {**written["pairs"], "apart": of(APART)}}


@pytest.mark.slow
@given(make.tiny_problems(most_people=5, locks=3))
@settings(deadline=None, max_examples=40)
def test_the_conflict_is_the_smallest(written: make.Data) -> None:
    problem = formation.read_problem(written)
    assume(written["locks"])

    conflict = smallest_conflict(problem, seconds=30)

    if conflict is None:
        assert judge.best(written) is not None
        return
    assert conflict.is_smallest
    assert judge.best(_keeping(written, conflict.items)) is None
    fewer = combinations(items_of(problem), len(conflict.items) - 1)
    assert all(judge.best(_keeping(written, items)) is not None for items in fewer)


def test_a_lock_that_cannot_be_kept_at_all() -> None:
    people = [make.person("x", slots={}), *PEOPLE]

    assert _conflict(people, [make.mentor("m")], locks=[["a", "m"], ["x", "m"]]) == Conflict((Item(LOCK, ("x", "m")),), is_smallest=True)


def test_a_lock_to_a_mentor_whom_nobody_else_can_join() -> None:
    found = _conflict(PEOPLE, [make.mentor("m", slots=["ti"]), make.mentor("n")], locks=[["a", "m"], ["b", "n"]])

    assert found == Conflict((Item(LOCK, ("a", "m")),), is_smallest=True)


def test_one_person_locked_to_two_groups() -> None:
    found = _conflict(PEOPLE, [make.mentor("m"), make.mentor("n")], locks=[["a", "m"], ["b", "m"], ["a", "n"], ["a", "m"]])

    assert found == Conflict((Item(LOCK, ("a", "m")), Item(LOCK, ("a", "n"))), is_smallest=True)


@pytest.mark.parametrize("pair", [["a", "m"], ["m", "a"]])
def test_kept_apart_from_the_mentor(pair: list[str]) -> None:
    found = _conflict(PEOPLE, [make.mentor("m")], locks=[["a", "m"]], pairs={"apart": [["c", "d"], pair]})

    assert found == Conflict((Item(LOCK, ("a", "m")), Item(APART, (pair[0], pair[1]))), is_smallest=True)


def test_two_groups_forced_open_with_too_few_people() -> None:
    mentors = [make.mentor("m"), make.mentor("n")]

    assert _conflict(PEOPLE[:3], mentors, locks=[["a", "m"], ["b", "n"]]) == Conflict(
        (Item(LOCK, ("a", "m")), Item(LOCK, ("b", "n"))), is_smallest=True
    )
    assert _conflict(PEOPLE, mentors, locks=[["a", "m"], ["b", "n"]]) is None


def test_three_of_one_unit() -> None:
    people = [*(make.person(name) for name in "abc"), *(make.person(name, unit=name) for name in "de")]

    found = _conflict(people, [make.mentor("m")], locks=[["d", "m"], ["a", "m"], ["b", "m"], ["c", "m"]])

    assert found == Conflict(tuple(Item(LOCK, (name, "m")) for name in "abc"), is_smallest=True)


def test_bans_that_leave_too_few() -> None:
    found = _conflict(PEOPLE[:3], [make.mentor("m")], locks=[["a", "m"]], banned=[["b", "m"], ["c", "m"]])

    assert found == Conflict((Item(LOCK, ("a", "m")), Item(BANNED, ("b", "m")), Item(BANNED, ("c", "m"))), is_smallest=True)


def test_out_of_time_it_still_names_a_conflict() -> None:
    written = make.stored("mahdoton-36-a")
    problem = formation.read_problem(written)

    conflict = smallest_conflict(problem, seconds=0)

    assert conflict is not None
    assert not conflict.is_smallest
    assert {item.pair for item in conflict.items} == {("p0003", "m002"), ("p0017", "m002"), ("p0035", "m002")}
