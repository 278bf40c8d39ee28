"""Reading a problem: whatever is wrong is said in one sentence that begins with the place; nothing else is ever raised."""

import copy
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.formation import make
from verme.groups import formation

VALID = make.problem(
    [make.person("p1", slots={"ma": 2, "ti": 0}), make.person("p2"), make.person("p3", any_theme=True)],
    [make.mentor("m1"), make.mentor("m2", languages=["sv", "fi"])],
    themes=[make.theme("t1", size={"max": 3}), make.theme("t2", roles=["ohjaaja"])],
    pairs={"apart": [["p1", "p2"], ["m1", "p3"]], "together": [["p1", "p3"]], "met": [["p2", "p3"], ["p3", "p2"]]},
    locks=[["p1", "m1"]],
    banned=[["p2", "m1"]],
)

type Path_ = tuple[str | int, ...]


def _with(place: Path_, value: object) -> make.Data:
    data = copy.deepcopy(VALID)
    holder: Any = data
    for step in place[:-1]:
        holder = holder[step]
    if value is MISSING:
        del holder[place[-1]]
    else:
        holder[place[-1]] = value
    return data


MISSING = object()

BROKEN: list[tuple[Path_, object, str]] = [
    (("format",), "verme-formation/2", 'format: "verme-formation/2" is not known; this program reads "verme-formation/1"'),
    (("format",), MISSING, 'the file: "format" is missing'),
    (("people",), MISSING, 'the file: "people" is missing'),
    (("extra",), 1, 'the file: "extra" is not a field of this object'),
    (("name",), "", "name: must not be empty"),
    (("name",), 7, "name: must be text, not a whole number"),
    (("name",), "\ud800", 'name: "\\ud800" holds half a character'),
    (("people",), {}, "people: must be a list, not an object"),
    (("people", 1), None, "people[1]: must be an object, not null"),
    (("people", 1, "id"), "p1", 'people[1].id: "p1" is already at people[0].id'),
    (("mentors", 0, "id"), "p3", 'mentors[0].id: "p3" is already at people[2].id'),
    (("people", 0, "slots"), {"ke": 2}, 'people[0].slots: "ke" is not in slots'),
    (("people", 0, "slots", "ma"), 3, "people[0].slots.ma: must be 0–2, not 3"),
    (("people", 0, "slots", "ma"), True, "people[0].slots.ma: must be a whole number, not true"),
    (("people", 0, "slots", "ma"), 1.0, "people[0].slots.ma: must be a whole number, not a broken number"),
    (("people", 0, "slots"), ["ma"], "people[0].slots: must be an object, not a list"),
    (("people", 0, "places"), {"kuu": 1}, 'people[0].places: "kuu" is not in places'),
    (("people", 0, "languages"), [], "people[0].languages: must name a language"),
    (("people", 0, "languages"), ["en"], 'people[0].languages: "en" is not in languages'),
    (("people", 0, "themes"), ["t1", "t1"], 'people[0].themes[1]: "t1" is already at people[0].themes[0]'),
    (("people", 0, "themes"), ["t9"], 'people[0].themes: "t9" is not in themes'),
    (("people", 0, "new"), 1, "people[0].new: must be true or false, not a whole number"),
    (("people", 0, "unit"), None, "people[0].unit: must be text, not null"),
    (("people", 0, "age"), 40, 'people[0]: "age" is not a field of this object'),
    (("people", 0, "role"), MISSING, 'people[0]: "role" is missing'),
    (("mentors", 1, "slots"), ["ma", "su"], 'mentors[1].slots: "su" is not in slots'),
    (("mentors", 1, "languages"), ["fi", "fi"], 'mentors[1].languages[1]: "fi" is already at mentors[1].languages[0]'),
    (("slots",), ["ma", "ti", "ma"], 'slots[2]: "ma" is already at slots[0]'),
    (("slots",), ["ma", 2], "slots[1]: must be text, not a whole number"),
    (("themes", 1, "id"), "t1", 'themes[1].id: "t1" is already at themes[0].id'),
    (("themes", 0, "admits", "new"), MISSING, 'themes[0].admits: "new" is missing'),
    (("themes", 0, "admits", "roles"), "ohjaaja", "themes[0].admits.roles: must be a list, not text"),
    (("themes", 0, "mix"), -1, "themes[0].mix: must be 0–100, not -1"),
    (("themes", 0, "size"), {"least": 3}, 'themes[0].size: "least" is not a field of this object'),
    (("themes", 0, "size"), {"min": 5}, "themes[0].size: min 5 is above max 4"),
    (("themes", 0, "size"), {"target_min": 4}, "themes[0].size: target_min 4 is above target_max 3"),
    (("rules", "size", "min"), 0, "rules.size.min: must be 1–1000, not 0"),
    (("rules", "size", "min"), 9, "rules.size: min 9 is above target_min 2"),
    (("rules", "size", "max"), 10**5000, "rules.size.max: must be 1–1000, not a number too long to show"),
    (("rules", "max_same_unit"), 0, "rules.max_same_unit: must be 1–1000, not 0"),
    (("rules", "poor_below"), 101, "rules.poor_below: must be 0–100, not 101"),
    (("rules", "points", "theme"), [], "rules.points.theme: must give points for the first wish at least"),
    (("rules", "points", "theme"), [50, -1], "rules.points.theme[1]: must be 0–100, not -1"),
    (("rules", "points", "language"), 11, "rules.points: the best seat would be worth 101; 100 is the most"),
    (("rules", "points", "slot"), {"2": 25}, 'rules.points.slot: "1" is missing'),
    (("rules", "points", "slot"), {"2": 25, "1": 10, "0": 0}, 'rules.points.slot: "0" is not a field of this object'),
    (("rules", "costs", "unit"), -8, "rules.costs.unit: must be 0–1000, not -8"),
    (("rules", "costs", "unit"), "8", "rules.costs.unit: must be a whole number, not text"),
    (("pairs", "apart", 0), ["p1"], "pairs.apart[0]: must be two ids, not 1"),
    (("pairs", "apart", 0), ["p1", "p1"], 'pairs.apart[0]: joins "p1" with itself'),
    (("pairs", "apart", 0), ["p1", "x"], 'pairs.apart[0][1]: "x" is not in people or mentors'),
    (("pairs", "apart", 0), ["m1", "m2"], "pairs.apart[0]: joins two mentors; one must be in people"),
    (("pairs", "together", 0), ["p1", "m1"], 'pairs.together[0][1]: "m1" is not in people'),
    (("pairs", "met"), MISSING, 'pairs: "met" is missing'),
    (("locks", 0), ["m1", "p1"], 'locks[0][0]: "m1" is not in people'),
    (("locks", 0), ["p1", "p2"], 'locks[0][1]: "p2" is not in mentors'),
    (("banned",), [["p1", "m9"]], 'banned[0][1]: "m9" is not in mentors'),
]


