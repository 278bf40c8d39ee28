"""Reads a problem (format verme-formation/1): everything is checked, and what is wrong is said with its place."""

import gzip
import json
import zlib
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from verme.groups.formation.problem import Costs, Mentor, Pair, Person, Points, Problem, Rules, Size, Theme
from verme.groups.formation.written import Unreadable, Written, distinct, shown

FORMAT = "verme-formation/1"
MOST = 100  # points are percent of the best seat
HEAVIEST = 1000  # no single cost needs to outweigh ten best seats
LARGEST = 1000  # members of a group

type Known = Mapping[str, object]

SIZES = ("min", "target_min", "target_max", "max")
SUITS = ("1", "2")


def read_problem(data: object) -> Problem:
    """The problem in decoded JSON. Raises Unreadable: one sentence that names the place."""
    whole = Written(data)
    if isinstance(data, Mapping) and "format" in data:  # a later version is told as such, not by its first new field
        _format(Written(data["format"], "format"))
    top = whole.fields(
        ("format", "name", "rules", "slots", "places", "languages", "themes", "people", "mentors", "pairs", "locks", "banned")
    )
    rules = _rules(top["rules"])
    slots, places, languages = (dict.fromkeys(top[name].texts()) for name in ("slots", "places", "languages"))
    themes = tuple(_theme(item, rules.size) for item in top["themes"].items())
    _differ(top["themes"])
    known = {"slots": slots, "places": places, "languages": languages, "themes": {theme.id: None for theme in themes}}
    people = tuple(_person(item, known) for item in top["people"].items())
    mentors = tuple(_mentor(item, known) for item in top["mentors"].items())
    _differ(top["people"], top["mentors"])
    person, mentor = ({one.id: None for one in some} for some in (people, mentors))
    anyone = {**person, **mentor}
    pairs = top["pairs"].fields(("apart", "together", "met"))
    return Problem(
        name=top["name"].text(),
        rules=rules,
        slots=tuple(slots),
        places=tuple(places),
        languages=tuple(languages),
        themes=themes,
        people=people,
        mentors=mentors,
        apart=tuple(_apart(item, anyone, mentor) for item in pairs["apart"].items()),
        together=tuple(_couple(item, person) for item in pairs["together"].items()),
        met=tuple(_couple(item, person) for item in pairs["met"].items()),
        locks=tuple(_seat(item, person, mentor) for item in top["locks"].items()),
        banned=tuple(_seat(item, person, mentor) for item in top["banned"].items()),
    )


def read_file(path: Path) -> Problem:
    """The problem in a JSON file (UTF-8, may be gzipped). Raises Unreadable."""
    try:
        data = path.read_bytes()
        if data[:2] == b"\x1f\x8b":
            data = gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as fault:
        raise Unreadable(f"{path}: {getattr(fault, 'strerror', None) or fault}") from fault
    return read_problem(_decoded(data))


def _decoded(data: bytes) -> object:
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_object)
    except UnicodeDecodeError as fault:
        raise Unreadable(f"byte {fault.start}: is not UTF-8") from fault
    except json.JSONDecodeError as fault:
        raise Unreadable(f"line {fault.lineno}, column {fault.colno}: is not JSON ({fault.msg})") from fault
    except RecursionError as fault:
        raise Unreadable("the file: is nested too deeply") from fault
    except ValueError as fault:
        if isinstance(fault, Unreadable):
            raise
        raise Unreadable("the file: holds a number that is too long") from fault  # the only other ValueError of json.loads


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise Unreadable(f"the file: {shown(name)} stands twice in one object")
        found[name] = value
    return found


def _format(item: Written) -> None:
    if item.text() != FORMAT:
        raise item.wrong(f"{shown(item.value)} is not known; this program reads {shown(FORMAT)}")


def _rules(item: Written) -> Rules:
    found = item.fields(("size", "max_same_unit", "poor_below", "points", "costs"))
    sizes = {name: limit.whole(1, LARGEST) for name, limit in found["size"].fields(SIZES).items()}
    for low, high in pairwise(SIZES):
        if sizes[low] > sizes[high]:
            raise found["size"].wrong(f"{low} {sizes[low]} is above {high} {sizes[high]}")
    costs = found["costs"].fields(("unit", "size", "met", "mix", "together"))
    return Rules(
        size=Size(**sizes),
        max_same_unit=found["max_same_unit"].whole(1, LARGEST),
        poor_below=found["poor_below"].whole(0, MOST),
        points=_points(found["points"]),
        costs=Costs(**{name: cost.whole(0, HEAVIEST) for name, cost in costs.items()}),
    )


