"""Builds the example world by calling the product's own actions, each at the time it would have been done.

If the world cannot be built, a rule is wrong or an action is missing.
"""

import datetime as dt
from collections.abc import Callable, Sequence

from verme.audit.actors import OPERATOR
from verme.demo import agreeing, autumn, crediting, gathering, meeting, november, paying, spring, staff
from verme.demo.people import NAMES, NETWORK, ROLES
from verme.demo.time import BEGINS
from verme.demo.world import House, coordinator_of
from verme.demo.worlds import WORLDS, World
from verme.groups import queries
from verme.kernel import clock
from verme.organisations import actions as organisations
from verme.organisations.terms import RoleKind
from verme.people import actions as people
from verme.programmes import actions as programmes
from verme.programmes import queries as year_rules
from verme.programmes.models import Programme

FOUNDED = clock.at(dt.date(2025, 6, 2), dt.time(9))
ENDED = clock.at(dt.date(2026, 6, 5), dt.time(9))
MOVED = dt.date(2026, 11, 18)
DECIDED = clock.at(dt.date(2026, 6, 15), dt.time(9))


def world(*, plans: Sequence[World] = WORLDS, say: Callable[[str], object] = lambda words: None) -> None:
    """Everything: the organisations, their people, a published year, an open spring programme, the staff list."""
    for plan in plans:
        say(f"{plan.names['fi']}: organisation, people and rules …")
        house = founded(plan)
        say(f"{plan.names['fi']}: the school year 2025–2026 …")
        _whole_year(house)
        decide(house)
        say(f"{plan.names['fi']}: the school year 2026–2027 …")
        autumn_groups = _until_november(house)
        say(f"{plan.names['fi']}: the groups of the spring …")
        spring_groups = spring.build(house)
        say(f"{plan.names['fi']}: the staff list …")
        staff.build(house, [autumn_groups, spring_groups])
    with clock.frozen(FOUNDED):
        admin = people.ensure(NETWORK[0], name=NETWORK[1], language="fi", by=OPERATOR)
        organisations.grant_role(None, person=admin, kind=RoleKind.NETWORK, by=OPERATOR)


def _whole_year(house: House) -> Programme:
    """The year 2025–2026, to its end."""
    programme = autumn.build(house, autumn.BEFORE)
    groups, rules = list(queries.groups(programme)), year_rules.rules_on(house.organisation, programme.starts_on)
    agreeing.agree(house, groups, published=autumn.BEFORE.published)
    meeting.plan(house, groups, autumn.BEFORE)
    meeting.hold(house, groups, until=clock.end_of(dt.date(2025, 11, 30)))
    staff.begin(house, programme)
    paying.set_up(house, on=dt.date(2025, 12, 1))
    paying.arrange(house, groups, rules, day=dt.date(2025, 11, 20))
    paying.send(house, groups, programme, on=dt.date(2025, 12, 1))
    paying.close(house, month=dt.date(2025, 11, 1), on=dt.date(2025, 12, 2))
    meeting.hold(house, groups, until=ENDED)
    gathering.close_the_year(house, programme, called=dt.date(2026, 4, 28), day=dt.date(2026, 5, 26))
    paying.send(house, groups, programme, on=dt.date(2026, 5, 31))
    paying.close(house, month=dt.date(2026, 5, 1), on=dt.date(2026, 6, 1))
    crediting.confirm(house, school_year=2025, on=dt.date(2026, 6, 2))
    crediting.certificates(house, programme, on=dt.date(2026, 6, 4))
    with clock.frozen(ENDED):
        return programmes.end(programme, by=house.coordinator)


def _until_november(house: House) -> Programme:
    """The year 2026–2027 until the morning on which the example world begins.

    Two meetings are held, one has moved, one agreement is awaited; October is paid, November waits for its approval.
    """
    november.calendars(house)
    programme = autumn.build(house)
    groups, rules = list(queries.groups(programme)), year_rules.rules_on(house.organisation, programme.starts_on)
    agreeing.agree(house, groups, published=autumn.NOW.published, waits=groups[-1])
    meeting.plan(house, groups, autumn.NOW)
    meeting.hold(house, groups, until=clock.end_of(dt.date(2026, 10, 31)))
    paying.arrange(house, groups, rules, day=dt.date(2026, 10, 20))
    paying.send(house, groups, programme, on=dt.date(2026, 11, 1))
    paying.close(house, month=dt.date(2026, 10, 1), on=dt.date(2026, 11, 2))
    meeting.hold(house, groups, until=BEGINS)
    november.happen(house, programme, groups)
    meeting.move(house, groups[1], on=MOVED)
    paying.send(house, groups, programme, on=dt.date(2026, 11, 18))
    paying.check(house, on=dt.date(2026, 11, 20))
    return programme


def founded(plan: World) -> House:
    """The organisation as it stands before its first year: units, people with their roles, a decided operating model, texts."""
    with clock.frozen(FOUNDED):
        made = organisations.add(slug=plan.slug, names=plan.names, languages=["fi", "sv", "en"], preset=plan.preset, by=OPERATOR)
        units = [organisations.add_unit(made, name=name, level=level, town=town, by=OPERATOR) for name, level, town in plan.units]
        programmes.adopt_preset(made, preset=plan.preset, by=OPERATOR)
        for who, kind in ROLES.items():
            person = people.ensure(f"{who}@{plan.slug}.example", name=NAMES[plan.slug][who], language="fi", by=OPERATOR)
            unit = units[0] if kind == RoleKind.PRINCIPAL else None
            organisations.grant_role(made, person=person, kind=kind, unit=unit, by=OPERATOR)
        coordinator = coordinator_of(made)
        held = organisations.change(
            made,
            by=coordinator.acting("coordinator"),
            about=plan.about,
            privacy=plan.privacy,
            contact_name=coordinator.name,
            contact_email=coordinator.email,
            contact_phone=plan.phone,
        )
    return House(plan, held, units, list(held.staff_groups.all()), coordinator.acting("coordinator"))


def decide(house: House) -> None:
    """The operating model is changed for the year that runs."""
    with clock.frozen(DECIDED):
        values, first = dict(house.plan.decided), dt.date(2026, 8, 1)
        programmes.change_rules(house.organisation, values=values, valid_from=first, decision=house.plan.decision, by=house.coordinator)
