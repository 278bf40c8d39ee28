"""Every group that could open, and who could sit in it: the problem worked out in numbers for the searches.

People and mentor entries are counted from 0 in the problem's order. Rules H2–H6 and H9, and bans by `apart`, are kept by
what is not here: a seat that breaks one of them does not exist.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from verme.groups.formation.limits import theme_breaches
from verme.groups.formation.plan import Group, Plan, plan_of
from verme.groups.formation.problem import Mentor, Option, Pair, Problem, Size, partners
from verme.groups.formation.wishes import seat_points

type Chosen = Mapping[int, tuple[int, Iterable[int]]]  # mentor entry → offer and members


@dataclass(frozen=True, slots=True)
class Offer:
    """One option of one mentor entry, with the points of everybody who could take a seat."""

    mentor: int
    option: Option
    size: Size
    mix: int
    seats: Mapping[int, int]


@dataclass(frozen=True)
class Offers:
    """All that could open, and the relations between people, by number."""

    problem: Problem
    all: tuple[Offer, ...]
    of_mentor: tuple[tuple[int, ...], ...]
    units: tuple[int, ...]
    roles: tuple[int, ...]
    locks: tuple[tuple[int, int], ...]  # person and mentor entry; contradictions stay in
    locked: Mapping[int, int]  # person → mentor entry
    forced: tuple[int, ...]  # mentor entries that locks force open, in order
    apart: Mapping[int, frozenset[int]]
    met: Mapping[int, frozenset[int]]
    together: Mapping[int, frozenset[int]]

    @property
    def seats(self) -> int:
        """How many seats there are in all, each person counted once per option."""
        return sum(len(offer.seats) for offer in self.all)

    @cached_property
    def reach(self) -> tuple[Mapping[int, Sequence[int]], ...]:
        """For each person the mentor entries in whose groups there could be a seat, and in which of their offers."""
        found: list[dict[int, list[int]]] = [{} for _ in self.problem.people]
        for index, offer in enumerate(self.all):
            for person in offer.seats:
                found[person].setdefault(offer.mentor, []).append(index)
        return tuple(found)

    @cached_property
    def twins(self) -> tuple[tuple[int, ...], ...]:
        """Offers of different mentor entries that nothing but the entry tells apart: the same option with seats for the same people."""
        found: dict[tuple[Option, tuple[int, ...]], list[int]] = {}
        for index, offer in enumerate(self.all):
            found.setdefault((offer.option, tuple(offer.seats)), []).append(index)
        return tuple(tuple(some) for some in found.values() if len(some) > 1)

    def plan(self, chosen: Chosen) -> Plan:
        """A plan from numbers; groups and members stand in the problem's order."""
        return plan_of(self._group(self.all[offer], members) for _, (offer, members) in sorted(chosen.items()))

    def chosen(self, plan: Plan) -> dict[int, tuple[int, set[int]]]:
        """As much of a plan as exists here: its options, and the members who have a seat and no lock elsewhere."""
        people = {person.id: index for index, person in enumerate(self.problem.people)}
        known = {(self.problem.mentors[offer.mentor].id, offer.option): index for index, offer in enumerate(self.all)}
        found: dict[int, tuple[int, set[int]]] = {}
        placed: set[int] = set()
        for group in plan.groups:
            index = known.get((group.mentor, group.option))
            if index is None or self.all[index].mentor in found:
                continue
            seats = self.all[index].seats
            members = {people[name] for name in group.members if people.get(name) in seats} - placed
            found[self.all[index].mentor] = (index, members)
            placed |= members
        return found

    def _group(self, offer: Offer, members: Iterable[int]) -> Group:
        names = tuple(self.problem.people[person].id for person in sorted(members))
        option = offer.option
        return Group(self.problem.mentors[offer.mentor].id, option.theme, option.slot, option.place, option.language, names)


