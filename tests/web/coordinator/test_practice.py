"""A practice is begun from K1, says what it is on every page, and is taken away by one click."""

import pytest
from django.test import Client

from tests import cast
from tests.visit import signed_in
from tests.web.coordinator.conftest import told, words
from verme.mail.models import Letter
from verme.organisations.terms import RoleKind
from verme.practice import queries
from verme.programmes.models import Programme

pytestmark = pytest.mark.django_db
HOME, BEGIN = "/o/seinajoki/", "/o/seinajoki/harjoitus/"


def begun(client: Client, house: cast.House) -> Programme:
    assert client.post(BEGIN).status_code == 302
    practice = queries.practice_of(house.organisation, house.coordinator)
    assert practice is not None
    return practice


def test_a_new_coordinator_tries_everything_and_takes_it_away(client: Client, house: cast.House) -> None:
    assert "Kokeile esimerkkiaineistolla" in words(client.get(HOME))

    practice = begun(client, house)
    year = f"/o/seinajoki/ohjelmat/{practice.slug}/"
    end = f"{year}poista-harjoitus/"

    page = client.get(year)
    assert "54" in words(page)
    assert f'href="{end}"' in page.content.decode()
    assert "Kokeile esimerkkiaineistolla" not in words(page)
    assert client.get(end).status_code == 200
    assert queries.practice_of(house.organisation, house.coordinator) == practice

    assert "Esimerkki on poistettu" in told(client, client.post(end))
    assert queries.practice_of(house.organisation, house.coordinator) is None
    assert not Letter.objects.exists()


def test_without_staff_groups_the_page_says_what_is_missing(client: Client, house: cast.House) -> None:
    house.organisation.staff_groups.update(is_closed=True)

    assert "Lisää ensin henkilöstöryhmät" in told(client, client.post(BEGIN))
    assert not Programme.objects.exists()


def test_looking_makes_nothing_and_others_may_not(client: Client, house: cast.House) -> None:
    assert client.get(BEGIN).status_code == 405
    assert signed_in(house.people[RoleKind.APPROVER]).post(BEGIN).status_code == 403
    assert not Programme.objects.exists()
