"""Why no plan exists: a smallest set of locks, bans and pairs to be kept apart that cannot all hold. H1–H6 and H8 always hold.

Only locks force anything, so only the mentor entries of locks matter. Items that can hold together leave out at least one
item of every conflict. Such left-out sets are collected until a smallest set that meets them all is itself a conflict:
then it is a smallest conflict, because every conflict must meet them all.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from verme.groups.formation import cpsat
from verme.groups.formation.exact import SeatModel
from verme.groups.formation.offers import offers_of
from verme.groups.formation.problem import Pair, Problem

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar, LinearExpr


class ItemKind(StrEnum):
    """What may clash."""

    LOCK = "lock"
    BANNED = "banned"
    APART = "apart"


@dataclass(frozen=True)
class Item:
    """One line of the problem that clashes with others: person and mentor entry, or the pair to be kept apart as it was written."""

    kind: ItemKind
    pair: Pair


@dataclass(frozen=True)
class Conflict:
    """Items that cannot all hold; that there are no fewer such items is told only if it was proven."""

    items: tuple[Item, ...]
    is_smallest: bool


def items_of(problem: Problem) -> tuple[Item, ...]:
    """Everything that could be part of a conflict, each once, in the order of the problem."""
    found: dict[tuple[ItemKind, Pair | frozenset[str]], Item] = {}
    for kind, pairs in ((ItemKind.LOCK, problem.locks), (ItemKind.BANNED, problem.banned), (ItemKind.APART, problem.apart)):
        for pair in pairs:
            key = frozenset(pair) if kind is ItemKind.APART else pair
            found.setdefault((kind, key), Item(kind, pair))
    return tuple(found.values())


def smallest_conflict(problem: Problem, seconds: float, seed: int = 1) -> Conflict | None:
    """A smallest conflict; None when all items can hold. When the time is out, a conflict that may not be the smallest."""
    return _Clash(problem, seconds, seed).smallest()


class _Clash:
    """Which items can hold together."""

    def __init__(self, problem: Problem, seconds: float, seed: int) -> None:
        self.problem, self.seed = problem, seed
        self.deadline = time.monotonic() + seconds
        self.offers = offers_of(problem, ignoring_items=True)
        self.number = {person.id: index for index, person in enumerate(problem.people)}
        self.entry = {mentor.id: index for index, mentor in enumerate(problem.mentors)}
        self.mentors = sorted({self.entry[mentor] for _, mentor in problem.locks})
        self.items = [item for item in items_of(problem) if self._matters(item)]

    def smallest(self) -> Conflict | None:
        left_out: list[frozenset[int]] = []
        try:
            while True:
                meeting = self._smallest_meeting(left_out)
                dropped = self._dropped(meeting)
                if dropped is None:
                    return self._conflict(meeting, is_smallest=True)
                if not dropped:
                    return None
                left_out.append(dropped)
        except TimeoutError:
            return self._conflict(self._thinned(), is_smallest=False)

    def _conflict(self, items: Iterable[int], is_smallest: bool) -> Conflict:
        return Conflict(tuple(self.items[index] for index in sorted(items)), is_smallest)

    def _thinned(self) -> frozenset[int]:
        """All items but those that can be spared one after another, as far as a second for each tells."""
        kept = frozenset(range(len(self.items)))
        for index in range(len(self.items)):
            self.deadline = time.monotonic() + 1
            with contextlib.suppress(TimeoutError):
                if self._dropped(kept - {index}, allowed=kept - {index}) is None:
                    kept -= {index}
        return kept

    def _dropped(self, wanted: frozenset[int], allowed: frozenset[int] | None = None) -> frozenset[int] | None:
        """Which items cannot hold beside the wanted ones, as few as can be found; None when the wanted ones cannot hold."""
        model = SeatModel(self.offers, mentors=self.mentors)
        kept = {index: model.model.new_bool_var("") for index in range(len(self.items)) if allowed is None or index in allowed}
        for index, variable in kept.items():
            self._hold(model, self.items[index], variable)
            if index in wanted:
                model.model.add(variable == 1)
        model.model.maximize(cpsat.added(kept.values()))
        answer = cpsat.ask(cpsat.Question(model.model, kept), seconds=self._left(), seed=self.seed)
        if answer.found is not None:
            return frozenset(kept) - answer.found
        if not answer.proven:
            raise TimeoutError("whether some locks can be kept could not be settled")
        return None

    def _smallest_meeting(self, sets: Sequence[frozenset[int]]) -> frozenset[int]:
        """As few items as possible that meet every set; of several the earliest in the problem."""
        model = cpsat.new_model()
        chosen = {index: model.new_bool_var("") for index in sorted(frozenset().union(*sets))}
        for each in sets:
            model.add_bool_or([chosen[index] for index in sorted(each)])
        model.minimize(cpsat.added(chosen.values()))
        answer = cpsat.ask(cpsat.Question(model, chosen), seconds=self._left(), seed=self.seed)
        if not answer.proven or answer.found is None:
            raise TimeoutError("the smallest conflict could not be settled")
        return answer.found

    def _left(self) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("the smallest conflict could not be settled")
        return left

    def _hold(self, model: SeatModel, item: Item, kept: IntVar) -> None:
        """The item holds where `kept` says so."""
        one, other = item.pair
        if item.kind is ItemKind.LOCK:
            model.model.add(cpsat.added(self._seats(model, self.number[one], self.entry[other])) >= kept)
        elif one in self.number and other in self.number:
            for index in model.y:
                ends = [model.x[person, index] for person in (self.number[one], self.number[other]) if (person, index) in model.x]
                if len(ends) == 2:
                    model.model.add(cpsat.added(ends) + kept <= 2)
        else:
            person, mentor = (one, other) if one in self.number else (other, one)
            model.model.add(cpsat.added(self._seats(model, self.number[person], self.entry[mentor])) + kept <= 1)

    def _seats(self, model: SeatModel, person: int, mentor: int) -> Iterator[LinearExpr]:
        return (model.x[person, index] for index in self.offers.of_mentor[mentor] if (person, index) in model.x)

    def _matters(self, item: Item) -> bool:
        """Whether leaving the item out could change anything: its people have seats with mentor entries of locks."""
        if item.kind is ItemKind.LOCK:
            return True
        mentors = {self.entry[end] for end in item.pair if end in self.entry} or set(self.mentors)
        people = {self.number[end] for end in item.pair if end in self.number}
        offers = (index for mentor in mentors & set(self.mentors) for index in self.offers.of_mentor[mentor])
        return any(people <= self.offers.all[index].seats.keys() for index in offers)