@pytest.mark.parametrize(("place", "value", "sentence"), BROKEN, ids=[sentence for _, _, sentence in BROKEN])
def test_a_broken_problem_is_refused_with_its_place(place: Path_, value: object, sentence: str) -> None:
    with pytest.raises(formation.Unreadable) as fault:
        formation.read_problem(_with(place, value))

    assert str(fault.value) == sentence


def test_a_problem_is_read_whole() -> None:
    problem = formation.read_problem(VALID)

    assert [person.id for person in problem.people] == ["p1", "p2", "p3"]
    assert problem.people[0].slots == {"ma": 2, "ti": 0}
    assert (problem.themes[0].size.max, problem.themes[0].size.target_max, problem.themes[1].size.max) == (3, 3, 4)
    assert problem.themes[1].roles == {"ohjaaja"}
    assert problem.mentors[1].languages == ("sv", "fi")
    assert problem.kept_apart == {"p1": {"p2"}, "p2": {"p1"}, "m1": {"p3"}, "p3": {"m1"}}
    assert problem.met_before == {"p2": {"p3"}, "p3": {"p2"}}
    assert (problem.locked_to, problem.banned_from) == ({"p1": ("m1",)}, {"p2": ("m1",)})


@pytest.mark.parametrize("size", [{"max": 2}, {"min": 3}, {"target_max": 9}])
def test_a_theme_may_name_some_limits_although_a_target_is_then_out_of_reach(size: make.Data) -> None:
    read = formation.read_problem(_with(("themes", 0, "size"), size)).themes[0].size

    assert {name: getattr(read, name) for name in size} == size


