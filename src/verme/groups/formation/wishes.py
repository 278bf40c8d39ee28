"""What makes a plan good: the points of a person's seat and the costs of a group, part by part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from verme.groups.formation.plan import Group
from verme.groups.formation.problem import Option, Person, Problem

WELL = 70  # from here a seat suits well


class Suits(StrEnum):
    """How well a seat suits a person, in three words."""

    WELL = "well"
    FAIRLY = "fairly"
    POORLY = "poorly"


@dataclass(frozen=True)
class SeatPoints:
    """What a seat is worth to a person, 0–100; a part that the person cannot have at all is worth nothing."""

    theme: int
    slot: int
    place: int
    language: int

    @property
    def total(self) -> int:
        """All parts together."""
        return self.theme + self.slot + self.place + self.language


@dataclass(frozen=True)
class GroupCosts:
    """What a group costs, part by part, each as it counts in the total: costs are negative, gains positive."""

    unit: int
    size: int
    met: int
    mix: int
    together: int

    @property
    def total(self) -> int:
        """All parts together."""
        return self.unit + self.size + self.met + self.mix + self.together


def seat_points(problem: Problem, person: Person, option: Option) -> SeatPoints:
    """The points of a seat in a group of this option."""
    scale = problem.rules.points
    theme = problem.theme.get(option.theme)
    rank = person.wish(option.theme)
    if rank is not None:
        by_theme = scale.theme[min(rank, len(scale.theme)) - 1]
    else:
        by_theme = scale.any_theme if person.any_theme and theme is not None and not theme.only_wished else 0
    return SeatPoints(
        theme=by_theme,
        slot=scale.slot.get(person.slots.get(option.slot, 0), 0),
        place=scale.place.get(person.places.get(option.place, 0), 0),
        language=scale.language if person.languages[0] == option.language else 0,
    )


def suits(problem: Problem, points: int) -> Suits:
    """How well a seat of so many points suits, in a word."""
    if points < problem.rules.poor_below:
        return Suits.POORLY
    return Suits.WELL if points >= WELL else Suits.FAIRLY


def group_costs(problem: Problem, group: Group) -> GroupCosts:
    """The costs and gains of an open group; members whom the problem does not know count for nothing."""
    costs, theme = problem.rules.costs, problem.theme.get(group.theme)
    members = known_members(problem, group)
    names = [person.id for person in members]
    size = problem.rules.size if theme is None else theme.size
    return GroupCosts(
        unit=-costs.unit * (len(members) - len({person.unit for person in members})),
        size=-costs.size * size.outside(len(members)),
        met=-costs.met * len(couples(names, problem.met_before)),
        mix=-costs.mix * max(0, (0 if theme is None else theme.mix) - len({person.role for person in members})),
        together=costs.together * len(couples(names, problem.wished_together)),
    )


def known_members(problem: Problem, group: Group) -> list[Person]:
    """The members of a group as people of the problem, each once."""
    return [problem.person[name] for name in dict.fromkeys(group.members) if name in problem.person]


def couples(names: Sequence[str], partners: Mapping[str, frozenset[str]]) -> list[tuple[str, str]]:
    """The pairs among these people who are partners, each once."""
    found = []
    for index, name in enumerate(names):
        mine = partners.get(name)
        if mine:
            found += [(other, name) for other in names[:index] if other in mine]
    return found
