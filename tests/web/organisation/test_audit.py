"""The data protection officer's log: who did what and when, without content."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import cast
from tests.house.inspectors import source
from tests.visit import signed_in
from verme.audit import actions as audit
from verme.audit.actors import VISITOR
from verme.audit.models import Entry
from verme.organisations.terms import RoleKind
from verme.web.organisation.log_words import words_of

pytestmark = pytest.mark.django_db
PAGE = "/o/seinajoki/loki/"


@pytest.fixture
def house() -> cast.House:
    return cast.seinajoki()


@pytest.fixture
def officer(house: cast.House) -> Client:
    return signed_in(house.people[RoleKind.DPO])


def test_it_tells_who_did_what(house: cast.House, officer: Client) -> None:
    member = cast.stranger()
    audit.record("unit.changed", house.units[0], by=house.coordinator.acting("coordinator"), organisation=house.organisation.pk)
    audit.record("signup.confirmed", house.units[0], by=member.acting("member"), organisation=house.organisation.pk)
    audit.record("signup.received", house.units[0], by=VISITOR, organisation=house.organisation.pk)
    page = officer.get(PAGE).content.decode()

    assert "Yksikkö: muutettu" in page and "Riitta Kangas, vastuuhenkilö" in page
    assert "Ilmoittautuminen: vahvistettu" in page and f"henkilö {member.pk}" in page and member.name not in page
    assert "kävijä" in page


def test_it_tells_no_content_and_nothing_of_others(house: cast.House, officer: Client) -> None:
    audit.record("unit.changed", house.units[0], by=VISITOR, organisation=house.organisation.pk, secret="LEAK")
    other = cast.gradia()
    audit.record("theme.added", other.units[0], by=other.coordinator.acting("coordinator"), organisation=other.organisation.pk)
    page = officer.get(PAGE).content.decode()

    assert "LEAK" not in page
    assert "Teema: lisätty" not in page


def test_it_narrows_to_one_deed(house: cast.House, officer: Client) -> None:
    page = officer.get(f"{PAGE}?teko=unit.added").content.decode()

    assert page.count('<td role="cell">Yksikkö: lisätty</td>') == 3
    assert '<td role="cell">Rooli: annettu</td>' not in page
    assert '<td role="cell">Rooli: annettu</td>' in officer.get(f"{PAGE}?teko=' OR 1").content.decode()


@pytest.mark.parametrize("rows", [1, 120])
@pytest.mark.counting
def test_queries_do_not_grow(house: cast.House, officer: Client, rows: int, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for person in [house.coordinator, cast.stranger()] * (rows // 2):
        audit.record("unit.changed", house.units[0], by=person.acting("coordinator"), organisation=house.organisation.pk)
    with django_assert_max_num_queries(12):
        page = officer.get(PAGE).content.decode()

    assert ("sivu=2" in page) is (Entry.objects.filter(organisation_id=house.organisation.pk).count() > 100)


VERB = re.compile(r'audit\.record\(\s*"([a-z_]+\.[a-z_]+)"')


def test_every_verb_of_the_code_has_words() -> None:
    verbs = {verb for module in source.house() for verb in VERB.findall(module.text)}

    assert verbs
    assert {verb for verb in verbs if words_of(verb) == verb} == set()
