"""The whole problem as a model that proves: seats are yes-or-no, every rule and every cost is written per option."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from verme.groups.formation import cpsat
from verme.groups.formation.offers import Chosen, Offers

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar, LinearExpr

type Seat = tuple[int, int]  # person and offer


class SeatModel:
    """The hard rules over the offers of some mentor entries (all, if not said); the caller says what to maximise.

    Costs are written against "this option is open": so the linear relaxation, and with it the proof, is much stronger than
    with sums per mentor entry. Without poor seats the model speaks only of plans that have none.
    """

    def __init__(self, offers: Offers, mentors: Iterable[int] | None = None, without_poor: bool = False) -> None:
        self.offers, self.model = offers, cpsat.new_model()
        self.x: dict[Seat, IntVar] = {}
        self.y: dict[int, IntVar] = {}
        self.least_points = offers.problem.rules.poor_below if without_poor else 0
        for mentor in range(len(offers.of_mentor)) if mentors is None else mentors:
            for index in offers.of_mentor[mentor]:
                self._open(index)
            options = [self.y[index] for index in offers.of_mentor[mentor]]
            if mentor in offers.forced:
                self.model.add_exactly_one(options)
            else:
                self.model.add_at_most_one(options)
        self._one_seat_each()

    @property
    def placed(self) -> LinearExpr:
        """How many people have a seat."""
        return cpsat.added(self.x.values())

    @property
    def poor(self) -> LinearExpr:
        """How many of the seats are poor."""
        below = self.offers.problem.rules.poor_below
        return cpsat.added(seat for (person, index), seat in self.x.items() if self.offers.all[index].seats[person] < below)

    @property
    def total(self) -> LinearExpr:
        """Points less costs; asking for it adds the costs to the model."""
        points = [self.offers.all[index].seats[person] * seat for (person, index), seat in self.x.items()]
        return cpsat.added(points) - cpsat.added(cost for index in self.y for cost in self._costs(index))

    def question(self, chosen: Chosen | None = None, goal: int | None = None) -> cpsat.Question[Seat]:
        """The model as a question, with a plan to start from."""
        if chosen is not None:
            seats = {(person, index) for index, members in chosen.values() for person in members}
            for key, seat in self.x.items():
                self.model.add_hint(seat, key in seats)
            for index, is_open in self.y.items():
                self.model.add_hint(is_open, any(index == opened for opened, _ in chosen.values()))
        return cpsat.Question(self.model, self.x, goal)

    def chosen(self, found: Iterable[Seat]) -> dict[int, tuple[int, set[int]]]:
        """A plan from the seats that were found."""
        groups: dict[int, tuple[int, set[int]]] = {}
        for person, index in found:
            groups.setdefault(self.offers.all[index].mentor, (index, set()))[1].add(person)
        return groups

    def _open(self, index: int) -> None:
        """One option: who could sit in it, and rules H1, H7 and H8."""
        offer, is_open = self.offers.all[index], self.model.new_bool_var("")
        self.y[index] = is_open
        seats: dict[int, IntVar] = {}
        for person, points in offer.seats.items():
            if points >= self.least_points:
                seats[person] = self.x[person, index] = self.model.new_bool_var("")
                self.model.add_implication(seats[person], is_open)
        count = cpsat.added(seats.values())
        self.model.add(count >= offer.size.min * is_open)
        self.model.add(count <= offer.size.max * is_open)
        limit = self.offers.problem.rules.max_same_unit
        for group in self._alike(seats, self.offers.units):
            if len(group) > limit:
                self.model.add(cpsat.added(group) <= limit * is_open)
        for one, other in self._couples(seats, self.offers.apart):
            self.model.add(one + other <= is_open)

    def _one_seat_each(self) -> None:
        seats: dict[int, list[IntVar]] = defaultdict(list)
        for (person, _), seat in self.x.items():
            seats[person].append(seat)
        for person, mine in seats.items():
            if person in self.offers.locked:
                self.model.add_exactly_one(mine)
            else:
                self.model.add_at_most_one(mine)

    def _costs(self, index: int) -> Iterable[LinearExpr]:
        """The costs of one option if it is open, gains negative; each variable is pressed to its true value by the objective."""
        costs, offer, is_open = self.offers.problem.rules.costs, self.offers.all[index], self.y[index]
        seats = {person: self.x[person, index] for person in offer.seats if (person, index) in self.x}
        for group in self._alike(seats, self.offers.units) if costs.unit else ():
            if len(group) > 1:
                yield costs.unit * self._at_least(len(group), cpsat.added(group) - is_open)
        if costs.size:
            count, size = cpsat.added(seats.values()), offer.size
            over, under = count - size.target_max * is_open, size.target_min * is_open - count
            yield costs.size * self._at_least(size.max + size.target_min, over, under)
        for one, other in self._couples(seats, self.offers.met) if costs.met else ():
            yield costs.met * self._at_least(1, one + other - is_open)
        if costs.mix and offer.mix:
            yield costs.mix * self._at_least(offer.mix, offer.mix * is_open - cpsat.added(self._roles(seats, is_open)))
        for one, other in self._couples(seats, self.offers.together) if costs.together else ():
            yield -costs.together * self._both(one, other)

    def _at_least(self, most: int, *expressions: LinearExpr) -> IntVar:
        variable = self.model.new_int_var(0, most, "")
        for expression in expressions:
            self.model.add(variable >= expression)
        return variable

    def _both(self, one: IntVar, other: IntVar) -> IntVar:
        variable = self.model.new_bool_var("")
        self.model.add_implication(variable, one)
        self.model.add_implication(variable, other)
        return variable

    def _roles(self, seats: Mapping[int, IntVar], is_open: IntVar) -> Iterable[IntVar]:
        """For each role whether somebody of it is in the group."""
        for group in self._alike(seats, self.offers.roles):
            present = self.model.new_bool_var("")
            self.model.add(present <= cpsat.added(group))
            self.model.add_implication(present, is_open)
            yield present

    @staticmethod
    def _alike(seats: Mapping[int, IntVar], label: Sequence[int]) -> Iterable[list[IntVar]]:
        """The seats grouped by a label of the people: unit, role."""
        groups: dict[int, list[IntVar]] = defaultdict(list)
        for person, seat in seats.items():
            groups[label[person]].append(seat)
        return groups.values()

    @staticmethod
    def _couples(seats: Mapping[int, IntVar], partners: Mapping[int, frozenset[int]]) -> Iterable[tuple[IntVar, IntVar]]:
        """The seats of each pair of partners."""
        linked = [person for person in seats if person in partners]
        return ((seats[one], seats[other]) for one, other in combinations(linked, 2) if other in partners[one])