def _points(item: Written) -> Points:
    found = item.fields(("theme", "any_theme", "slot", "place", "language"))
    by_rank = tuple(rank.whole(0, MOST) for rank in found["theme"].items())
    if not by_rank:
        raise found["theme"].wrong("must give points for the first wish at least")
    points = Points(
        theme=by_rank,
        any_theme=found["any_theme"].whole(0, MOST),
        slot={int(suits): value.whole(0, MOST) for suits, value in found["slot"].fields(SUITS).items()},
        place={int(suits): value.whole(0, MOST) for suits, value in found["place"].fields(SUITS).items()},
        language=found["language"].whole(0, MOST),
    )
    best = max(*by_rank, points.any_theme) + max(points.slot.values()) + max(points.place.values()) + points.language
    if best > MOST:
        raise item.wrong(f"the best seat would be worth {best}; {MOST} is the most")
    return points


def _theme(item: Written, size: Size) -> Theme:
    found = item.fields(("id", "admits", "mix", "size"))
    admits = found["admits"].fields(("roles", "new", "wished"))
    return Theme(
        id=found["id"].text(),
        roles=frozenset(admits["roles"].texts()),
        only_new=admits["new"].flag(),
        only_wished=admits["wished"].flag(),
        mix=found["mix"].whole(0, MOST),
        size=size if found["size"].value is None else _own_size(found["size"], size),
    )


def _own_size(item: Written, size: Size) -> Size:
    """A theme may name some of the limits; a target beyond a limit only means that the target is not reached."""
    own = {name: limit.whole(1, LARGEST) for name, limit in item.some_fields(SIZES).items()}
    limits = {name: own.get(name, getattr(size, name)) for name in SIZES}
    for low, high in (("min", "max"), ("target_min", "target_max")):
        if limits[low] > limits[high]:
            raise item.wrong(f"{low} {limits[low]} is above {high} {limits[high]}")
    return Size(**limits)


def _person(item: Written, known: Mapping[str, Known]) -> Person:
    found = item.fields(("id", "unit", "role", "new", "languages", "themes", "any_theme", "slots", "places"))
    languages = found["languages"].ids(known["languages"], "languages")
    if not languages:
        raise found["languages"].wrong("must name a language")
    return Person(
        id=found["id"].text(),
        unit=found["unit"].text(),
        role=found["role"].text(),
        new=found["new"].flag(),
        languages=languages,
        themes=found["themes"].ids(known["themes"], "themes"),
        any_theme=found["any_theme"].flag(),
        slots=_answers(found["slots"], known["slots"], "slots"),
        places=_answers(found["places"], known["places"], "places"),
    )


def _answers(item: Written, known: Known, where: str) -> dict[str, int]:
    found = item.entries()
    for name in found:
        if name not in known:
            raise item.wrong(f"{shown(name)} is not in {where}")
    return {name: answer.whole(0, 2) for name, answer in found.items()}


def _mentor(item: Written, known: Mapping[str, Known]) -> Mentor:
    parts = ("themes", "slots", "places", "languages")
    found = item.fields(("id", *parts))
    return Mentor(found["id"].text(), *(found[part].ids(known[part], part) for part in parts))


def _differ(*lists: Written) -> None:
    distinct((item.entries()["id"] for some in lists for item in some.items()), Written.text)


def _two(item: Written) -> tuple[Written, Written]:
    ends = item.items()
    if len(ends) != 2:
        raise item.wrong(f"must be two ids, not {len(ends)}")
    if ends[0].text() == ends[1].text():
        raise item.wrong(f"joins {shown(ends[0].value)} with itself")
    return ends[0], ends[1]


def _one_of(item: Written, known: Known, where: str) -> str:
    name = item.text()
    if name not in known:
        raise item.wrong(f"{shown(name)} is not in {where}")
    return name


def _couple(item: Written, people: Known) -> Pair:
    one, other = _two(item)
    return _one_of(one, people, "people"), _one_of(other, people, "people")


def _apart(item: Written, anyone: Known, mentors: Known) -> Pair:
    one, other = (_one_of(end, anyone, "people or mentors") for end in _two(item))
    if one in mentors and other in mentors:
        raise item.wrong("joins two mentors; one must be in people")
    return one, other


def _seat(item: Written, people: Known, mentors: Known) -> Pair:
    person, mentor = _two(item)
    return _one_of(person, people, "people"), _one_of(mentor, mentors, "mentors")
