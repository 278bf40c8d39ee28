"""A division that is being changed: who sits where by number, and what each group is worth at the moment."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from verme.groups.formation.offers import Chosen, Offers
from verme.groups.formation.score import Score

PLACED, POOR = 1000, 300  # what the search gives for a person placed and takes for a poor seat; only a compass, never a score
CLOSED = -1


class Worth(NamedTuple):
    """A group's part in the search's compass, and in the true score."""

    energy: int
    placed: int
    poor: int
    total: int


NONE = Worth(0, 0, 0, 0)


type Changed = tuple[int, set[int], Worth]  # offer, members and what they are worth


class Arrangement:
    """Groups with their members. A group below its least size keeps its members, who are then not counted as placed."""

    def __init__(self, offers: Offers, chosen: Chosen | None = None) -> None:
        self.offers = offers
        self.seats = [offer.seats for offer in offers.all]
        self.home = [CLOSED] * len(offers.problem.people)
        self.offer = [CLOSED] * len(offers.of_mentor)
        self.members: list[set[int]] = [set() for _ in offers.of_mentor]
        self.forced = frozenset(offers.forced)
        self.linked = offers.met.keys() | offers.together.keys()
        self.before: dict[int, Changed] = {}
        self.worth = [self.value(mentor, CLOSED, set()) for mentor in range(len(self.offer))]
        for mentor, (offer, members) in (chosen or {}).items():
            self.put(mentor, offer, set(members))
        self.settle()

    def value(self, mentor: int, offer: int, members: set[int]) -> Worth:
        """What a group of these members would be worth."""
        count = len(members)
        if not count:
            return Worth(-10 * PLACED, 0, 0, 0) if mentor in self.forced else NONE
        rules, chosen, seats = self.offers.problem.rules, self.offers.all[offer], self.seats[offer]
        points = [seats[person] for person in members]
        poor = sum([value < rules.poor_below for value in points])
        units = self.offers.units
        total = sum(points) - rules.costs.unit * (count - len({units[person] for person in members}))
        total -= rules.costs.size * chosen.size.outside(count)
        if chosen.mix:
            roles = self.offers.roles
            total -= rules.costs.mix * max(0, chosen.mix - len({roles[person] for person in members}))
        if not self.linked.isdisjoint(members):
            total += self._links(members)
        if count >= chosen.size.min:
            return Worth(total - POOR * poor + PLACED * count, count, poor, total)
        missing = PLACED * (chosen.size.min - count) if mentor in self.forced else 0
        return Worth(total - POOR * poor - missing, 0, 0, 0)

    def _links(self, members: set[int]) -> int:
        met = together = 0
        for person in members:
            met += len(self.offers.met.get(person, NOBODY) & members)
            together += len(self.offers.together.get(person, NOBODY) & members)
        costs = self.offers.problem.rules.costs
        return (costs.together * together - costs.met * met) // 2  # each pair was met at both ends

    def admits(self, offer: int, members: set[int], person: int) -> bool:
        """Whether one more person may join these members (H1's upper end, H3–H8, H9)."""
        if person not in self.seats[offer] or len(members) >= self.offers.all[offer].size.max:
            return False
        units, limit = self.offers.units, self.offers.problem.rules.max_same_unit
        unit = units[person]
        if len(members) >= limit and sum([units[member] == unit for member in members]) >= limit:
            return False
        enemies = self.offers.apart.get(person)
        return enemies is None or enemies.isdisjoint(members)

    def put(self, mentor: int, offer: int, members: set[int]) -> None:
        """Makes this the mentor entry's group; whoever is no longer in it has no seat."""
        self.rearrange({mentor: (offer, members, self.value(mentor, offer, members))})

    def rearrange(self, changes: Mapping[int, Changed]) -> None:
        """Makes several groups anew at once, with their worth; people may have moved between them, nobody may be in two."""
        for mentor in changes:
            self.before.setdefault(mentor, (self.offer[mentor], self.members[mentor], self.worth[mentor]))
            for person in self.members[mentor]:
                self.home[person] = CLOSED
        for mentor, (offer, members, worth) in changes.items():
            for person in members:
                self.home[person] = mentor
            self.offer[mentor] = offer if members else CLOSED
            self.members[mentor] = members
            self.worth[mentor] = worth

    def gain(self) -> int:
        """How much energy the changes since the last `settle` brought."""
        return sum(self.worth[mentor].energy - worth.energy for mentor, (_, _, worth) in self.before.items())

    def settle(self, undo: bool = False) -> None:
        """Keeps the changes made since the last `settle`, or takes them back."""
        before, self.before = self.before, {}
        if undo:
            self.rearrange(before)
            self.before = {}

    def filled(self, offer: int, start: Iterable[int], candidates: Iterable[int], most: int) -> set[int]:
        """The start (as far as it may sit together), joined by the best of the candidates until there are so many."""
        members: set[int] = set()
        seats = self.seats[offer]
        for person in start:
            if self.admits(offer, members, person):
                members.add(person)
        for person in sorted((person for person in candidates if person in seats), key=seats.__getitem__, reverse=True):
            if len(members) >= most:
                break
            if person not in members and self.admits(offer, members, person):
                members.add(person)
        return members

    def keeps_locks(self) -> bool:
        """Whether everybody who is locked sits in that group, and it is large enough."""
        return all(self.home[person] == mentor and self.worth[mentor].placed for person, mentor in self.offers.locks)

    def score(self) -> Score:
        """The score of the valid part: groups that are large enough."""
        return Score(*(sum(getattr(worth, part) for worth in self.worth) for part in ("placed", "poor", "total")))

    def chosen(self) -> dict[int, tuple[int, frozenset[int]]]:
        """The valid part: groups that are large enough."""
        return {mentor: (self.offer[mentor], frozenset(self.members[mentor])) for mentor in self.open()}

    def open(self) -> Iterator[int]:
        """The mentor entries whose groups are large enough."""
        return (mentor for mentor, worth in enumerate(self.worth) if worth.placed)


NOBODY: frozenset[int] = frozenset()
