"""House test 3, second half: every address × role × own and other organisation × GET and POST, made from the map and the policy table."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_resolver, path

from tests import cast, make
from tests.house.inspectors.doors import addresses
from tests.house.inspectors.sweep import Knocker, sweep
from tests.visit import signed_in
from verme.organisations.terms import Permission, RoleKind
from verme.people.models import Person
from verme.urls import urlpatterns as house
from verme.web.ui.desk import Desk
from verme.web.ui.doors import Door, own, staff

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # doors ask the policy table, never a database of one sort


@pytest.fixture
def named() -> dict[str, str]:
    """What the addresses name: an organisation and its programme."""
    return {"organisation": "seinajoki", "programme": "seinajoki-2026"}


@pytest.fixture
def knockers(named: dict[str, str]) -> list[Knocker]:
    """Everybody of Seinäjoki, whose addresses are walked; strangers of every sort."""
    seinajoki, gradia = cast.seinajoki(), cast.gradia()
    make.programme(seinajoki.organisation, slug=named["programme"])
    make.programme(gradia.organisation)

    def client(person: Person) -> Client:
        made = signed_in(person)
        made.raise_request_exception = False
        return made

    visitor = Client(raise_request_exception=False)
    return [
        *(Knocker(f"Seinäjoki's {kind}", client(person), frozenset({kind})) for kind, person in seinajoki.people.items()),
        *(Knocker(f"Gradia's {kind}", client(person)) for kind, person in gradia.people.items()),
        Knocker("the network's administrator", client(cast.network_admin()), is_network=True),
        Knocker("somebody without a role", client(cast.stranger())),
        Knocker("a visitor", visitor, is_known=False),
    ]


@pytest.mark.slow
def test_only_who_may_gets_in(knockers: list[Knocker], named: dict[str, str], at: Callable[..., None]) -> None:
    at(make.AUGUST)
    found = [address for address in addresses(get_resolver().url_patterns) if not address.name.startswith("development")]
    found.sort(key=lambda address: address.name == "account_logout")  # whoever has signed out gets in nowhere: last

    assert list(sweep(found, knockers, named)) == []


def _hung(view: Callable[..., HttpResponse], door: Door) -> Callable[..., HttpResponse]:
    """A view that only says that it has a door."""

    def page(request: HttpRequest, **names: str) -> HttpResponse:
        return view(request, **names)

    page.door = door  # type: ignore[attr-defined]
    return page


@own
def fine(request: HttpRequest, desk: Desk) -> HttpResponse:
    return HttpResponse()


@staff(Permission.SEE_SIGNUPS)
def broken(request: HttpRequest, desk: Desk) -> HttpResponse:
    raise RuntimeError("a page that does not work")


OPEN, BROKEN, FINE = mine = [
    path("o/<slug:organisation>/open/", _hung(lambda request, **_: HttpResponse(), Door("staff", Permission.SEE_SIGNUPS))),
    path("o/<slug:organisation>/broken/", broken),
    path("oma/fine/", fine),
]
urlpatterns = [*mine, *house]  # the pages that say no link to the rest of the house


@pytest.mark.urls("tests.house.test_3_nobody_gets_past")
def test_a_door_that_does_not_close_is_caught(knockers: list[Knocker], named: dict[str, str]) -> None:
    open_door, broken_page = addresses([OPEN, BROKEN])

    assert set(sweep([open_door], knockers, named)) == {
        *(f"{method} /o/seinajoki/open/ as a visitor: in, not sign in" for method in ("GET", "POST")),
        *(
            f"{method} /o/seinajoki/open/ as {knocker.name}: in, not {'403' if knocker.roles else '404'}"
            for method in ("GET", "POST")
            for knocker in knockers
            if knocker.is_known and RoleKind.COORDINATOR not in knocker.roles
        ),
    }
    assert set(sweep([broken_page], knockers, named)) == {
        f"{method} /o/seinajoki/broken/ as Seinäjoki's coordinator: 500, not in" for method in ("GET", "POST")
    }


@pytest.mark.urls("tests.house.test_3_nobody_gets_past")
def test_a_door_that_closes_is_left_in_peace(knockers: list[Knocker], named: dict[str, str]) -> None:
    assert list(sweep(addresses([FINE]), knockers, named)) == []
