"""People with access: who has which role, giving and ending one, each with a fresh code."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import cast
from tests.rooms.organisations.files import ALL, HEADER, RAUNI, take_in
from tests.visit import signed_in
from tests.web.coordinator.conftest import told, words
from verme.audit.actors import OPERATOR
from verme.mail.models import Letter
from verme.organisations import actions, queries
from verme.organisations.terms import RoleKind
from verme.people.models import Person

pytestmark = pytest.mark.django_db
PAGE = "/o/seinajoki/asetukset/roolit/"
NEW = {"kind": "coordinator", "unit": "", "name": "Uusi Kollega", "email": "uusi@seinajoki.example", "language": "sv"}


def role_of(town: cast.House, kind: RoleKind) -> int:
    return int(town.people[kind].roles.get(kind=kind).pk)


def test_everybody_with_a_role_is_listed(town: cast.House, client: Client) -> None:
    read = words(client.get(PAGE))

    assert "Reijo Rinne rehtori@seinajoki.example Rehtori, Alakylän koulu" in read
    assert "Riitta Kangas (sinä)" in read
    assert "Vastuuhenkilöitä on vain yksi" in read
    assert read.count("Päätä rooli :") == len(town.people)


def test_a_second_coordinator_gets_in_and_a_letter_in_their_own_language(town: cast.House, client: Client) -> None:
    read = told(client, client.post(f"{PAGE}uusi/", NEW))

    person = Person.objects.get(email="uusi@seinajoki.example")
    assert "Uusi Kollega, vastuuhenkilö" in read
    assert "Vastuuhenkilöitä on vain yksi" not in read
    assert Letter.objects.get(to_address=person.email).language == "sv"
    assert signed_in(person).get(PAGE).status_code == 200


def test_a_principal_gets_the_unit_that_was_chosen(town: cast.House, client: Client) -> None:
    told(client, client.post(f"{PAGE}uusi/", NEW | {"kind": "principal", "unit": str(town.units[1].pk)}))
    told(client, client.post(f"{PAGE}uusi/", NEW | {"kind": "payroll", "unit": str(town.units[1].pk)}))

    roles = queries.roles_of(Person.objects.get(email=NEW["email"]), "seinajoki")
    assert [(role.kind, role.unit) for role in roles] == [("payroll", None), ("principal", town.units[1])]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "principal"}, "Valitse rehtorin koulu tai yksikkö."),
        ({"email": "koordinaattori@seinajoki.example"}, "on jo tämä rooli"),
        ({"email": "ei osoite"}, "muodossa"),
        ({"name": ""}, "Kirjoita nimi"),
        ({"kind": ""}, "Valitse rooli"),
        ({"kind": "network"}, "Uusi Kollega"),
    ],
)
def test_a_role_is_refused_in_words_and_what_was_typed_stays(town: cast.House, client: Client, change: dict[str, str], said: str) -> None:
    before = queries.active_roles().count()

    page = client.post(f"{PAGE}uusi/", NEW | change)

    assert page.status_code == 200
    assert said in page.content.decode()
    assert f'value="{(NEW | change)["email"]}"' in page.content.decode()
    assert queries.active_roles().count() == before
    assert not Person.objects.filter(email=NEW["email"]).exists()


def test_a_unit_of_another_organisation_cannot_be_chosen(town: cast.House, client: Client, other: cast.House) -> None:
    page = client.post(f"{PAGE}uusi/", NEW | {"kind": "principal", "unit": str(other.units[0].pk)})

    assert page.status_code == 200
    assert not Person.objects.filter(email=NEW["email"]).exists()


def test_a_role_ends_after_a_question(town: cast.House, client: Client) -> None:
    role = role_of(town, RoleKind.PAYROLL)
    asked = words(client.get(f"{PAGE}{role}/paata/"))
    read = told(client, client.post(f"{PAGE}{role}/paata/"))

    assert "Päivi Palo" in asked
    assert "Rooli on päättynyt: Päivi Palo, palkanlaskija." in read
    assert queries.roles_of(town.people[RoleKind.PAYROLL], "seinajoki") == []
    assert client.get(f"{PAGE}{role}/paata/").status_code == 404


def test_the_last_coordinator_stays_and_is_told_why(town: cast.House, client: Client) -> None:
    role = role_of(town, RoleKind.COORDINATOR)

    read = words(client.post(f"{PAGE}{role}/paata/"))

    assert "vähintään yksi vastuuhenkilö" in read
    assert client.get(PAGE).status_code == 200


def test_who_ends_the_own_role_is_led_to_the_own_page(town: cast.House, client: Client) -> None:
    actions.appoint(town.organisation, email="toinen@x.example", name="Toinen", language="fi", kind=RoleKind.COORDINATOR, by=OPERATOR)

    response = client.post(f"{PAGE}{role_of(town, RoleKind.COORDINATOR)}/paata/")

    assert response["Location"] == "/oma/"
    assert client.get(PAGE).status_code == 404


def test_both_ask_for_a_fresh_code(town: cast.House) -> None:
    stale, role = signed_in(town.coordinator, fresh=False), role_of(town, RoleKind.PAYROLL)

    assert stale.get(PAGE).status_code == 200
    for address in (f"{PAGE}uusi/", f"{PAGE}{role}/paata/"):
        assert stale.get(address)["Location"].startswith("/kirjaudu/varmista/")
        assert stale.post(address, NEW)["Location"].startswith("/kirjaudu/varmista/")
    assert len(queries.people_with_access(town.organisation)) == len(town.people)


def test_another_organisations_role_is_not_there(town: cast.House, client: Client, other: cast.House) -> None:
    theirs = role_of(other, RoleKind.PAYROLL)

    assert client.post(f"{PAGE}{theirs}/paata/").status_code == 404
    assert client.get("/o/gradia/asetukset/roolit/").status_code == 404
    assert queries.roles_of(other.people[RoleKind.PAYROLL], "gradia")


def test_who_left_the_staff_list_is_marked(town: cast.House, client: Client) -> None:
    rauni = actions.appoint(town.organisation, email=RAUNI[2], name=RAUNI[1], language="fi", kind=RoleKind.APPROVER, by=OPERATOR)
    take_in(town)
    before = words(client.get(PAGE))
    take_in(town, ALL[:1], HEADER)

    assert "Ei enää henkilöstölistalla" not in before
    assert "Rauni Rehtori rauni@seinajoki.example Hyväksyjä Ei enää henkilöstölistalla" in words(client.get(PAGE))
    assert queries.active_roles().filter(pk=rauni.pk).exists()


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.counting
def test_queries_do_not_grow(town: cast.House, client: Client, rows: int, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(rows):
        actions.appoint(
            town.organisation, email=f"p{number}@x.example", name=f"P {number}", language="fi", kind=RoleKind.APPROVER, by=OPERATOR
        )

    with django_assert_max_num_queries(8):
        assert words(client.get(PAGE)).count("@x.example") == rows
