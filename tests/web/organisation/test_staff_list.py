"""The staff list: who is on it and who was, searched; what waits."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import cast
from tests.rooms.organisations.files import AINO, ALL, BERTTA, RAUNI, received, take_in
from tests.web.coordinator.conftest import words

pytestmark = pytest.mark.django_db
PAGE = "/o/seinajoki/asetukset/henkilosto/"


def test_an_empty_list_says_what_it_is_for(town: cast.House, client: Client) -> None:
    read = words(client.get(PAGE))

    assert "Henkilöstölistaa ei ole vielä." in read
    assert "Tuo lista" in read


def test_people_stand_by_name_with_school_work_and_supervisor(town: cast.House, client: Client) -> None:
    take_in(town)

    read = words(client.get(PAGE))

    assert "Aino Aalto aino@seinajoki.example Alakylän koulu Opettaja Luokanopettaja Rauni Rehtori 1001 Bertta Berg" in read
    assert "Listalla 3" in read
    assert "Tuotu viimeksi" in read


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("haku=aino", ["Aino Aalto"]),
        ("haku=harjun", ["Bertta Berg"]),
        ("haku=100", ["Aino Aalto", "Bertta Berg", "Rauni Rehtori"]),
        ("haku=aalto+alakyl", ["Aino Aalto"]),
        ("haku=xyz", []),
        ("tila=poissa", []),
        ("sivu=99", ["Aino Aalto", "Bertta Berg", "Rauni Rehtori"]),
        ("sivu=x&tila=x", ["Aino Aalto", "Bertta Berg", "Rauni Rehtori"]),
    ],
)
def test_it_is_searched(town: cast.House, client: Client, asked: str, found: list[str]) -> None:
    take_in(town)

    shown = client.get(f"{PAGE}?{asked}").content.decode()

    assert [name for name in (row[1] for row in ALL) if f'role="rowheader">{name}' in shown] == found


def test_who_is_not_on_the_list_any_more_stands_apart(town: cast.House, client: Client) -> None:
    take_in(town)
    take_in(town, [(*AINO[:6], ""), RAUNI])

    now, gone = words(client.get(PAGE)), words(client.get(f"{PAGE}?tila=poissa"))

    assert BERTTA[1] not in now
    assert "Ei listalla 1" in now
    assert BERTTA[1] in gone
    assert AINO[1] not in gone


def test_a_file_that_waits_is_told_to_every_coordinator(town: cast.House, client: Client) -> None:
    received(town)

    assert "Tiedosto lista.csv odottaa hyväksyntää (Riitta Kangas)." in words(client.get(PAGE))


def test_another_organisations_list_is_not_there(town: cast.House, client: Client, other: cast.House) -> None:
    take_in(other, [(*AINO[:3], "", "", "", "")])

    assert client.get("/o/gradia/asetukset/henkilosto/").status_code == 404
    assert AINO[1] not in words(client.get(PAGE))


@pytest.mark.parametrize("rows", [1, 60])
@pytest.mark.counting
def test_queries_do_not_grow(town: cast.House, client: Client, rows: int, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    take_in(town, [RAUNI, *((str(2000 + n), f"Ihminen {n}", f"p{n}@x.example", "Harjun koulu", "", "", "1009") for n in range(rows))])

    with django_assert_max_num_queries(12):
        shown = words(client.get(PAGE))

    assert shown.count("Ihminen") == min(rows, 50)
