"""Decisions on plain values: a change and its inverse, criteria as numbers, who may publish, whose yes counts, whom a name means."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from verme.groups.formation import read_problem
from verme.groups.rules import (
    Criteria,
    Layout,
    consents,
    difference,
    letters,
    likely,
    weighed,
    why_not_close,
    why_not_criteria,
    why_not_move,
)
from verme.groups.rules import publishing as rules
from verme.groups.terms import ConsentRefusal, DraftRefusal, DraftState, LockKind, PublishRefusal, SearchRefusal, Weight
from verme.programmes.rules import PRESETS, Rules

SEINAJOKI = PRESETS["seinajoki"]
KEYS = some.sampled_from(["1", "2", "3", "4"])
LAYOUTS = some.builds(
    Layout,
    groups=some.dictionaries(KEYS, some.fixed_dictionaries({"letter": KEYS, "theme": some.integers(1, 3)})),
    seats=some.dictionaries(KEYS, KEYS),
    locks=some.dictionaries(some.builds("{}:{}".format, KEYS, KEYS), some.sampled_from(["stay", "ban"])),
)


@given(LAYOUTS, LAYOUTS)
def test_a_change_and_its_inverse(before: Layout, after: Layout) -> None:
    was, now = difference(before, after)

    assert before.changed(now) == after
    assert after.changed(was) == before
    assert difference(before, before) == ({}, {})


@given(LAYOUTS, LAYOUTS, LAYOUTS)
def test_undo_and_redo_are_identities(start: Layout, one: Layout, two: Layout) -> None:
    """I-08 on plain values: do, do, undo, undo, redo, redo."""
    steps = [difference(start, one), difference(one, two)]
    undone = two.changed(steps[1][0]).changed(steps[0][0])

    assert undone == start
    assert undone.changed(steps[0][1]).changed(steps[1][1]) == two


@given(LAYOUTS, KEYS)
def test_a_closed_group_leaves_nobody_in_it(layout: Layout, entry: str) -> None:
    closed = layout.with_group(entry, None)

    assert entry not in closed.groups
    assert closed.seats == {signup: seat for signup, seat in layout.seats.items() if seat != entry}


def test_who_may_move_where() -> None:
    layout = Layout({"1": {}, "2": {}}, {"7": "1", "8": "1"}, {"7:1": LockKind.STAY, "8:2": LockKind.BAN})

    assert why_not_move(layout, "7", "2") == why_not_move(layout, "7", None) == DraftRefusal.LOCKED
    assert why_not_move(layout, "7", "1") is None
    assert why_not_move(layout, "8", "2") == DraftRefusal.BANNED
    assert why_not_move(layout, "8", "3") == DraftRefusal.NO_GROUP
    assert why_not_move(layout, "8", None) is None
    assert (why_not_close(layout, "1"), why_not_close(layout, "2"), why_not_close(layout, "3")) == (
        DraftRefusal.HAS_LOCKED,
        None,
        DraftRefusal.NO_GROUP,
    )


def test_letters_go_on_after_z() -> None:
    assert letters(3, ["A", "C"]) == ["B", "D", "E"]
    assert letters(29)[-4:] == ["Z", "AA", "AB", "AC"]


def problem(rules_of_formation: dict[str, Any]) -> Any:
    empty = {name: [] for name in ("slots", "places", "languages", "themes", "people", "mentors", "locks", "banned")}
    pairs: dict[str, list[str]] = {"apart": [], "together": [], "met": []}
    return read_problem({"format": "verme-formation/1", "name": "x", "rules": rules_of_formation, "pairs": pairs, **empty})


@pytest.mark.parametrize("model", PRESETS.values())
def test_without_a_choice_the_operating_model_decides(model: Rules) -> None:
    read = problem(weighed(Criteria.of(model), model)).rules

    assert (read.size.min, read.size.target_min, read.size.target_max, read.size.max) == (4, 6, 8, 10)
    assert (read.points.theme, read.points.any_theme, dict(read.points.slot), dict(read.points.place)) == (
        (50, 35, 20),
        5,
        {2: 25, 1: 10},
        {2: 15, 1: 5},
    )
    assert (read.costs.unit, read.costs.size, read.costs.met, read.costs.mix, read.costs.together) == (8, 6, 6, 10, 10)
    assert (read.max_same_unit, read.poor_below, read.points.language) == (3, 40, 10)


@pytest.mark.parametrize(
    ("theme", "points", "any_theme"),
    [(Weight.IMPORTANT, [50, 35, 20], 5), (Weight.GLADLY, [50, 42, 35], 27), (Weight.WHATEVER, [50, 50, 50], 50)],
)
def test_how_much_the_theme_counts(theme: Weight, points: list[int], any_theme: int) -> None:
    found = weighed(Criteria(theme=theme), SEINAJOKI)["points"]

    assert (found["theme"], found["any_theme"]) == (points, any_theme)


@pytest.mark.parametrize(
    ("weight", "unit", "mix", "wished"), [(Weight.IMPORTANT, 16, 20, 3), (Weight.GLADLY, 8, 10, 2), (Weight.WHATEVER, 0, 10, 0)]
)
def test_how_much_mixing_counts(weight: Weight, unit: int, mix: int, wished: int) -> None:
    criteria = Criteria(units=weight, mix=weight)
    found = weighed(criteria, SEINAJOKI)["costs"]

    assert (found["unit"], found["mix"], criteria.wished_mix) == (unit, mix, wished)


@given(
    some.builds(
        Rules,
        theme_points=some.lists(some.integers(0, 100), min_size=1, max_size=4).map(lambda points: tuple(sorted(points, reverse=True))),
        any_theme_points=some.integers(0, 100),
        slot_points=some.tuples(some.integers(0, 100), some.integers(0, 100)),
        place_points=some.tuples(some.integers(0, 100), some.integers(0, 100)),
        language_points=some.integers(0, 100),
        poor_below=some.integers(0, 100),
    ),
    some.sampled_from(Weight),
)
def test_whatever_the_model_says_the_best_seat_is_worth_a_hundred_at_most(model: Rules, theme: Weight) -> None:
    problem(weighed(Criteria(theme=theme), model))  # raises what cannot be read


@pytest.mark.parametrize(
    ("sizes", "reason"),
    [
        ((4, 8, 10), None),
        ((6, 6, 6), None),
        ((3, 8, 10), SearchRefusal.SIZES),
        ((4, 8, 11), SearchRefusal.SIZES),
        ((6, 5, 8), SearchRefusal.SIZES),
    ],
)
def test_sizes_stay_within_the_operating_model(sizes: tuple[int, int, int], reason: SearchRefusal | None) -> None:
    low, target, high = sizes

    assert why_not_criteria(Criteria(size_min=low, size_target=target, size_max=high), SEINAJOKI) == reason


def test_criteria_are_stored_and_read_again() -> None:
    criteria = Criteria(theme=Weight.GLADLY, units=Weight.WHATEVER, mix=Weight.IMPORTANT, size_min=5, size_target=7, size_max=9)

    assert Criteria.stored(criteria.as_stored, SEINAJOKI) == criteria
    assert Criteria.stored({}, SEINAJOKI) == Criteria.of(SEINAJOKI)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({}, None),
        ({"is_published": True}, PublishRefusal.OTHER),
        ({"is_ended": True}, PublishRefusal.ENDED),
        ({"state": DraftState.LEFT}, PublishRefusal.NOT_OPEN),
        ({"is_running": True}, PublishRefusal.RUNNING),
        ({"is_current": False}, PublishRefusal.STALE),
        ({"groups": 0}, PublishRefusal.NO_GROUPS),
        ({"conflicts": 1}, PublishRefusal.CONFLICTS),
    ],
)
def test_who_may_publish(said: dict[str, Any], reason: PublishRefusal | None) -> None:
    known = {
        "state": DraftState.OPEN,
        "is_published": False,
        "is_ended": False,
        "is_current": True,
        "is_running": False,
        "groups": 1,
        "conflicts": 0,
    }

    assert rules.why_not_publish(**{**known, **said}) == reason


@pytest.mark.parametrize(
    ("leaders", "members", "electors", "leaders_may", "settled"),
    [
        ([], [], 8, True, None),
        ([], [True, True], 8, True, None),  # a mentor is there, so members do not decide
        ([True], [], 8, True, True),
        ([False, True], [], 8, True, False),  # the first word counts
        ([], [True], 8, False, None),
        ([], [True, True], 8, False, True),
        ([], [True, False, True], 8, False, True),
        ([], [False, False], 3, False, False),  # one is left: two can say yes no more
        ([], [True], 1, False, True),  # a group of one
        ([], [False], 1, False, False),
        ([], [], 0, False, False),  # nobody can say yes
    ],
)
def test_whose_yes_counts(leaders: list[bool], members: list[bool], electors: int, leaders_may: bool, settled: bool | None) -> None:
    assert consents(leaders, members, electors=electors, leaders_may=leaders_may) is settled


def test_who_is_asked_and_when() -> None:
    assert rules.why_not_answer(is_settled=False, is_asked=True) is None
    assert rules.why_not_answer(is_settled=True, is_asked=True) == ConsentRefusal.SETTLED
    assert rules.why_not_answer(is_settled=True, is_asked=False) == ConsentRefusal.NOT_ASKED


NAMES = {1: "Aino Virtanen", 2: "Liisa Virtanen", 3: "Matti Meikäläinen", 4: "Åsa Öhman", 5: "Anna-Kaisa Lampi"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Aino Virtanen", [1]),
        ("mieluiten aino virtasen kanssa", [1]),
        ("Virtanen", [1, 2]),
        ("Matti M. ja Åsa Öhman", [4, 3]),
        ("Matti", [3]),
        ("anna kaisa lampi", [5]),
        ("kuka tahansa käy", []),
        ("", []),
    ],
)
def test_whom_a_text_may_mean(text: str, found: list[int]) -> None:
    assert likely(text, NAMES) == found
