"""The ring and the small drawings: geometry, words, and that nothing typed by people becomes markup."""

import xml.etree.ElementTree as ET
from itertools import pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verme.web.ui import figures, ring, scene

SEATS = [("sc0", "Al"), ("sc8 bad", "Pe"), ("half", ""), ("open", "")]


def _parse(drawn: str) -> ET.Element:
    return ET.fromstring(drawn)


def _seats(drawn: str) -> list[ET.Element]:
    return [one for one in _parse(drawn).iter("circle") if one.get("class", "").startswith("seat ")]


def test_seats_sit_clockwise_from_the_top_on_one_circle() -> None:
    seats = _seats(ring.ring([("full", "")] * 4))

    assert [(one.get("cx"), one.get("cy")) for one in seats] == [("60", "16"), ("104", "60"), ("60", "104"), ("16", "60")]
    assert [one.get("class") for one in seats] == [f"seat full seat-{number}" for number in (1, 2, 3, 4)]


def test_the_mentor_has_the_first_place() -> None:
    drawn = _parse(ring.ring([("full", "")] * 8, mentor=True))

    assert len(_seats(ring.ring([("full", "")] * 8, mentor=True))) == 8
    assert [(one.get("cx"), one.get("cy")) for one in drawn.iter("circle") if one.get("class") == "cup-rim"] == [("60", "16")]


@pytest.mark.parametrize("count", [1, 2, 3, 7, 8, 9, 12, 20, 40])
@pytest.mark.parametrize("mentor", [False, True])
def test_neighbours_never_touch(count: int, mentor: bool) -> None:
    seats = _seats(ring.ring([("full", "")] * count, mentor=mentor))
    places = [(float(one.get("cx", 0)), float(one.get("cy", 0)), float(one.get("r", 0))) for one in seats]

    assert len(places) == count
    for (x1, y1, r1), (x2, y2, r2) in pairwise(places):
        assert hypot(x1 - x2, y1 - y2) > r1 + r2


def test_a_ring_says_its_words_or_hides() -> None:
    said, hidden = _parse(ring.ring(SEATS, "Neljä paikkaa")), _parse(ring.ring(SEATS))

    assert (said.get("role"), said.get("aria-label"), said.get("aria-hidden")) == ("img", "Neljä paikkaa", None)
    assert (hidden.get("role"), hidden.get("aria-label"), hidden.get("aria-hidden")) == (None, None, "true")


def test_what_people_typed_stays_text() -> None:
    evil = '"><script>alert(1)</script>'
    drawn = ring.ring([("full", evil)], evil, middle=evil, below=evil)

    assert "<script" not in drawn
    assert [text.text for text in _parse(drawn).iter("text")] == [evil, evil, evil]
    assert _parse(drawn).get("aria-label") == evil


def test_a_half_place_is_filled_below() -> None:
    (filled,) = [one for one in _parse(ring.ring(SEATS)).iter("path") if one.get("class") == "half-in"]

    assert filled.get("d") == "M47.5 104A12.5 12.5 0 0 0 72.5 104Z"


@pytest.mark.parametrize(("full", "places", "kinds"), [(0, 3, "ooo"), (2, 3, "ffo"), (3, 3, "fff"), (5, 3, "fff")])
def test_a_ring_that_counts(full: int, places: int, kinds: str) -> None:
    assert "".join(one.get("class", "")[5] for one in _seats(ring.filled(full, places))) == kinds


@pytest.mark.parametrize(("done", "full", "cups", "said"), [(0, 0, 1, "0/4"), (3, 3, 1, "3/4"), (4, 4, 0, "4/4"), (9, 4, 0, "4/4")])
def test_the_place_that_waits_for_you_is_a_cup(done: int, full: int, cups: int, said: str) -> None:
    drawn = ring.progress(done, 4, below="tapaamista")

    assert sum("full" in one.get("class", "") for one in _seats(drawn)) == full
    assert drawn.count('class="cup"') == cups
    assert [text.text for text in _parse(drawn).iter("text")] == [said, "tapaamista"]


def test_one_chair_is_missing() -> None:
    assert [one.get("class", "")[5:9] for one in _seats(ring.lost("Yksi paikka puuttuu", 404))] == ["full"] * 4 + ["open"] + ["full"] * 4


def test_the_mark_is_eight_colleagues_and_a_waiting_place() -> None:
    circles = [one.get("class") for one in _parse(ring.mark()).iter("circle")]

    assert circles == ["seat full", "cup-rim", *["seat full"] * 7]