def offers_of(problem: Problem, ignoring_items: bool = False) -> Offers:
    """Works the problem out. Ignoring items leaves locks, bans and pairs to be kept apart aside: everybody has every seat of H2–H6."""
    number = {person.id: index for index, person in enumerate(problem.people)}
    entry = {mentor.id: index for index, mentor in enumerate(problem.mentors)}
    locks = [] if ignoring_items else [(number[person], entry[mentor]) for person, mentor in problem.locks]
    barred = [set[int]() for _ in entry] if ignoring_items else _barred(problem, number, entry)
    for person, home in locks:
        for index, others in enumerate(barred):
            if index != home:
                others.add(person)
    fitting = _Fitting(problem)
    found: list[Offer] = []
    of_mentor = []
    for index, mentor in enumerate(problem.mentors):
        must = {person for person, home in locks if home == index}
        mine = [offer for offer in fitting.offers(index, mentor, barred[index]) if must <= offer.seats.keys()]
        of_mentor.append(tuple(range(len(found), len(found) + len(mine))))
        found += mine
    return Offers(
        problem=problem,
        all=tuple(found),
        of_mentor=tuple(of_mentor),
        units=_numbered(person.unit for person in problem.people),
        roles=_numbered(person.role for person in problem.people),
        locks=tuple(locks),
        locked=dict(locks),
        forced=tuple(sorted({home for _, home in locks})),
        apart={} if ignoring_items else _numbers(problem.apart, number),
        met=_numbers(problem.met, number),
        together=_numbers(problem.together, number),
    )


def largest(offer: Offer, units: Sequence[object], max_same_unit: int) -> int:
    """How many could sit in a group of this offer at most, by its size and H8."""
    of_unit = Counter(units[person] for person in offer.seats)
    return min(offer.size.max, sum(min(count, max_same_unit) for count in of_unit.values()))


class _Fitting:
    """Who can come when, where, in which language and to which theme, with the points of that part."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.themes: dict[str, dict[int, int]] = {theme.id: {} for theme in problem.themes}
        self.slots: dict[str, dict[int, int]] = {slot: {} for slot in problem.slots}
        self.places: dict[str, dict[int, int]] = {place: {} for place in problem.places}
        self.languages: dict[str, dict[int, int]] = {language: {} for language in problem.languages}
        for index, person in enumerate(problem.people):
            for theme in problem.themes:
                if not theme_breaches(theme, person):
                    self.themes[theme.id][index] = seat_points(problem, person, Option(theme.id, "", "", "")).theme
            for slot, answer in person.slots.items():
                if answer >= 1:
                    self.slots[slot][index] = seat_points(problem, person, Option("", slot, "", "")).slot
            for place, answer in person.places.items():
                if answer >= 1:
                    self.places[place][index] = seat_points(problem, person, Option("", "", place, "")).place
            for language in person.languages:
                self.languages[language][index] = seat_points(problem, person, Option("", "", "", language)).language

    def offers(self, index: int, mentor: Mentor, barred: Set[int]) -> Iterator[Offer]:
        """Every option of a mentor entry that enough people could join, and with whom."""
        units = [person.unit for person in self.problem.people]
        for place, slot, language in product(mentor.places, mentor.slots, mentor.languages):
            here = self.places[place].keys() & self.slots[slot].keys() & self.languages[language].keys() - barred
            for name in mentor.themes:
                theme = self.problem.theme[name]
                offer = Offer(
                    index, Option(name, slot, place, language), theme.size, theme.mix, self._seats(here, name, slot, place, language)
                )
                if largest(offer, units, self.problem.rules.max_same_unit) >= theme.size.min:
                    yield offer

    def _seats(self, here: Set[int], theme: str, slot: str, place: str, language: str) -> dict[int, int]:
        parts = (self.themes[theme], self.slots[slot], self.places[place], self.languages[language])
        return {person: sum(part[person] for part in parts) for person in sorted(here & parts[0].keys())}


def _barred(problem: Problem, number: Mapping[str, int], entry: Mapping[str, int]) -> list[set[int]]:
    """Who may not join each mentor entry's group: by a ban, or to be kept apart from the mentor."""
    found = [set[int]() for _ in entry]
    for one, other in (*problem.banned, *problem.apart, *((other, one) for one, other in problem.apart)):
        if one in number and other in entry:
            found[entry[other]].add(number[one])
    return found


def _numbered(labels: Iterable[str]) -> tuple[int, ...]:
    seen: dict[str, int] = {}
    return tuple(seen.setdefault(label, len(seen)) for label in labels)


def _numbers(pairs: Sequence[Pair], number: Mapping[str, int]) -> dict[int, frozenset[int]]:
    among = partners(tuple(pair for pair in pairs if pair[0] in number and pair[1] in number))
    return {number[one]: frozenset(number[other] for other in others) for one, others in among.items()}
