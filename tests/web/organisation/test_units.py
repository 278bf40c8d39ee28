"""Schools, units and staff groups: listed, added, changed, closed."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import cast
from tests.rooms.organisations.files import take_in
from tests.web.coordinator.conftest import told, words
from verme.audit.actors import OPERATOR
from verme.organisations import actions
from verme.organisations.models import StaffGroup, Unit
from verme.organisations.terms import Level, WorkingTime

pytestmark = pytest.mark.django_db
UNITS, GROUPS = "/o/seinajoki/asetukset/yksikot/", "/o/seinajoki/asetukset/henkilostoryhmat/"
SCHOOL = {"name": "Uusi koulu", "level": "lower", "town": "Ylistaro"}
NURSE = {"names_fi": "Terveydenhoitaja", "names_sv": "Hälsovårdare", "names_en": "", "working_time": "office"}


def test_they_are_listed_with_how_many_of_the_staff_list_each_has(town: cast.House, client: Client) -> None:
    take_in(town)
    read = words(client.get(UNITS))

    assert "Alakylän koulu Perusopetus, vuosiluokat 1–6 2 Muuta" in read
    assert "Luokanopettaja Opettaja, jolla on VESO-päiviä 2 Muuta" in read


def test_a_unit_is_added_changed_and_closed(town: cast.House, client: Client) -> None:
    added = told(client, client.post(f"{UNITS}uusi/", SCHOOL))
    unit = Unit.objects.get(name="Uusi koulu")
    closed = told(client, client.post(f"{UNITS}{unit.pk}/", SCHOOL | {"name": "Vanha koulu", "level": "upper", "is_closed": "on"}))

    unit.refresh_from_db()
    assert "Uusi koulu Perusopetus, vuosiluokat 1–6 Ylistaro" in added
    assert (unit.name, unit.level, unit.town, unit.is_closed) == ("Vanha koulu", Level.UPPER, "Ylistaro", True)
    assert "Vanha koulu suljettu" in closed


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "alakylän KOULU"}, "Tämänniminen yksikkö on jo olemassa."),
        ({"name": " "}, "Kirjoita nimi"),
        ({"level": ""}, "Valitse aste"),
    ],
)
def test_a_unit_is_refused_in_words_and_stays_typed(town: cast.House, client: Client, change: dict[str, str], said: str) -> None:
    before = list(town.organisation.units.order_by("pk").values())
    mine = town.organisation.units.get(name="Harjun koulu")

    for address in (f"{UNITS}uusi/", f"{UNITS}{mine.pk}/"):
        page = client.post(address, SCHOOL | change)
        assert said in words(page)
        assert 'value="Ylistaro"' in page.content.decode()
    assert list(town.organisation.units.order_by("pk").values()) == before


def test_a_staff_group_is_added_last_with_a_key_of_its_name(town: cast.House, client: Client) -> None:
    read = told(client, client.post(f"{GROUPS}uusi/", NURSE))

    group = town.organisation.staff_groups.last()
    assert group is not None
    assert (group.key, group.names, group.working_time) == (
        "terveydenhoitaja",
        {"fi": "Terveydenhoitaja", "sv": "Hälsovårdare"},
        WorkingTime.OFFICE,
    )
    assert "Henkilöstöryhmä on lisätty." in read


def test_a_staff_group_is_renamed_and_closed_and_keeps_its_key(town: cast.House, client: Client) -> None:
    group = town.organisation.staff_groups.get(key="class_teacher")

    told(client, client.post(f"{GROUPS}{group.pk}/", NURSE | {"is_closed": "on"}))

    group.refresh_from_db()
    assert (group.key, group.names["fi"], group.is_closed) == ("class_teacher", "Terveydenhoitaja", True)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"names_fi": "luokanopettaja"}, "Tämänniminen henkilöstöryhmä on jo olemassa."),
        ({"names_fi": ""}, "Kirjoita nimi"),
        ({"working_time": ""}, "Valitse yksi"),
    ],
)
def test_a_staff_group_is_refused_in_words_and_stays_typed(town: cast.House, client: Client, change: dict[str, str], said: str) -> None:
    before = list(town.organisation.staff_groups.values())

    page = client.post(f"{GROUPS}uusi/", NURSE | change)

    assert said in words(page)
    assert 'value="Hälsovårdare"' in page.content.decode()
    assert list(town.organisation.staff_groups.values()) == before


def test_another_organisations_are_not_there(town: cast.House, client: Client, other: cast.House) -> None:
    unit, group = other.units[0], other.organisation.staff_groups.all()[0]

    assert client.post(f"{UNITS}{unit.pk}/", SCHOOL).status_code == 404
    assert client.post(f"{GROUPS}{group.pk}/", NURSE).status_code == 404
    assert (Unit.objects.get(pk=unit.pk).name, StaffGroup.objects.get(pk=group.pk).names) == (unit.name, group.names)


def test_without_units_the_page_says_what_to_do(client: Client, town: cast.House) -> None:
    bare = actions.add(slug="lappi", names={"fi": "Lappi"}, languages=["fi"], preset="seinajoki", by=OPERATOR)
    actions.grant_role(bare, person=town.coordinator, kind=town.coordinator.roles.all()[0].kind, by=OPERATOR)

    assert "Ilman niitä kukaan ei voi ilmoittautua." in words(client.get("/o/lappi/asetukset/yksikot/"))


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.counting
def test_queries_do_not_grow(town: cast.House, client: Client, rows: int, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(rows):
        actions.add_unit(town.organisation, name=f"Koulu no {number}", level=Level.LOWER, by=OPERATOR)
        actions.add_staff_group(town.organisation, names={"fi": f"Ryhmä {number}"}, working_time=WorkingTime.VESO, by=OPERATOR)

    with django_assert_max_num_queries(8):
        assert words(client.get(UNITS)).count("Koulu no") == rows * 2  # the name, and the hidden words of its link