def test_the_home_table_has_a_free_place_until_you_take_it() -> None:
    free, taken = _parse(scene.scene("Pöytä")), _parse(scene.scene("Pöytä", taken=True))

    def kinds(drawn: ET.Element) -> list[str | None]:
        return [one.get("class") for one in drawn.findall("circle") if one.get("r") == "24"]

    assert kinds(free) == ["pers", "free", *["pers"] * 7]
    assert kinds(taken) == ["pers", "you", *["pers"] * 7]
    assert [one.get("class") for one in free.findall("path")] == ["pointer"]
    assert taken.findall("path") == []


def test_times_are_dots_in_a_grid() -> None:
    drawn = _parse(figures.slots([[2, 1, 0], [0, None, 2]], "Sopii"))

    assert (drawn.get("viewBox"), drawn.get("width"), drawn.get("height")) == ("0 0 63 36", "63", "36")
    outlines = [one for one in drawn.findall("circle") if one.get("class", "").startswith("dring")]
    assert [(one.get("cx"), one.get("cy"), one.get("class")) for one in outlines] == [
        ("10", "9", "dring on"), ("31", "9", "dring on"), ("52", "9", "dring"), ("10", "27", "dring"), ("52", "27", "dring on"),
    ]  # fmt: skip
    assert len(drawn.findall("path")) == 1


def test_fairness_is_one_dot_a_person_with_the_best_lowest() -> None:
    stacks = [figures.Stack("A", [0, 2, 1]), figures.Stack("B", [0, 0], is_low=True)]
    drawn = _parse(figures.fair(stacks, "A 2/3; B 0/2"))

    assert [stack.met for stack in stacks] == ["2/3", "0/2"]
    assert [text.text for text in drawn.iter("text")] == ["A", "2/3", "B", "0/2"]
    full = [one for one in drawn.iter("circle") if one.get("class") == "dfull"]
    lowest = max(float(one.get("cy", 0)) for one in drawn.iter("circle"))
    assert [float(one.get("cy", 0)) for one in full] == [lowest]


def test_the_stair_rises_to_its_words() -> None:
    drawn = _parse(figures.stair([(0, 100), (1, 300), (4, 300)], "Pisteet nousivat", until=20, now="300 pistettä"))
    steps = [(one.get("x1"), one.get("y1"), one.get("x2"), one.get("y2")) for one in drawn.iter("line") if one.get("class") == "stair"]

    assert steps[0] == ("4.0%", "144", "8.4%", "144")
    assert steps[1] == ("8.4%", "144", "8.4%", "25")
    assert [text.text for text in drawn.iter("text")] == ["0 s", "5 s", "10 s", "15 s", "20 s", "300 pistettä"]


def test_a_stair_of_one_step_and_one_past_its_end_can_be_drawn() -> None:
    for points in ([(0.0, 7.0)], [(0.0, 7.0), (90.0, 7.0)]):
        assert _parse(figures.stair(points, "Pisteet", until=20, now="7")).get("aria-label") == "Pisteet"


@pytest.mark.parametrize(("value", "step"), [(0, 0), (1, 1), (49, 1), (50, 2), (69, 2), (70, 3), (89, 3), (90, 4), (100, 4)])
def test_heat_has_four_steps(value: int, step: int) -> None:
    assert figures.heat(value, 100) == step


def test_nothing_is_hot_where_nobody_answered() -> None:
    assert figures.heat(0, 0) == 0


def test_units_get_letters_by_the_alphabet() -> None:
    found = figures.codes(["Lyseo", "Lakeuden koulu", "Lappi", "Åkerlunda", "1–6 koulu"])

    assert {name: (code.letters, code.css) for name, code in found.items()} == {
        "1–6 koulu": ("16", "sc0"),
        "Lakeuden koulu": ("La", "sc1"),
        "Lappi": ("Lp", "sc2"),
        "Lyseo": ("Ly", "sc3"),
        "Åkerlunda": ("Åk", "sc4"),
    }


@given(st.lists(st.text(max_size=12), max_size=40))
def test_every_unit_has_its_own_letters_whatever_its_name(names: list[str]) -> None:
    found = figures.codes(names)

    assert set(found) == set(names)
    assert len({code.letters for code in found.values()}) == len(found)
    assert figures.codes(reversed(names)) == found
