"""A world to look at: an organisation of the example world in the middle of its year, beside one that has only just been founded.

Of the year's programme the groups are published; in the spring's a proposal lies on the board and another one is being searched for;
a third gave its places by lot.
"""

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from django.core.cache import cache
from PIL import Image

from tests import cast, make
from tests.pages import snapshot
from tests.pages.living import enliven
from tests.rooms.signups.table import Table
from tests.web.examples import Town
from verme.audit.actors import OPERATOR
from verme.demo import build
from verme.demo.people import ROLES
from verme.demo.time import BEGINS
from verme.demo.worlds import GRADIA, World
from verme.groups import actions as groups
from verme.groups import jobs
from verme.groups.models import Consent, Draft, Group, Lock, Run
from verme.groups.rules import Criteria
from verme.groups.terms import LockKind, RunState
from verme.kernel import clock
from verme.mentors import actions as mentors
from verme.organisations import actions as organisations
from verme.organisations.models import Organisation
from verme.organisations.terms import RoleKind
from verme.people import actions as people
from verme.people.models import Person
from verme.programmes.models import Programme
from verme.programmes.terms import Admission
from verme.signups import actions as signups
from verme.signups.models import Signup

PEOPLE = {kind: who for who, kind in ROLES.items()}


@dataclass
class Season(Town):
    """One programme of the example organisation, whose things are the examples for addresses."""

    chosen: Programme

    @property
    def marker(self) -> str:
        return "Marja Ääninen"

    @cached_property
    def programme(self) -> Programme:
        return self.chosen

    @cached_property
    def signup(self) -> Signup:
        """One that says something about company, where such texts are still kept."""
        return Signup.objects.filter(programme=self.chosen).latest("apart", "id")

    @cached_property
    def draft(self) -> Draft:
        return Draft.objects.filter(programme=self.chosen).earliest("number")

    @cached_property
    def run(self) -> Run:
        return Run.objects.filter(draft__programme=self.chosen).latest("id")

    @cached_property
    def group(self) -> Group:
        return Group.objects.filter(consents__isnull=False)[0]

    @cached_property
    def consent(self) -> Consent:
        return self.group.consents.get()


@dataclass(frozen=True)
class Scene:
    """What there is to look at."""

    autumn: Season
    spring: Season
    lots: Season
    bare: Organisation  # founded, nothing decided yet

    @property
    def house(self) -> cast.House:
        return self.autumn.house

    def person(self, who: str) -> Person:
        """Somebody of the example world: "coordinator@gradia.example" is `person("koordinaattori")`."""
        return Person.objects.get(email=f"{who}@{self.house.organisation.slug}.example")


@contextmanager
def example_world(plan: World) -> Iterator[cast.House]:
    """An organisation of the example world as the demo builds it, on the morning on which that begins; then the database is as before."""
    cache.clear()
    before = snapshot.keep()
    try:
        build.world(plans=[plan])
        with clock.frozen(BEGINS):
            organisation = Organisation.objects.get(slug=plan.slug)
            staff = {kind: Person.objects.get(email=f"{who}@{organisation.slug}.example") for kind, who in PEOPLE.items()}
            yield cast.House(organisation, list(organisation.units.all()), staff)
    finally:
        snapshot.put_back(before)


@contextmanager
def standing(plan: World = GRADIA) -> Iterator[Scene]:
    """The example world with more in it than usual, so that every page has something to show."""
    with example_world(plan) as house:
        autumn, spring = seasons(house)
        signed_in_once(house)
        enliven(house, autumn.programme)
        _somebody_with_a_role(house, spring.programme)
        _company(spring.programme)
        _logo(house)
        propose(house, spring.programme)
        _locked(spring)
        yield Scene(autumn, spring, Season(house, _drawn(house)), _bare())


def seasons(house: cast.House) -> tuple[Season, Season]:
    """The year, whose groups are published, and the spring."""
    slug = house.organisation.slug
    autumn, spring = (house.organisation.programmes.get(slug=f"{slug}-{name}") for name in ("2026", "kevat-2027"))
    return Season(house, autumn), Season(house, spring)


def signed_in_once(house: cast.House) -> None:
    """Signing in has tied the participant and the mentor to what is known under their addresses."""
    for who in ("osallistuja", "mentori"):
        person = Person.objects.get(email=f"{who}@{house.organisation.slug}.example")
        by = person.acting("member")
        signups.tie(person, by=by)
        mentors.tie(person, by=by)


def _somebody_with_a_role(house: cast.House, spring: Programme) -> None:
    """The principal has signed up too, and the mentor is asked whether that is fine with the group."""
    group = Group.objects.filter(leaders__mentor__person__email=f"mentori@{house.organisation.slug}.example")[0]
    principal = house.people[RoleKind.PRINCIPAL]
    somebody = Signup.objects.filter(programme=spring).latest("id")
    Signup.objects.filter(pk=somebody.pk).update(name=principal.name, email=principal.email, address=principal.email)
    Consent.objects.create(group=group, signup=somebody)


def _company(spring: Programme) -> None:
    """Somebody wrote about company."""
    one, other = Signup.objects.filter(programme=spring).order_by("id")[:2]
    Signup.objects.filter(pk=one.pk).update(apart=other.name, together="Maija", wish="Mielellään aamulla.")


def _logo(house: cast.House) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (240, 80), "#12436d").save(picture, "PNG")
    organisations.set_logo(house.organisation, content=picture.getvalue(), by=house.coordinator.acting("coordinator"))


def propose(house: cast.House, spring: Programme, *, seconds: int = 3) -> None:
    """One was found, another one is being searched for."""
    by = house.coordinator.acting("coordinator")
    found = groups.ask(spring, criteria=Criteria(), by=by)
    Run.objects.filter(pk=found.pk).update(seconds=seconds)
    jobs.form_groups.call(found.pk)
    found.refresh_from_db()
    running, now = groups.ask(spring, criteria=Criteria(), by=by), clock.real_now()
    Run.objects.filter(pk=running.pk).update(
        state=RunState.RUNNING, started_at=now - dt.timedelta(seconds=12), beat_at=now + dt.timedelta(hours=1), progress=found.progress
    )


def _locked(spring: Season) -> None:
    """Somebody stays where the proposal put them."""
    placed = spring.draft.placements.select_related("group")[0]
    Lock.objects.create(draft=spring.draft, signup=placed.signup, entry_id=placed.group.entry_id, kind=LockKind.STAY)


def _drawn(house: cast.House) -> Programme:
    """A programme with two places for five people, given by lot."""
    programme = make.programme(
        house.organisation,
        slug="arvottu",
        titles={"fi": "Arvotut", "sv": "Utlottade", "en": "Drawn"},
        capacity=2,
        admission=Admission.LOTTERY,
    )
    table = Table(house, programme, make.themes(programme), make.slots(programme), make.places(programme))
    with clock.frozen(make.AUGUST):
        for _each in range(5):
            table.send(staff_group=house.organisation.staff_groups.all()[0])
    with clock.frozen(make.OCTOBER):
        signups.draw(programme, by=house.coordinator.acting("coordinator"))
    return programme


def _bare() -> Organisation:
    """An organisation of which there is a name and a coordinator."""
    made = organisations.add(slug="uusi", names={"fi": "Uusi kunta"}, languages=["fi", "sv", "en"], preset="seinajoki", by=OPERATOR)
    coordinator = people.ensure("koordinaattori@uusi.example", name="Uuno Uusi", language="fi", by=OPERATOR)
    organisations.grant_role(made, person=coordinator, kind=RoleKind.COORDINATOR, by=OPERATOR)
    return made
