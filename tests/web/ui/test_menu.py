"""The head names one desk and links the others."""

import pytest
from django.test import Client

from tests import cast, make
from tests.visit import signed_in
from verme.audit.actors import OPERATOR
from verme.kernel import clock
from verme.organisations import actions as organisations
from verme.organisations.terms import RoleKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def both() -> Client:
    """Seinäjoki's coordinator, who also pays for Gradia."""
    seinajoki, gradia = cast.seinajoki(), cast.gradia()
    organisations.grant_role(gradia.organisation, person=seinajoki.coordinator, kind=RoleKind.PAYROLL, unit=None, by=OPERATOR)
    return signed_in(seinajoki.coordinator)


def _elsewhere(client: Client, address: str) -> list[tuple[str, str]]:
    return [(line.label, line.url) for line in client.get(address).context["elsewhere"]]


def test_at_one_desk_the_other_is_linked(both: Client) -> None:
    assert _elsewhere(both, "/o/seinajoki/") == [("Gradia", "/o/gradia/")]
    assert _elsewhere(both, "/o/gradia/") == [("Seinäjoki", "/o/seinajoki/")]


def test_from_ones_own_page_every_desk_is_linked(both: Client) -> None:
    assert _elsewhere(both, "/ui/") == [("Seinäjoki", "/o/seinajoki/"), ("Gradia", "/o/gradia/")]


def test_who_has_one_desk_sees_no_other() -> None:
    assert _elsewhere(signed_in(cast.seinajoki().coordinator), "/o/seinajoki/") == []


def test_a_visitor_has_none() -> None:
    assert _elsewhere(Client(), "/ui/") == []


def _lines(client: Client, address: str) -> list[tuple[str, str]]:
    return [(line.label, line.url) for line in client.get(address).context["menu"]]


def test_a_coordinators_menu_is_the_same_on_the_organisations_own_pages_as_in_the_year() -> None:
    house = cast.seinajoki()
    with clock.frozen(make.AUGUST):
        make.programme(house.organisation)
        client = signed_in(house.coordinator)
        in_the_year = _lines(client, "/o/seinajoki/ohjelmat/seinajoki-2026/")

        assert ("Hyvitys", "/o/seinajoki/ohjelmat/seinajoki-2026/hyvitys/") in in_the_year
        assert _lines(client, "/o/seinajoki/tunnit/") == in_the_year
        assert _lines(client, "/o/seinajoki/asetukset/") == in_the_year


@pytest.mark.parametrize("kind", [kind for kind in cast.NAMES if kind != RoleKind.COORDINATOR])
def test_the_first_page_of_a_role_leads_to_everything_its_menu_has(kind: RoleKind) -> None:
    client = signed_in(cast.seinajoki().people[kind])

    page = client.get("/o/seinajoki/")

    urls = [line.url for line in page.context["menu"] if line.url.startswith("/o/seinajoki/")]
    assert set(urls) <= {each["url"] for each in page.context["pages"]}
