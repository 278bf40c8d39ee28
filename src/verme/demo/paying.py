"""The example world pays: mentors send their work, the coordinator checks, the approver approves, the payroll clerk closes the month."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from verme.compensation import actions, queries
from verme.compensation.rules import FORMATS
from verme.compensation.terms import BatchKind, Preset, Step, WorkKind
from verme.demo.agreeing import actor
from verme.demo.groups import deliver
from verme.demo.world import House
from verme.groups.models import Group, Leader
from verme.groups.queries import leaders_now
from verme.kernel import clock
from verme.organisations.terms import RoleKind
from verme.people.models import Person
from verme.programmes.models import Programme
from verme.programmes.rules import Rules

SALARY_TYPES = {WorkKind.PLANNING: "5310", WorkKind.MEETING: "5311", WorkKind.ARRANGEMENT: "5312", WorkKind.COST: "7920"}
COST_CENTRE = "21400"
COFFEE = 1840  # cents


def set_up(house: House, *, on: dt.date) -> None:
    """How the files of payroll are written."""
    with clock.frozen(clock.at(on, dt.time(13))):
        made = replace(
            FORMATS[Preset.POPULUS], salary_types={kind.value: code for kind, code in SALARY_TYPES.items()}, cost_centre=COST_CENTRE
        )
        actions.set_format(house.organisation, made=made, by=house.coordinator)


def arrange(house: House, groups: Sequence[Group], rules: Rules, *, day: dt.date) -> None:
    """Each group's mentor has arranged something, or has bought coffee where that is refunded."""
    for number, group in enumerate(groups):
        leader = _leader(group)
        with clock.frozen(clock.at(day, dt.time(17, 40))):
            by = actor(house, leader)
            if rules.refunds_costs:
                what = {"what": "Kahvit ja pulla", "receipt": f"K-{number + 1:03}", "cost_centre": COST_CENTRE}
                actions.enter_expense(group, mentor=leader.mentor, day=day, cents=COFFEE + 55 * number, **what, by=by)
            elif number % 3 != 2:
                units = Decimal(1) + Decimal(number % 2) / 2
                ground = "Tilat, tarjoilu ja kutsut"
                actions.enter_arrangement(group.programme, mentor=leader.mentor, day=day, units=units, ground=ground, by=by)


def send(house: House, groups: Sequence[Group], programme: Programme, *, on: dt.date) -> None:
    """Everybody who leads a group sends what has not been sent."""
    for leader in leaders_now().filter(group__in=groups).select_related("mentor__organisation"):
        with clock.frozen(clock.at(on, dt.time(18, 5))):
            actions.send(leader.mentor, school_year=programme.school_year, by=actor(house, leader))


def close(house: House, *, month: dt.date, on: dt.date) -> None:
    """What was sent goes through the chain in three days, and the month is closed; fees and small costs each in their batch."""
    _step(house, Step.CHECK, RoleKind.COORDINATOR, on=on)
    _step(house, Step.APPROVE, RoleKind.APPROVER, on=on + dt.timedelta(days=1))
    with clock.frozen(clock.at(on + dt.timedelta(days=2), dt.time(9, 30))):
        clerk = _person(house, RoleKind.PAYROLL).acting("payroll")
        for kind in BatchKind:
            if queries.for_month(queries.waiting(house.organisation, Step.CLOSE, kind), month):
                actions.close(house.organisation, month=month, kind=kind, by=clerk)
    deliver(on + dt.timedelta(days=2))


def check(house: House, *, on: dt.date) -> None:
    """The coordinator has checked what was sent; the approver's turn is next."""
    _step(house, Step.CHECK, RoleKind.COORDINATOR, on=on)
    deliver(on)


def _step(house: House, step: Step, role: RoleKind, *, on: dt.date) -> None:
    deed = {Step.CHECK: actions.check, Step.APPROVE: actions.approve}[step]
    with clock.frozen(clock.at(on, dt.time(14, 20))):
        lines = queries.waiting(house.organisation, step)
        deed(house.organisation, seen=queries.seen(lines), by=_person(house, role).acting(role))


def _person(house: House, role: RoleKind) -> Person:
    return house.organisation.roles.get(kind=role, ended_at__isnull=True).person


def _leader(group: Group) -> Leader:
    return leaders_now().filter(group=group)[0]