@pytest.mark.parametrize("name", sorted(path.stem for path in make.INSTANCES.glob("*.json")))
def test_every_stored_problem_can_be_read(name: str) -> None:
    assert formation.read_file(make.INSTANCES / f"{name}.json").name == name


def test_a_gzipped_file_and_a_byte_order_mark(tmp_path: Path) -> None:
    text = json.dumps(VALID)
    (tmp_path / "plain.json").write_text(text, encoding="utf-8-sig")
    (tmp_path / "small.json.gz").write_bytes(gzip.compress(text.encode()))

    assert formation.read_file(tmp_path / "plain.json") == formation.read_file(tmp_path / "small.json.gz")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "line 1, column 1: is not JSON (Expecting value)"),
        (b'{"format": ', "line 1, column 12: is not JSON (Expecting value)"),
        (b'{\n "name": "\xe4"}', "byte 12: is not UTF-8"),
        (b"[]", "the file: must be an object, not a list"),
        (b'{"name": 1, "name": 2}', 'the file: "name" stands twice in one object'),
        (b"[" * 100_000, "the file: is nested too deeply"),
        (b'{"name": ' + b"9" * 5000 + b"}", "the file: holds a number that is too long"),
        (b'{"name": NaN}', "the file: "),
    ],
)
def test_a_file_that_holds_no_problem(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "problem.json"
    path.write_bytes(content)

    with pytest.raises(formation.Unreadable) as fault:
        formation.read_file(path)

    assert str(fault.value).startswith(sentence)


@pytest.mark.parametrize("content", [b"\x1f\x8b", b"\x1f\x8b\x08\x00", gzip.compress(b"{}", mtime=0)[:-5], b"\x1f\x8bnonsense"])
def test_a_damaged_gzipped_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "problem.json.gz"
    path.write_bytes(content)

    with pytest.raises(formation.Unreadable, match=r"problem\.json\.gz"):
        formation.read_file(path)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(formation.Unreadable, match="No such file"):
        formation.read_file(tmp_path / "none.json")
    with pytest.raises(formation.Unreadable, match="Is a directory"):
        formation.read_file(tmp_path)


def _places(value: object, here: Path_ = ()) -> list[Path_]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for step, inner in below for place in ((*here, step), *_places(inner, (*here, step)))]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["p1", "m1", "t1", "ma", "fi"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3) | st.sampled_from(["ma", "id", "min"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@pytest.mark.slow
@given(st.sampled_from(_places(VALID)), ANYTHING | st.just(MISSING))
@settings(deadline=None)
@example(("people", 0, "id"), "m1")
@example(("people", 0, "slots"), {"\ud800": 1})
def test_whatever_stands_anywhere_is_read_or_refused(place: Path_, value: object) -> None:
    try:
        problem = formation.read_problem(_with(place, value))
    except formation.Unreadable as fault:
        assert "\n" not in str(fault)
        str(fault).encode()  # can be printed
    else:
        formation.conflicts(problem, formation.Plan(()))
        formation.score(problem, make.plan(("m1", ["p1", "p2"])))


@given(st.binary(max_size=60))
@settings(deadline=None)
def test_whatever_a_file_holds_is_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_bytes(content)

    with pytest.raises(formation.Unreadable):
        formation.read_file(path)
