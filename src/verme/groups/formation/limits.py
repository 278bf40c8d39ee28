"""The hard rules H1–H10: a plan that breaks one is not a plan. What is broken is told as data; the pages put it into words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from verme.groups.formation.plan import Group, Plan
from verme.groups.formation.problem import Option, Person, Problem, Theme


class Rule(StrEnum):
    """The hard rules, by the names they have in the papers."""

    SIZE = "H1"
    OFFER = "H2"
    SLOT = "H3"
    PLACE = "H4"
    LANGUAGE = "H5"
    THEME = "H6"
    APART = "H7"
    UNIT = "H8"
    LOCK = "H9"
    ONCE = "H10"


class Kind(StrEnum):
    """In which way a rule is broken."""

    FEW = "few"  # H1: fewer members than the theme allows
    MANY = "many"  # H1: more
    OFFER = "offer"  # H2: the mentor entry does not offer `what`
    TWO_GROUPS = "two_groups"  # H2: the mentor entry opens a second group
    UNKNOWN_MENTOR = "unknown_mentor"  # H2: no such mentor entry in the problem
    SLOT = "slot"  # H3
    PLACE = "place"  # H4
    LANGUAGE = "language"  # H5
    WISH = "wish"  # H6: the person did not ask for the theme, and not for any
    ROLE = "role"  # H6: the theme is for other roles
    NEW = "new"  # H6: the theme is for people new in post
    APART = "apart"  # H7: not with `other`, a person or the mentor entry
    UNIT = "unit"  # H8: too many from one unit
    BANNED = "banned"  # H9
    LOCK = "lock"  # H9: locked to this mentor entry's group, and not in it
    TWICE = "twice"  # H10: in more than one seat
    UNKNOWN_PERSON = "unknown_person"  # H10: no such person in the problem


@dataclass(frozen=True)
class Breach:
    """One broken rule: in the group of which mentor entry, about whom, and how far beyond the limit."""

    rule: Rule
    kind: Kind
    mentor: str
    person: str | None = None
    other: str | None = None  # the other end of a pair to be kept apart
    what: str | None = None  # the part not offered, or the unit
    count: int | None = None
    limit: int | None = None


def conflicts(problem: Problem, plan: Plan) -> tuple[Breach, ...]:
    """Every broken rule of a plan, group by group, then locks and people in two seats; empty when the plan is valid."""
    return tuple(_conflicts(problem, plan))


def is_valid(problem: Problem, plan: Plan) -> bool:
    """Whether the plan breaks no rule."""
    return next(_conflicts(problem, plan), None) is None


def seat_breaches(problem: Problem, person: Person, option: Option) -> list[tuple[Rule, Kind]]:
    """Why a person cannot have a seat in a group of this option (H3–H6), whoever else is in it; empty when they can."""
    theme = problem.theme.get(option.theme)
    broken = []
    if person.slots.get(option.slot, 0) < 1:
        broken.append((Rule.SLOT, Kind.SLOT))
    if person.places.get(option.place, 0) < 1:
        broken.append((Rule.PLACE, Kind.PLACE))
    if option.language not in person.languages:
        broken.append((Rule.LANGUAGE, Kind.LANGUAGE))
    return broken + ([] if theme is None else [(Rule.THEME, kind) for kind in theme_breaches(theme, person)])


def theme_breaches(theme: Theme, person: Person) -> list[Kind]:
    """Why a theme and a person do not go together (H6)."""
    broken = []
    if theme.id not in person.themes and (theme.only_wished or not person.any_theme):
        broken.append(Kind.WISH)
    if theme.roles and person.role not in theme.roles:
        broken.append(Kind.ROLE)
    if theme.only_new and not person.new:
        broken.append(Kind.NEW)
    return broken


def group_breaches(problem: Problem, group: Group) -> Iterator[Breach]:
    """Every rule one group breaks by itself: H1–H8, and H9's bans."""
    yield from _offer(problem, group)
    yield from _size(problem, group)
    members = {name: problem.person[name] for name in group.members if name in problem.person}
    for name, person in members.items():
        for rule, kind in seat_breaches(problem, person, group.option):
            yield Breach(rule, kind, group.mentor, name)
    yield from _apart(problem, group, members)
    yield from _units(problem, group, members.values())
    for name in members:
        if group.mentor in problem.banned_from.get(name, ()):
            yield Breach(Rule.LOCK, Kind.BANNED, group.mentor, name)


def lock_breaches(problem: Problem, plan: Plan, people: Iterable[str]) -> Iterator[Breach]:
    """Every lock of these people that is not kept."""
    for name in people:
        for mentor in problem.locked_to.get(name, ()):
            if not any(group.mentor == mentor and name in group.members for group in _groups_of(plan, mentor)):
                yield Breach(Rule.LOCK, Kind.LOCK, mentor, name)


def _conflicts(problem: Problem, plan: Plan) -> Iterator[Breach]:
    led: Counter[str] = Counter()
    seats: Counter[str] = Counter()
    for group in plan.groups:
        yield from group_breaches(problem, group)
        led[group.mentor] += 1
        if led[group.mentor] == 2:
            yield Breach(Rule.OFFER, Kind.TWO_GROUPS, group.mentor)
        for name in group.members:
            seats[name] += 1
            if name not in problem.person:
                yield Breach(Rule.ONCE, Kind.UNKNOWN_PERSON, group.mentor, name)
            elif seats[name] == 2:
                yield Breach(Rule.ONCE, Kind.TWICE, group.mentor, name)
    yield from lock_breaches(problem, plan, problem.locked_to)


def _groups_of(plan: Plan, mentor: str) -> Iterable[Group]:
    first = plan.led_by.get(mentor)
    return () if first is None else plan.groups[first:]


def _offer(problem: Problem, group: Group) -> Iterator[Breach]:
    entry = problem.mentor.get(group.mentor)
    if entry is None:
        yield Breach(Rule.OFFER, Kind.UNKNOWN_MENTOR, group.mentor)
        return
    for part, chosen, offered in (
        ("theme", group.theme, entry.themes),
        ("slot", group.slot, entry.slots),
        ("place", group.place, entry.places),
        ("language", group.language, entry.languages),
    ):
        if chosen not in offered:
            yield Breach(Rule.OFFER, Kind.OFFER, group.mentor, what=part)


def _size(problem: Problem, group: Group) -> Iterator[Breach]:
    theme, count = problem.theme.get(group.theme), len(group.members)
    size = problem.rules.size if theme is None else theme.size
    if count < size.min:
        yield Breach(Rule.SIZE, Kind.FEW, group.mentor, count=count, limit=size.min)
    if count > size.max:
        yield Breach(Rule.SIZE, Kind.MANY, group.mentor, count=count, limit=size.max)


def _apart(problem: Problem, group: Group, members: Iterable[str]) -> Iterator[Breach]:
    seen: set[str] = set()
    for name in members:
        enemies = problem.kept_apart.get(name)
        if enemies:
            if group.mentor in enemies:
                yield Breach(Rule.APART, Kind.APART, group.mentor, name, group.mentor)
            for other in group.members:
                if other in enemies and other in seen:
                    yield Breach(Rule.APART, Kind.APART, group.mentor, name, other)
        seen.add(name)


def _units(problem: Problem, group: Group, members: Iterable[Person]) -> Iterator[Breach]:
    limit = problem.rules.max_same_unit
    for unit, count in Counter(person.unit for person in members).items():
        if count > limit:
            yield Breach(Rule.UNIT, Kind.UNIT, group.mentor, what=unit, count=count, limit=limit)
