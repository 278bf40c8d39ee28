"""Two published groups that live, and what is asked about them."""

import datetime as dt
from typing import Any

from tests import make
from tests.rooms.groups.round import Round
from verme.audit.actors import OPERATOR
from verme.audit.models import Entry
from verme.groups import actions, queries
from verme.groups.models import Group, Seat
from verme.mail.models import Letter
from verme.mentors import actions as mentors
from verme.mentors.models import Mentor
from verme.mentors.terms import Training
from verme.organisations import actions as organisations
from verme.organisations.terms import RoleKind
from verme.people import actions as people
from verme.signups.models import Signup

LATER = make.OCTOBER + dt.timedelta(days=40)


class Year:
    """Groups A and B of four; eight more wait."""

    def __init__(self, here: Round) -> None:
        self.here, self.people = here, here.people(16)
        entries = [here.mentor("Pirjo Salonen"), here.mentor("Heikki Mäkelä")]
        draft = here.draft((entries[0], self.people[:4]), (entries[1], self.people[4:8]))
        self.a, self.b = actions.publish(draft, revision=1, by=here.by)

    @property
    def by(self) -> Any:
        return self.here.by

    def seat(self, number: int) -> Seat:
        return Seat.objects.get(signup=self.people[number], until__isnull=True)

    def register(self, name: str, training: Training = Training.TRAINED) -> Mentor:
        email = f"{name.lower().replace(' ', '.')}@koulu.example"
        return mentors.register(self.here.house.organisation, email=email, name=name, language="fi", training=training, by=OPERATOR)


def names(group: Group) -> list[str]:
    return [seat.signup.name for seat in queries.seats_now().filter(group=group)]


def led(group: Group) -> list[str]:
    return [leader.mentor.name for leader in queries.leaders_now().filter(group=group)]


def state(signup: Signup) -> str:
    return Signup.objects.values_list("state", flat=True).get(pk=signup.pk)


def verbs() -> list[str]:
    found = Entry.objects.filter(verb__regex=r"^(seat|group|signup|queue)\.", happened_at__gte=LATER).order_by("id")
    return list(found.values_list("verb", flat=True))


def approver(year: Year, number: int) -> Signup:
    signup = year.people[number]
    person = people.ensure(signup.address, name=signup.name, language="fi", by=OPERATOR)
    organisations.grant_role(year.here.house.organisation, person=person, kind=RoleKind.APPROVER, by=OPERATOR)
    Letter.objects.all().delete()
    return signup
