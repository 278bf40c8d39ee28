"""What no plan can pass, at any size and at any moment: each mentor entry picks its best group, and people have a price.

Whoever is wanted by several groups becomes dearer. For any prices from 0 up, the prices of all people plus what the best
groups are worth beyond them is at least what the best plan is worth (Lagrangian relaxation). All is counted in whole
hundredths, so stopping anywhere leaves a true bound. The relaxation is kind where it cannot know: people who met or must be
apart may share a group, half of each wish to be together comes true for both, and a lock only takes the person's other seats.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from verme.groups.formation.offers import Offer, Offers, largest
from verme.groups.formation.search import Search

UNIT = 100  # of a point
KEPT = 0.85  # share of the old direction in the new one
IDLE, SHRINK = 20, 0.7  # passes without a better bound before the search returns to the best prices, and how the steps shrink then
LEAST_PACE = 0.001
UPPER = 0.25  # share of the time for each of the upper levels
POOR_REWARD, TOTAL_REWARD = 2, 200  # found by trying; any number is right


@dataclass(frozen=True)
class Goal:
    """What is bounded from above: the sum of `seat` (by points) over all seats less, where asked, the costs of the groups.

    It speaks of the plans that place at least `placed`, and none in a poor seat where so asked. Each seat counts `reward`
    more, and all that are asked for count so much less: where placing is tight, that leads to a better bound.
    """

    seat: Callable[[int], int]
    with_costs: bool
    without_poor: bool = False
    placed: int = 0
    reward: int = 0


@dataclass(frozen=True)
class _Choice:
    """An offer as the relaxation sees it: its people by unit, with what each brings, and what each size of the group costs."""

    units: tuple[tuple[tuple[int, int], ...], ...]  # what each brings, and who
    least: int
    costs: tuple[int, ...]  # of the least size, then of one more, up to the largest


class Relaxation:
    """The prices of people, and the best bound they gave so far."""

    def __init__(self, offers: Offers, goal: Goal) -> None:
        rules = offers.problem.rules
        self.goal, self.cap = goal, rules.max_same_unit
        self.unit_cost = UNIT * rules.costs.unit if goal.with_costs else 0
        self.choices = [_choices(offers, mine, goal) for mine in offers.of_mentor]
        self.forced = frozenset(offers.forced)
        self.prices = self._dearest(len(offers.problem.people))
        self.bound: int | None = None  # in hundredths

    def _dearest(self, people: int) -> list[float]:
        """Prices, each at least 0, at which no group pays: the search goes down from what everybody's best seat is worth."""
        prices = [0.0] * people
        for choice in (choice for mine in self.choices for choice in mine):
            for worth, person in (seat for unit in choice.units for seat in unit):
                prices[person] = max(prices[person], worth)
        return prices

    def run(self, target: int, is_over: Callable[[], bool], on_bound: Callable[[int], bool]) -> None:
        """Lowers the bound with steps towards the target, a value that some plan reaches.

        Ends when it is over, when `on_bound` (told of each better one, in whole points) says it is enough, or when no step
        helps any more.
        """
        direction: list[float] | None = None
        best, pace, idle = self.prices, 1.0, 0
        while pace > LEAST_PACE and not is_over():
            value, slope = self._evaluate()
            if self.bound is None or value < self.bound:
                idle = 0 if self.bound is None or value < self.bound - UNIT // 2 else idle
                self.bound, best = value, self.prices
                if on_bound(value // UNIT):
                    return
            idle += 1
            if idle > IDLE:
                pace, idle, direction, self.prices = pace * SHRINK, 0, None, best
                continue
            direction = slope if direction is None else [KEPT * old + (1 - KEPT) * new for old, new in zip(direction, slope, strict=True)]
            length = sum(part * part for part in direction)
            if not length:
                return
            step = pace * max(value - UNIT * target, UNIT) / length
            self.prices = [max(0.0, price - step * part) for price, part in zip(self.prices, direction, strict=True)]

    def _evaluate(self) -> tuple[int, list[float]]:
        """The bound at the present prices, in hundredths, and how it rises with each price."""
        prices = [round(price) for price in self.prices]
        value = sum(prices) - UNIT * self.goal.reward * self.goal.placed
        slope = [1.0] * len(prices)
        for mentor, choices in enumerate(self.choices):
            best, members = self._best_group(choices, prices)
            if best > 0 or mentor in self.forced:
                value += best
                for _, person in members:
                    slope[person] -= 1
        return value, slope

    def _best_group(self, choices: list[_Choice], prices: list[int]) -> tuple[int, list[tuple[int, int]]]:
        best, members = 0, []
        for number, choice in enumerate(choices):
            found: list[tuple[int, int]] = []
            for unit in choice.units:
                seats = [(worth - prices[person], person) for worth, person in unit]
                if len(seats) > 1:  # the second of a unit and every further one costs; beyond the cap nobody may join
                    seats.sort(reverse=True)
                    seats = seats[:1] + [(worth - self.unit_cost, person) for worth, person in seats[1 : self.cap]]
                found += seats
            found.sort(reverse=True)
            value, size = _best_size(choice, found)
            if number == 0 or value > best:
                best, members = value, found[:size]
        return best, members


def _best_size(choice: _Choice, found: list[tuple[int, int]]) -> tuple[int, int]:
    """The best value of a group of the first few, and how many they are."""
    value = sum(worth for worth, _ in found[: choice.least])
    best, size = value - choice.costs[0], choice.least
    for more, (worth, _) in enumerate(found[choice.least : choice.least + len(choice.costs) - 1], 1):
        value += worth
        if value - choice.costs[more] > best:
            best, size = value - choice.costs[more], choice.least + more
    return best, size


def _choices(offers: Offers, mine: Iterable[int], goal: Goal) -> list[_Choice]:
    """The offers of one mentor entry that the goal leaves possible."""
    found = []
    for index in mine:
        offer = offers.all[index]
        if goal.without_poor:
            below = offers.problem.rules.poor_below
            offer = replace(offer, seats={person: points for person, points in offer.seats.items() if points >= below})
        if largest(offer, offers.units, offers.problem.rules.max_same_unit) >= offer.size.min:
            found.append(_choice(offers, offer, goal))
    return found


def _choice(offers: Offers, offer: Offer, goal: Goal) -> _Choice:
    units: dict[int, list[tuple[int, int]]] = {}
    for person, points in offer.seats.items():
        worth = UNIT * (goal.seat(points) + goal.reward)
        if goal.with_costs:
            wished = sum(other in offer.seats for other in offers.together.get(person, ()))
            worth += UNIT * offers.problem.rules.costs.together * wished // 2
        units.setdefault(offers.units[person], []).append((worth, person))
    return _Choice(tuple(map(tuple, units.values())), offer.size.min, _costs(offers, offer, goal))


def _costs(offers: Offers, offer: Offer, goal: Goal) -> tuple[int, ...]:
    sizes = range(offer.size.min, offer.size.max + 1)
    if not goal.with_costs:
        return (0,) * len(sizes)
    rules = offers.problem.rules
    lacking = max(0, offer.mix - len({offers.roles[person] for person in offer.seats}))
    return tuple(UNIT * (rules.costs.size * offer.size.outside(count) + rules.costs.mix * lacking) for count in sizes)


def relax(search: Search) -> None:
    """Tightens the bounds of all three levels in the time there is. The search must hold a plan."""
    best, below = search.score, search.offers.problem.rules.poor_below
    if best is None:
        raise ValueError("there is no plan to start from")
    if best.placed < search.bound.placed:
        goal = Goal(seat=lambda points: 1, with_costs=False)
        _lower(search, goal, UPPER, best.placed, lambda bound: search.tighten(placed=bound))
    if best.poor > search.bound.poor:
        goal = Goal(seat=lambda points: -(points < below), with_costs=False, placed=best.placed, reward=POOR_REWARD)
        _lower(search, goal, UPPER, -best.poor, lambda bound: search.tighten(poor=-bound))
    goal = Goal(lambda points: points, with_costs=True, without_poor=best.poor == 0, placed=best.placed, reward=TOTAL_REWARD)
    _lower(search, goal, 1, best.total, lambda bound: search.tighten(total=bound, among=best))


def _lower(search: Search, goal: Goal, share: float, target: int, tighten: Callable[[int], None]) -> None:
    def on_bound(bound: int) -> bool:
        tighten(bound)
        return bound <= target

    with search.within(share):
        Relaxation(search.offers, goal).run(target, search.is_over, on_bound)
