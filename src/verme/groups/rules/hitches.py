"""Which rules of forming groups a change of published groups would break; what forming takes as H1–H6 (formation.md §3)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from verme.groups.terms import STOPS, UNSAID, Hitch


@dataclass(frozen=True)
class Against:
    """One thing that speaks against it: which rule, whom it is about, and the numbers of its words."""

    hitch: Hitch
    who: str = ""  # empty: about a group as a whole
    values: dict[str, object] = field(default_factory=dict)

    @property
    def stops(self) -> bool:
        """Whether the deed would be refused."""
        return self.hitch in STOPS

    @property
    def sentence(self) -> str:
        """In words, without the name."""
        return str(self.hitch.label) % self.values if self.values else str(self.hitch.label)


@dataclass(frozen=True)
class Table:
    """A group as it is now: how many may sit there, how many should at least, and what it offers."""

    letter: str
    members: int
    theme: int
    slot: int
    place: int
    language: str


@dataclass(frozen=True)
class Limits:
    """Sizes by the rules of the day."""

    least: int
    most: int
    same_unit: int


@dataclass(frozen=True)
class Newcomer:
    """Somebody who would sit there: what suits them, and what stands between them and the group."""

    name: str
    themes: Collection[int]
    slots: Collection[int]
    places: Collection[int]
    languages: Collection[str]
    is_supervised: bool = False
    is_asked_apart: bool = False
    leads: bool = False
    is_asked: bool = False  # another question about them is open


def against_seats(group: Table, comers: Sequence[Newcomer], limits: Limits, *, units: Sequence[int]) -> list[Against]:
    """What speaks against these newcomers in the group, the hard rules first. `units`: how many would be there of each one's workplace."""
    here = {"letter": group.letter}
    found = [each for comer in comers for each in _against_one(comer, group)]
    if (count := group.members + len(comers)) > limits.most:
        found.append(Against(Hitch.FULL, values={**here, "count": count, "limit": limits.most}))
    if (same := max(units, default=0)) > limits.same_unit:
        found.append(Against(Hitch.UNIT, values={**here, "count": same, "limit": limits.same_unit}))
    return sorted(found, key=lambda each: not each.stops)


def _against_one(comer: Newcomer, group: Table) -> list[Against]:
    here: dict[str, object] = {"letter": group.letter}
    checks: tuple[tuple[bool, Hitch, dict[str, object]], ...] = (
        (comer.leads, Hitch.LEADS, here),
        (comer.is_asked, Hitch.IS_ASKED, {}),
        (comer.is_supervised, Hitch.SUPERVISOR, {}),
        (comer.is_asked_apart, Hitch.ASKED, {}),
        (group.slot not in comer.slots, Hitch.SLOT, here),
        (group.place not in comer.places, Hitch.PLACE, here),
        (group.language not in comer.languages, Hitch.LANGUAGE, here),
        (group.theme not in comer.themes, Hitch.THEME, here),
    )
    return [Against(hitch, comer.name, values) for holds, hitch, values in checks if holds]


def against_leaving(letter: str, left: int, limits: Limits) -> list[Against]:
    """What speaks against somebody's going from a group, who would leave so many behind."""
    return [Against(Hitch.FEW, values={"letter": letter, "count": left, "limit": limits.least})] if left < limits.least else []


def against_leading(letter: str, name: str, *, is_supervised: bool, is_asked: bool, sits: bool, is_busy: bool) -> list[Against]:
    """What speaks against a mentor at the head of a group."""
    checks: tuple[tuple[bool, Hitch, dict[str, object]], ...] = (
        (sits, Hitch.SITS, {"letter": letter}),
        (is_supervised, Hitch.SUPERVISOR, {}),
        (is_asked, Hitch.ASKED, {}),
        (is_busy, Hitch.SAME_TIME, {}),
    )
    return [Against(hitch, name, values) for holds, hitch, values in checks if holds]


def unsaid(found: Sequence[Against]) -> list[Against]:
    """The same for a mentor: that a rule keeps two people apart, not which one."""
    return [Against(Hitch.APART, each.who) if each.hitch in UNSAID else each for each in found]
