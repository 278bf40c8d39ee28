"""Who looks at the pages: everybody that the product knows, and those who are in the middle of something."""

from collections.abc import Callable, Mapping

from django.test import Client

from tests.pages.world import Scene
from tests.rooms.signups.table import Table
from tests.visit import signed_in
from tests.web.public.way import Way
from verme.demo.people import NETWORK
from verme.people.models import Person


def _way(scene: Scene) -> Way:
    season = scene.spring.programme
    rows = [list(getattr(season, name).all()) for name in ("themes", "slots", "places")]
    return Way(Table(scene.house, season, *rows))


def _half_way(scene: Scene) -> Client:
    way = _way(scene)
    way.to_check(staff_group="vocational_teacher")
    return way.client


def _thanked(scene: Scene) -> Client:
    way = _way(scene)
    way.send(staff_group="vocational_teacher")
    return way.client


def _with_the_letter(scene: Scene) -> Client:
    """Opened the letter's link and began to change the answers."""
    secret, client = scene.spring.letter_link("m"), Client()
    opened = client.post(f"/m/{secret}/")
    client.post(opened.headers["Location"])
    return client


def _student(scene: Scene) -> Client:
    client = Client()
    client.post(f"/kutsu/{scene.spring.students_link()}/")
    return client


def _waits_for_a_code(scene: Scene) -> Client:
    client = Client()
    client.post("/kirjaudu/", {"email": scene.house.coordinator.email})
    return client


def _proves(scene: Scene) -> Client:
    """Signed in long ago, has asked for a fresh code."""
    client = signed_in(scene.house.coordinator, fresh=False)
    client.post("/kirjaudu/varmista/")
    return client


def _as(who: str) -> Callable[[Scene], Client]:
    return lambda scene: signed_in(scene.person(who))


def _network(scene: Scene) -> Client:
    return signed_in(Person.objects.get(email=NETWORK[0]))


def _bare(scene: Scene) -> Client:
    return signed_in(Person.objects.get(email="koordinaattori@uusi.example"))


# The most telling first: what one has seen need not be looked at as another.
ROLES: Mapping[str, Callable[[Scene], Client]] = {
    "a visitor": lambda scene: Client(),
    "half way through the sign-up": _half_way,
    "signed up": _thanked,
    "with the letter's link": _with_the_letter,
    "with a students' link": _student,
    "waiting for a code": _waits_for_a_code,
    "the coordinator": _as("koordinaattori"),
    "the coordinator, to be proven": _proves,
    "the coordinator of a bare organisation": _bare,
    "the approver": _as("hyvaksyja"),
    "the education manager": _as("johtaja"),
    "the payroll clerk": _as("palkat"),
    "the principal": _as("rehtori"),
    "the data protection officer": _as("tietosuoja"),
    "the mentor": _as("mentori"),
    "the participant": _as("osallistuja"),
    "the network's administrator": _network,
}
