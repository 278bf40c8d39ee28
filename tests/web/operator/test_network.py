"""The network in numbers, without names (decisions.md §2)."""

import pytest
from django.test import Client
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from tests import cast, make
from tests.visit import signed_in
from verme.audit.actors import OPERATOR
from verme.mentors import actions as mentors
from verme.mentors.terms import Training
from verme.organisations import actions as organisations

pytestmark = pytest.mark.django_db
PAGE = "/verkosto/"


@pytest.fixture
def network() -> Client:
    return signed_in(cast.network_admin())


def test_numbers_and_the_public_contact_but_no_names(network: Client) -> None:
    house = cast.seinajoki()
    organisations.change(house.organisation, by=OPERATOR, contact_email="verme@seinajoki.example")
    make.programme(house.organisation), make.programme(house.organisation, slug="salaa", titles={"fi": "Salaa"}, announced=False)
    for number, training in enumerate([Training.TRAINED, Training.TRAINED, Training.RETIRED]):
        mentors.register(house.organisation, email=f"m{number}@seinajoki.example", name=f"Mentori {number}", training=training, by=OPERATOR)
    page = network.get(PAGE).content.decode()
    told = " ".join(strip_tags(page).split())

    assert [part in told for part in ("Seinäjoki", "verme@seinajoki.example", "Verme 2026–2027")] == [True] * 3
    assert "<dt>mentoria rekistereissä</dt><dd>2</dd>" in page
    for secret in ["Salaa", "Mentori 1", "m1@", "Riitta Kangas", "koordinaattori@"]:
        assert secret not in told


@pytest.mark.parametrize("houses", [1, 12])
@pytest.mark.counting
def test_queries_do_not_grow(network: Client, houses: int, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(houses):
        made = organisations.add(slug=f"house-{number}", names={"fi": f"House {number}"}, languages=["fi"], preset="gradia", by=OPERATOR)
        make.programme(made)
    with django_assert_max_num_queries(12):
        page = network.get(PAGE).content.decode()

    assert page.count("House ") == houses


def test_an_empty_network_says_how_to_begin(network: Client) -> None:
    assert "verme organisation add" in network.get(PAGE).content.decode()
