"""What is decided upon: the people, the mentor entries, the rules and the wishes, as frozen data.

Ids are labels. Nothing here or in what follows compares or sorts by them, so renaming everybody renames the result and
changes nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

Pair = tuple[str, str]


@dataclass(frozen=True)
class Size:
    """How many members a group may have (`min`, `max`) and should have (the targets); the mentor is not counted."""

    min: int
    target_min: int
    target_max: int
    max: int

    def outside(self, count: int) -> int:
        """By how many members a group of this size misses the targets."""
        return max(0, count - self.target_max, self.target_min - count)


@dataclass(frozen=True)
class Points:
    """What a seat is worth to a person, part by part; the best seat is worth at most 100."""

    theme: tuple[int, ...]  # by rank of the wish; wishes beyond the end get the last
    any_theme: int
    slot: Mapping[int, int]  # by how well it suits: 2 well, 1 if need be
    place: Mapping[int, int]
    language: int  # the group speaks the person's first language


@dataclass(frozen=True)
class Costs:
    """What one unit of each unwished thing costs a group; `together` is a gain."""

    unit: int
    size: int
    met: int
    mix: int
    together: int


@dataclass(frozen=True)
class Rules:
    """The organisation's numbers."""

    size: Size
    max_same_unit: int
    poor_below: int
    points: Points
    costs: Costs


@dataclass(frozen=True)
class Theme:
    """What a group is about, and whom it admits."""

    id: str
    roles: frozenset[str]  # empty: every role
    only_new: bool
    only_wished: bool
    mix: int  # wished number of different roles
    size: Size  # the theme's own limits where it has them, else those of the rules


@dataclass(frozen=True)
class Person:
    """Somebody who wants a place. `languages` and `themes` are in order of preference."""

    id: str
    unit: str
    role: str
    new: bool
    languages: tuple[str, ...]
    themes: tuple[str, ...]
    any_theme: bool
    slots: Mapping[str, int]  # 2 suits well, 1 if need be; 0 or missing: cannot come
    places: Mapping[str, int]

    def wish(self, theme: str) -> int | None:
        """The rank of a theme among the wishes, from 1; None when it was not named."""
        return self.themes.index(theme) + 1 if theme in self.themes else None


@dataclass(frozen=True)
class Mentor:
    """A mentor entry: one mentor, or a pair that leads together. It opens at most one group."""

    id: str
    themes: tuple[str, ...]
    slots: tuple[str, ...]
    places: tuple[str, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Option:
    """What, when, where and in which language: what a mentor entry chooses when it opens a group."""

    theme: str
    slot: str
    place: str
    language: str


@dataclass(frozen=True)
class Problem:
    """One division to be made. Pairs are kept as they were written; they have no order and count once."""

    name: str
    rules: Rules
    slots: tuple[str, ...]
    places: tuple[str, ...]
    languages: tuple[str, ...]
    themes: tuple[Theme, ...]
    people: tuple[Person, ...]
    mentors: tuple[Mentor, ...]
    apart: tuple[Pair, ...]  # one end may be a mentor entry
    together: tuple[Pair, ...]
    met: tuple[Pair, ...]
    locks: tuple[Pair, ...]  # person, mentor entry
    banned: tuple[Pair, ...]  # person, mentor entry

    @cached_property
    def theme(self) -> Mapping[str, Theme]:
        """Themes by id."""
        return {theme.id: theme for theme in self.themes}

    @cached_property
    def person(self) -> Mapping[str, Person]:
        """People by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def mentor(self) -> Mapping[str, Mentor]:
        """Mentor entries by id."""
        return {mentor.id: mentor for mentor in self.mentors}

    @cached_property
    def kept_apart(self) -> Mapping[str, frozenset[str]]:
        """With whom a person may not be: people and mentor entries of `apart` (not of `banned`)."""
        return partners(self.apart)

    @cached_property
    def wished_together(self) -> Mapping[str, frozenset[str]]:
        """Whose wish to be together is mutual."""
        return partners(self.together)

    @cached_property
    def met_before(self) -> Mapping[str, frozenset[str]]:
        """Who shared a group last year."""
        return partners(self.met)

    @cached_property
    def locked_to(self) -> Mapping[str, tuple[str, ...]]:
        """To which mentor entries a person is locked; more than one cannot be kept."""
        return _by_first(self.locks)

    @cached_property
    def banned_from(self) -> Mapping[str, tuple[str, ...]]:
        """From which mentor entries a person is banned."""
        return _by_first(self.banned)


def partners(pairs: tuple[Pair, ...]) -> dict[str, frozenset[str]]:
    """Each one's partners, whichever way round and however often a pair was written."""
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {one: frozenset(others) for one, others in found.items()}


def _by_first(pairs: tuple[Pair, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for person, mentor in pairs:
        found.setdefault(person, {})[mentor] = None
    return {person: tuple(mentors) for person, mentors in found.items()}
