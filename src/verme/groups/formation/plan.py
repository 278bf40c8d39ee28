"""A plan: which groups open, what each is, and who is in it. By hand anything can be written, also what breaks rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from verme.groups.formation.problem import Option, Problem


@dataclass(frozen=True)
class Group:
    """An open group: the mentor entry that leads it, its option and its members."""

    mentor: str
    theme: str
    slot: str
    place: str
    language: str
    members: tuple[str, ...]

    @property
    def option(self) -> Option:
        """What, when, where and in which language."""
        return Option(self.theme, self.slot, self.place, self.language)


@dataclass(frozen=True)
class Plan:
    """All open groups. Whoever is in none of them is unplaced."""

    groups: tuple[Group, ...]

    @cached_property
    def seat(self) -> Mapping[str, int]:
        """Where each placed person sits: the index of the (first) group."""
        found: dict[str, int] = {}
        for index, group in enumerate(self.groups):
            for person in group.members:
                found.setdefault(person, index)
        return found

    @cached_property
    def led_by(self) -> Mapping[str, int]:
        """The index of each mentor entry's (first) group."""
        found: dict[str, int] = {}
        for index, group in enumerate(self.groups):
            found.setdefault(group.mentor, index)
        return found

    def unplaced(self, problem: Problem) -> tuple[str, ...]:
        """Whoever is in no group, in the problem's order."""
        return tuple(person.id for person in problem.people if person.id not in self.seat)

    def moved(self, person: str, target: str | None) -> "Plan":
        """The plan after one move: into the target mentor entry's group, or (None) out of all groups.

        Raises KeyError when the target has no open group.
        """
        goal = None if target is None else self.led_by[target]
        if goal is not None and person in self.groups[goal].members:
            return self
        return Plan(tuple(_moved(group, person, index == goal) for index, group in enumerate(self.groups)))


def plan_of(groups: Iterable[Group]) -> Plan:
    """A plan of these groups."""
    return Plan(tuple(groups))


def _moved(group: Group, person: str, is_goal: bool) -> Group:
    if is_goal:
        return replace(group, members=(*group.members, person))
    if person in group.members:
        return replace(group, members=tuple(member for member in group.members if member != person))
    return group
