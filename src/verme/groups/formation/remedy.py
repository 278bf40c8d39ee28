"""What would help somebody who is in no group: the one smallest change with which one person more would be placed, and this one."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

from verme.groups.formation import cpsat
from verme.groups.formation.exact import SeatModel
from verme.groups.formation.limits import Breach, Kind, theme_breaches
from verme.groups.formation.moves import price
from verme.groups.formation.offers import Offers, offers_of
from verme.groups.formation.plan import Plan
from verme.groups.formation.problem import Person, Problem
from verme.groups.formation.score import score

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar


class ChangeKind(IntEnum):
    """What could change, the smallest change first."""

    NOTHING = 0  # no change is needed: another plan does it
    SLOT = 1  # the person could come at one more time
    PLACE = 2  # the person would accept one more place
    THEME = 3  # the person would take one more theme
    SEAT = 4  # one more seat in a mentor entry's group
    MENTOR_SLOT = 5  # a mentor entry could lead at one more time


@dataclass(frozen=True)
class Change:
    """One change: of the person, or of a mentor entry; `value` is the slot, place or theme."""

    kind: ChangeKind
    mentor: str | None = None
    value: str | None = None


@dataclass(frozen=True)
class Remedy:
    """The smallest change that helps; None: none of these would. Only what was proven is called smallest, or none."""

    change: Change | None
    is_proven: bool


def surely_help(problem: Problem, plan: Plan, person: str) -> tuple[Change, ...]:
    """Changes after which the person could simply join an open group of this plan, the smallest first. No search; there may be others."""
    found: dict[Change, None] = {}
    for group in plan.groups:
        breaks = price(problem, plan, person, group.mentor).breaks
        if len(breaks) == 1:
            value = {Kind.SLOT: group.slot, Kind.PLACE: group.place, Kind.WISH: group.theme}.get(breaks[0].kind)
            found |= dict.fromkeys(_change_for(breaks[0], value))
    return tuple(sorted(found, key=lambda change: change.kind))


def what_would_help(problem: Problem, plan: Plan, person: str, *, seconds: float, seed: int = 1) -> Remedy:
    """The smallest change after which one person more than in this plan can be placed, and this person is among them.

    Exact: every plan of every problem changed so is considered. Raises KeyError when the person is not in the problem.
    """
    deadline = time.monotonic() + seconds
    is_proven = True
    for with_mentors in (False, True):
        question = _Question(problem, plan, problem.person[person], with_mentors)
        answer = cpsat.ask(question.ask(), seconds=max(0.0, deadline - time.monotonic()), seed=seed)
        if answer.found:
            return Remedy(next(iter(answer.found)), is_proven and answer.proven)
        is_proven = is_proven and answer.proven
    return Remedy(None, is_proven)


def _change_for(breach: Breach, value: str | None) -> Iterable[Change]:
    kinds = {Kind.SLOT: ChangeKind.SLOT, Kind.PLACE: ChangeKind.PLACE, Kind.WISH: ChangeKind.THEME}
    if breach.kind in kinds:
        yield Change(kinds[breach.kind], value=value)
    elif breach.kind is Kind.MANY:
        yield Change(ChangeKind.SEAT, mentor=breach.mentor)


class _Question:
    """One model of the problem under each possible change at once; exactly one change is chosen, the smallest that does."""

    def __init__(self, problem: Problem, plan: Plan, person: Person, with_mentors: bool) -> None:
        self.problem, self.person, self.with_mentors = problem, person, with_mentors
        self.number = problem.people.index(person)
        self.offers: Offers = offers_of(self._widened())
        self.seats = SeatModel(self.offers)
        self.changes: dict[Change, IntVar] = {}
        self.goal = score(problem, plan).placed + 1

    def ask(self) -> cpsat.Question[Change]:
        model, mine = self.seats.model, []
        self._literal(Change(ChangeKind.NOTHING))
        for index, is_open in self.seats.y.items():
            self._cap(index)
            mentor = self.problem.mentors[self.offers.all[index].mentor]
            if self.offers.all[index].option.slot not in mentor.slots:
                value = self.offers.all[index].option.slot
                model.add_implication(is_open, self._literal(Change(ChangeKind.MENTOR_SLOT, mentor.id, value)))
            if (self.number, index) in self.seats.x:
                mine.append(self.seats.x[self.number, index])
                for change in self._lacking(index):
                    model.add_implication(mine[-1], self._literal(change))
        model.add_exactly_one(mine)
        model.add_exactly_one(self.changes.values())
        model.add(self.seats.placed >= self.goal)
        model.minimize(cpsat.added(change.kind * chosen for change, chosen in self.changes.items()))
        return cpsat.Question(model, self.changes)

    def _literal(self, change: Change) -> IntVar:
        if change not in self.changes:
            self.changes[change] = self.seats.model.new_bool_var("")
        return self.changes[change]

    def _cap(self, index: int) -> None:
        """The option's own largest size, or one more by change."""
        offer = self.offers.all[index]
        members = cpsat.added(self.seats.x[person, index] for person in offer.seats)
        more = self._literal(Change(ChangeKind.SEAT, mentor=self.problem.mentors[offer.mentor].id))
        self.seats.model.add(members <= (offer.size.max - 1) * self.seats.y[index] + more)

    def _lacking(self, index: int) -> Iterable[Change]:
        """Which changes of the person the seat needs; two can never both be chosen."""
        option = self.offers.all[index].option
        if self.person.slots.get(option.slot, 0) < 1:
            yield Change(ChangeKind.SLOT, value=option.slot)
        if self.person.places.get(option.place, 0) < 1:
            yield Change(ChangeKind.PLACE, value=option.place)
        if Kind.WISH in theme_breaches(self.problem.theme[option.theme], self.person):
            yield Change(ChangeKind.THEME, value=option.theme)

    def _widened(self) -> Problem:
        """The problem with every change made at once."""
        problem, one = self.problem, self.person
        wide = replace(
            one,
            slots={slot: one.slots.get(slot, 0) or 1 for slot in problem.slots},
            places={place: one.places.get(place, 0) or 1 for place in problem.places},
            themes=tuple(dict.fromkeys((*one.themes, *problem.theme))),
        )
        return replace(
            problem,
            people=tuple(wide if person is one else person for person in problem.people),
            themes=tuple(replace(theme, size=replace(theme.size, max=theme.size.max + 1)) for theme in problem.themes),
            mentors=tuple(replace(mentor, slots=problem.slots) for mentor in problem.mentors) if self.with_mentors else problem.mentors,
        )
