"""The whole problem as a model that proves: seats are yes-or-no, every rule and every cost is written per option."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from verme.groups.formation import cpsat
from verme.groups.formation.offers import Chosen, Offers

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar, LinearExpr

type Seat = tuple[int, int]  # person and offer
type Twins = Sequence[int]  # offers that only the mentor entry tells apart

NOBODY = -1  # in place of the person: the offer is open


class SeatModel:
    """The hard rules over the offers of some mentor entries (all, if not said); the caller says what to maximise.

    Costs are written against "this option is open": so the linear relaxation, and with it the proof, is much stronger than
    with sums per mentor entry. Without poor seats the model speaks only of plans that have none.

    Offers that are given as twins share their seats, which stand at the first of them. While at most one of them is open,
    that is exact. Where more are, the model does not say who sits in which group, and asks less of them than of real groups:
    every plan is still a plan of the model, so its bounds hold, but what it finds `crowded` may be no plan.
    """

    def __init__(
        self, offers: Offers, mentors: Iterable[int] | None = None, without_poor: bool = False, twins: Iterable[Twins] = ()
    ) -> None:
        self.offers, self.model = offers, cpsat.new_model()
        self.x: dict[Seat, IntVar] = {}
        self.y: dict[int, IntVar] = {}
        self.first = {index: some[0] for some in twins for index in some}
        self.open: dict[int, tuple[IntVar, int]] = {}  # by first of the twins: how many of them are open, and how many at most
        self.least_points = offers.problem.rules.poor_below if without_poor else 0
        alike: dict[int, list[int]] = defaultdict(list)
        for mentor in range(len(offers.of_mentor)) if mentors is None else mentors:
            self._open_one(mentor)
            for index in offers.of_mentor[mentor]:
                alike[self.first.setdefault(index, index)].append(index)
        for first, some in alike.items():
            self._open(first, some)
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
        return cpsat.added(points) - cpsat.added(cost for index in self.open for cost in self._costs(index))

    def question(self, chosen: Chosen | None = None, goal: int | None = None) -> cpsat.Question[Seat]:
        """The model as a question, with a plan to start from."""
        if chosen is not None:
            opened = {index for index, _ in chosen.values()}
            seats = {(person, self.first[index]) for index, members in chosen.values() for person in members}
            for key, seat in self.x.items():
                self.model.add_hint(seat, key in seats)
            for index, is_open in self.y.items():
                self.model.add_hint(is_open, index in opened)
        return cpsat.Question(self.model, {**self.x, **{(NOBODY, index): is_open for index, is_open in self.y.items()}}, goal)

    def chosen(self, found: Iterable[Seat]) -> dict[int, tuple[int, set[int]]]:
        """A plan from what was found, if it is not crowded."""
        seats = list(found)
        opened = {self.first[index]: index for person, index in seats if person == NOBODY}
        groups: dict[int, tuple[int, set[int]]] = {self.offers.all[index].mentor: (index, set()) for index in opened.values()}
        for person, index in seats:
            if person != NOBODY:
                groups[self.offers.all[opened[index]].mentor][1].add(person)
        return groups

    def crowded(self, found: Iterable[Seat]) -> set[int]:
        """The first of all twins of which several are open in what was found."""
        opened = [self.first[index] for person, index in found if person == NOBODY]
        return {index for index in opened if opened.count(index) > 1}

    def _open_one(self, mentor: int) -> None:
        """Rule H2, and that a lock forces its mentor entry to open (H9)."""
        options = []
        for index in self.offers.of_mentor[mentor]:
            options.append(self.model.new_bool_var(""))
            self.y[index] = options[-1]
        if mentor in self.offers.forced:
            self.model.add_exactly_one(options)
        else:
            self.model.add_at_most_one(options)

    def _open(self, first: int, alike: Sequence[int]) -> None:
        """One option, of one mentor entry or of several alike: who could sit in it, and rules H1, H7 and H8."""
        offer, is_open = self.offers.all[first], self.y[first]
        if len(alike) > 1:
            is_open = self.model.new_int_var(0, len(alike), "")
            self.model.add(is_open == cpsat.added(self.y[index] for index in alike))
        self.open[first] = is_open, len(alike)
        seats: dict[int, IntVar] = {}
        for person, points in offer.seats.items():
            if points >= self.least_points:
                seats[person] = self.x[person, first] = self.model.new_bool_var("")
                self.model.add(seats[person] <= is_open)
        count = cpsat.added(seats.values())
        self.model.add(count >= offer.size.min * is_open)
        self.model.add(count <= offer.size.max * is_open)
        limit = self.offers.problem.rules.max_same_unit
        for group in _alike(seats, self.offers.units):
            if len(group) > limit:
                self.model.add(cpsat.added(group) <= limit * is_open)
        for one, other in _couples(seats, self.offers.apart):
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
        costs, offer, (is_open, most) = self.offers.problem.rules.costs, self.offers.all[index], self.open[index]
        seats = {person: self.x[person, index] for person in offer.seats if (person, index) in self.x}
        for group in _alike(seats, self.offers.units) if costs.unit else ():
            if len(group) > 1:
                yield costs.unit * self._at_least(len(group), cpsat.added(group) - is_open)
        if costs.size:
            count, size = cpsat.added(seats.values()), offer.size
            over, under = count - size.target_max * is_open, size.target_min * is_open - count
            yield costs.size * self._at_least(most * (size.max + size.target_min), over, under)
        for one, other in _couples(seats, self.offers.met) if costs.met else ():
            yield costs.met * self._at_least(1, one + other - is_open)
        if costs.mix and offer.mix:
            roles = cpsat.added(self._roles(seats, index))
            yield costs.mix * self._at_least(most * offer.mix, offer.mix * is_open - roles)
        for one, other in _couples(seats, self.offers.together) if costs.together else ():
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

    def _roles(self, seats: Mapping[int, IntVar], index: int) -> Iterator[IntVar]:
        """For each role in how many of the groups somebody of it is."""
        is_open, most = self.open[index]
        for group in _alike(seats, self.offers.roles):
            present = self.model.new_int_var(0, most, "")
            self.model.add(present <= cpsat.added(group))
            self.model.add(present <= is_open)
            yield present


def _alike(seats: Mapping[int, IntVar], label: Sequence[int]) -> Iterable[list[IntVar]]:
    """The seats grouped by a label of the people: unit, role."""
    groups: dict[int, list[IntVar]] = defaultdict(list)
    for person, seat in seats.items():
        groups[label[person]].append(seat)
    return groups.values()


def _couples(seats: Mapping[int, IntVar], partners: Mapping[int, frozenset[int]]) -> Iterable[tuple[IntVar, IntVar]]:
    """The seats of each pair of partners."""
    linked = [person for person in seats if person in partners]
    return ((seats[one], seats[other]) for one, other in combinations(linked, 2) if other in partners[one])
