"""The first plan: each mentor entry opens what most of those still unplaced want, those whom locks force first."""

from collections.abc import Iterable

from verme.groups.formation.arrangement import CLOSED, Arrangement
from verme.groups.formation.offers import Chosen, Offers


def first_arrangement(offers: Offers, start: Chosen | None = None) -> Arrangement:
    """A fast division, around the groups it starts from. Whether it found how to keep all locks is told by `keeps_locks`."""
    made = Arrangement(offers, start)
    reach = [len({person for offer in mine for person in offers.all[offer].seats}) for mine in offers.of_mentor]
    forced = frozenset(offers.forced)
    for mentor in sorted(range(len(reach)), key=lambda mentor: (mentor not in forced, reach[mentor])):
        if made.offer[mentor] == CLOSED:
            open_best(made, mentor)
    seat_where_best(made, (person for person, home in enumerate(made.home) if home == CLOSED))
    made.settle()
    return made


def open_best(made: Arrangement, mentor: int) -> None:
    """Opens the option of a closed mentor entry that is worth most with the unplaced, if any is large enough."""
    best, best_worth = None, made.worth[mentor]
    locked = [person for person, home in made.offers.locked.items() if home == mentor]
    for offer in made.offers.of_mentor[mentor]:
        seats = made.seats[offer]
        free = [person for person in seats if made.home[person] == CLOSED and made.offers.locked.get(person, mentor) == mentor]
        size = made.offers.all[offer].size
        members = made.filled(offer, locked, free, max(size.min, min(size.target_max, size.max)))
        worth = made.value(mentor, offer, members)
        if worth.energy > best_worth.energy and worth.placed:
            best, best_worth = (offer, members), worth
    if best:
        made.put(mentor, *best)


def seat_where_best(made: Arrangement, people: Iterable[int]) -> None:
    """Gives each of these unplaced people the open seat that is worth most, where there is one."""
    for person in people:
        best, best_gain = CLOSED, 0
        for mentor in made.offers.reach[person]:
            members, offer = made.members[mentor], made.offer[mentor]
            if offer != CLOSED and made.admits(offer, members, person):
                gain = made.value(mentor, offer, members | {person}).energy - made.worth[mentor].energy
                if gain > best_gain:
                    best, best_gain = mentor, gain
        if best != CLOSED:
            made.put(best, made.offer[best], made.members[best] | {person})
