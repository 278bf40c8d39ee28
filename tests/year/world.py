"""Where the year begins: three groups of four with a mentor each, four who wait, two more mentors, the chain of pay, and a neighbour."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tests import cast, make
from tests.rooms.groups.round import Round
from verme.audit.actors import OPERATOR
from verme.compensation import actions as pay
from verme.compensation.rules import FORMATS
from verme.compensation.terms import Preset, WorkKind
from verme.groups import actions as groups
from verme.groups.models import Group
from verme.kernel import clock
from verme.mail.models import Letter
from verme.mentors import actions as mentors
from verme.mentors.models import Mentor
from verme.mentors.terms import Training
from verme.organisations import actions as organisations
from verme.organisations.terms import RoleKind
from verme.people import actions as people
from verme.people.models import Person
from verme.programmes import actions as programmes
from verme.programmes.models import Programme
from verme.signups import actions as signups
from verme.signups.models import Signup

STARTS_ON, PUBLISHED_ON = dt.date(2026, 9, 16), dt.date(2026, 9, 15)
MEMBERS, WAITING = 4, 4


@dataclass(frozen=True)
class World:
    """Everybody. The last who waits also has a role at work, and so is asked about before sitting; the last mentor leads nothing at first,
    and the one before has an account of their own but sits in no group either.
    """

    house: cast.House
    programme: Programme
    groups: Sequence[Group]
    people: Sequence[Signup]
    mentors: Sequence[Mentor]
    strangers: Sequence[Person]  # coordinator, approver, manager …: nobody of them is in a group
    neighbour: cast.House


def founded() -> World:
    """The groups were published the day before; both towns stand."""
    house, neighbour = cast.seinajoki(), cast.gradia()
    with clock.frozen(make.AUGUST):
        programmes.adopt_preset(house.organisation, preset="seinajoki", by=OPERATOR)
    programme = make.programme(house.organisation, starts_on=STARTS_ON, capacity=60)
    here = Round(house, programme, make.themes(programme), make.slots(programme), make.places(programme))
    members = here.people(3 * MEMBERS + WAITING)
    entries = [here.mentor(name) for name in ("Pirjo Salonen", "Olli Oja", "Heli Heino")]
    draft = here.draft(*((entry, members[MEMBERS * place : MEMBERS * (place + 1)]) for place, entry in enumerate(entries)))
    more = [_registered(house, name) for name in ("Uuno Uusi", "Vilma Vara")]
    with clock.frozen(clock.at(PUBLISHED_ON, dt.time(9))):
        made = groups.publish(draft, revision=draft.revision, by=here.by)
        _everybody_signs_in(members)
    leaders = [row.mentor for entry in entries for row in entry.lead_rows.all()]
    _has_a_role(house, members[-1])
    _chain_of_pay(house, [*leaders, *more])
    _next_door(neighbour)
    Letter.objects.all().delete()
    return World(
        house=house,
        programme=programme,
        groups=list(Group.objects.select_related("programme__organisation").filter(pk__in=[group.pk for group in made])),
        people=list(Signup.objects.filter(pk__in=[each.pk for each in members]).order_by("pk")),
        mentors=list(Mentor.objects.select_related("organisation", "person").filter(organisation=house.organisation).order_by("pk")),
        strangers=[*house.people.values(), *neighbour.people.values(), cast.network_admin()],
        neighbour=neighbour,
    )


def _registered(house: cast.House, name: str) -> Mentor:
    email = f"{name.lower().replace(' ', '.')}@koulu.example"
    return mentors.register(house.organisation, email=email, name=name, language="fi", training=Training.TRAINED, by=OPERATOR)


def _everybody_signs_in(members: Sequence[Signup]) -> None:
    for signup in members:
        person = people.ensure(signup.address, name=signup.name, language="fi", by=OPERATOR)
        signups.tie(person, by=OPERATOR)


def _has_a_role(house: cast.House, signup: Signup) -> None:
    person = Person.objects.get(email=signup.address)
    organisations.grant_role(house.organisation, person=person, kind=RoleKind.DPO, by=OPERATOR)


def _chain_of_pay(house: cast.House, leaders: Sequence[Mentor]) -> None:
    for number, mentor in enumerate(leaders):
        mentor.person = people.ensure(mentor.email, name=mentor.name, language="fi", by=OPERATOR)
        mentor.save(update_fields=["person"])
        house.organisation.staff.create(personnel_number=f"10{number}", name=mentor.name, email=mentor.email)
    made_format = replace(FORMATS[Preset.POPULUS], salary_types=dict.fromkeys(WorkKind, "5310"))
    pay.set_format(house.organisation, made=made_format, by=OPERATOR)


def _next_door(neighbour: cast.House) -> None:
    """The neighbour has a programme, people who signed up, and letters of its own."""
    with clock.frozen(make.AUGUST):
        programmes.adopt_preset(neighbour.organisation, preset="gradia", by=OPERATOR)
    programme = make.programme(neighbour.organisation, starts_on=STARTS_ON)
    there = Round(neighbour, programme, make.themes(programme), make.slots(programme), make.places(programme))
    group = neighbour.organisation.staff_groups.first()
    for number in range(3):
        there.person(f"Naapuri {number}", staff_group=group)
