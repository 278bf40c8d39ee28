"""Why here, and why in no group: reasons as data, each computed; the pages put them into words. Why not there: `moves.price`."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from verme.groups.formation.limits import Breach, Kind, seat_breaches
from verme.groups.formation.moves import price
from verme.groups.formation.plan import Plan
from verme.groups.formation.problem import Mentor, Option, Person, Problem
from verme.groups.formation.wishes import SeatPoints, Suits, seat_points, suits

NEAREST = 3  # groups told of for each unplaced person
LOOKED_AT = 10  # groups whose every rule is looked at; the others break more already by time, place, language or theme


@dataclass(frozen=True)
class Here:
    """What speaks for a person's seat. `slot` and `place`: 2 suits well, 1 if need be, 0 not at all."""

    person: str
    mentor: str
    option: Option
    wish: int | None  # rank of the theme among the wishes, from 1
    slot: int
    place: int
    is_first_language: bool
    points: SeatPoints
    suits: Suits
    together: tuple[str, ...]  # mutual wishes come true
    met: tuple[str, ...]  # members known from last year
    same_unit: tuple[str, ...]  # other members of the person's unit


@dataclass(frozen=True)
class Nearest:
    """An open group a person could not join, and every rule that stands in the way."""

    mentor: str
    breaks: tuple[Breach, ...]


@dataclass(frozen=True)
class Unplaced:
    """Why somebody is in no group. `reasons` come from the nearest groups or, when no mentor entry offers anything the person
    fits (`is_offered` false), from what comes nearest among all that is offered."""

    person: str
    is_offered: bool
    reasons: tuple[Kind, ...]
    nearest: tuple[Nearest, ...]


def why_here(problem: Problem, plan: Plan, person: str) -> Here:
    """What speaks for the seat a person has. Raises KeyError when the person is in no group or not in the problem."""
    group, one = plan.groups[plan.seat[person]], problem.person[person]
    points = seat_points(problem, one, group.option)
    others = tuple(name for name in group.members if name in problem.person and name != person)
    return Here(
        person=person,
        mentor=group.mentor,
        option=group.option,
        wish=one.wish(group.theme),
        slot=one.slots.get(group.slot, 0),
        place=one.places.get(group.place, 0),
        is_first_language=one.languages[0] == group.language,
        points=points,
        suits=suits(problem, points.total),
        together=tuple(name for name in others if name in problem.wished_together.get(person, ())),
        met=tuple(name for name in others if name in problem.met_before.get(person, ())),
        same_unit=tuple(name for name in others if problem.person[name].unit == one.unit),
    )


def why_unplaced(problem: Problem, plan: Plan, person: str) -> Unplaced:
    """Why a person is in no group. Raises KeyError when the person is not in the problem."""
    one = problem.person[person]
    nearest = _nearest(problem, plan, one)
    offered = _least_breaches(problem, one)
    kinds: Iterable[Kind] = offered if offered or not nearest else (breach.kind for each in nearest for breach in each.breaks)
    return Unplaced(person, not offered, tuple(dict.fromkeys(kinds)), nearest)


def _nearest(problem: Problem, plan: Plan, person: Person) -> tuple[Nearest, ...]:
    likely = sorted(plan.groups, key=lambda group: len(seat_breaches(problem, person, group.option)))[:LOOKED_AT]
    found = [Nearest(group.mentor, price(problem, plan, person.id, group.mentor).breaks) for group in likely]
    found.sort(key=lambda each: len(each.breaks))
    return tuple(each for each in found if len(each.breaks) == len(found[0].breaks))[:NEAREST]


def _least_breaches(problem: Problem, person: Person) -> list[Kind]:
    """What stands in the way of the option that comes nearest, of all that mentor entries offer; empty when one fits."""
    barred = {*problem.banned_from.get(person.id, ()), *problem.kept_apart.get(person.id, ())}
    options = dict.fromkeys(option for mentor in problem.mentors if mentor.id not in barred for option in options_of(mentor))
    found = ([kind for _, kind in seat_breaches(problem, person, option)] for option in options)
    return min(found, key=len, default=[Kind.BANNED])


def options_of(mentor: Mentor) -> Iterable[Option]:
    """Every option a mentor entry offers."""
    return (Option(*parts) for parts in product(mentor.themes, mentor.slots, mentor.places, mentor.languages))
