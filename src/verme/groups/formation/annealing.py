"""Finds good plans fast: many small changes, worse ones less and less often accepted. It proves nothing."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from verme.groups.formation.arrangement import CLOSED, Arrangement
from verme.groups.formation.greedy import seat_where_best
from verme.groups.formation.offers import Chosen
from verme.groups.formation.score import Score

NEW_OPTION, AROUND, SWAP = 0.06, 0.09, 0.35  # shares of the moves, each up to the next: new option, group around somebody, swap
CLOSING = 0.15  # share of the new options that are none
PULSE = 100  # moves between looks at the clock
SMALL = 100  # up to so many people every better arrangement is looked at, beyond only one at each pulse
HOT, WARM, COLD = 120.0, 30.0, 2.0  # temperatures, in points of the compass: to begin with, to begin again, to end with


@dataclass(frozen=True)
class Best:
    """The best valid plan seen, by the true order."""

    score: Score
    chosen: Chosen


class Annealer:
    """Changes an arrangement in place and remembers the best plan it passed."""

    def __init__(self, made: Arrangement, seed: int) -> None:
        self.made, self.offers, self.random = made, made.offers, Random(seed)  # noqa: S311 (a search, not a secret)
        self.reach = [list(each.items()) for each in self.offers.reach]
        self.movable = [person for person, reach in enumerate(self.reach) if reach and person not in self.offers.locked]
        self.heat = HOT
        self.best = Best(made.score(), made.chosen()) if made.keeps_locks() else None

    def run(self, part: Callable[[int], float], hot: float, stop: Callable[[], bool]) -> None:
        """Moves from hot to cold. `part` tells from the number of moves made how much of the way is gone (1: all); both are
        asked every hundred moves."""
        gained, moves = False, 0
        every = PULSE if len(self.made.home) > SMALL else 1
        while self.movable and not stop() and (gone := part(moves)) < 1:
            self.heat = hot * (COLD / hot) ** gone
            for _ in range(PULSE):
                moves += 1
                gained = self._move() > 0 or gained
                if gained and moves % every == 0:
                    self._remember()
                    gained = False
        self._remember()

    def _remember(self) -> None:
        score = self.made.score()
        if (self.best is None or score.order > self.best.score.order) and self.made.keeps_locks():
            self.best = Best(score, self.made.chosen())

    def _move(self) -> int:
        """Tries one change; tells what it gained, 0 when it was not made."""
        person, kind = self._pick(self.movable), self.random.random()
        mentor, offers = self._pick(self.reach[person])
        if kind < NEW_OPTION:
            return self._new_option(mentor)
        if kind < AROUND:
            return self._open_around(person, mentor, self._pick(offers))
        target = self.made.offer[mentor]
        if target == CLOSED or self.made.home[person] == mentor or person not in self.made.seats[target]:
            return 0
        if kind < SWAP or len(self.made.members[mentor]) >= self.offers.all[target].size.max:
            return self._swap(person, mentor)
        return self._relocate(person, mentor)

    def _relocate(self, person: int, mentor: int) -> int:
        made, home = self.made, self.made.home[person]
        if not made.admits(made.offer[mentor], made.members[mentor], person):
            return 0
        return self._try({home: made.members[home] - {person}} if home != CLOSED else {}, mentor, made.members[mentor] | {person})

    def _swap(self, person: int, mentor: int) -> int:
        """The person takes somebody's seat, who gets the person's old seat, or none."""
        made, home = self.made, self.made.home[person]
        other = self._pick(sorted(made.members[mentor])) if made.members[mentor] else CLOSED
        if other == CLOSED or other in self.offers.locked:
            return 0
        rest = made.members[mentor] - {other}
        if not made.admits(made.offer[mentor], rest, person):
            return 0
        if home == CLOSED:
            return self._try({}, mentor, rest | {person})
        mine = made.members[home] - {person}
        if made.admits(made.offer[home], mine, other):
            mine.add(other)
        return self._try({home: mine}, mentor, rest | {person})

    def _try(self, others: dict[int, set[int]], mentor: int, members: set[int]) -> int:
        made = self.made
        changes = {
            one: (made.offer[one], some, made.value(one, made.offer[one], some)) for one, some in (*others.items(), (mentor, members))
        }
        gain = sum([worth.energy - made.worth[one].energy for one, (_, _, worth) in changes.items()])
        if not self._accepts(gain):
            return 0
        made.rearrange(changes)
        made.settle()
        return gain

    def _new_option(self, mentor: int) -> int:
        """Another option for a mentor entry, or none: whoever can follows, the unplaced fill up, the rest look for other seats."""
        made, old = self.made, self.made.members[mentor]
        if self.random.random() < CLOSING and mentor not in made.forced:
            made.put(mentor, CLOSED, set())
            return self._reseated(old)
        offer = self._pick(self.offers.of_mentor[mentor])
        most = self.offers.all[offer].size.target_max
        members = made.filled(offer, old, [person for person in made.seats[offer] if made.home[person] == CLOSED], most)
        made.put(mentor, offer, members)
        return self._reseated(old - members)

    def _open_around(self, person: int, mentor: int, offer: int) -> int:
        """A group that this person fits, filled with the unplaced and, up to its least size, from other groups."""
        made, size, old = self.made, self.offers.all[offer].size, self.made.members[mentor]
        locked = [member for member in old if member in self.offers.locked]
        seats = made.seats[offer]
        free = [other for other in seats if made.home[other] in {CLOSED, mentor}]
        members = made.filled(offer, [*locked, person], free, max(size.min, size.target_max))
        if len(members) < size.min:
            members = made.filled(offer, members, seats, size.min)
        if person not in members:
            return 0
        for home in {made.home[member] for member in members} - {CLOSED, mentor}:
            made.put(home, made.offer[home], made.members[home] - members)
        made.put(mentor, offer, members)
        return self._reseated(old - members)

    def _reseated(self, people: set[int]) -> int:
        """Seats those who lost their seats, then keeps all of it or takes it back."""
        seat_where_best(self.made, sorted(people))
        gain = self.made.gain()
        accepted = self._accepts(gain)
        self.made.settle(undo=not accepted)
        return gain if accepted else 0

    def _accepts(self, gain: int) -> bool:
        return gain >= 0 or self.random.random() < math.exp(gain / self.heat)

    def _pick[T](self, items: Sequence[T]) -> T:
        return items[int(self.random.random() * len(items))]
