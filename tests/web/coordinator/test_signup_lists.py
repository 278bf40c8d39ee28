"""The list of sign-ups to take along, on paper, and drawn by lot."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import cast, make
from tests.rooms.signups.table import Table, letters, verbs
from tests.visit import signed_in
from tests.web.coordinator.conftest import told, words
from tests.web.coordinator.signing_up import LIST, fresh
from verme.audit.actors import VISITOR
from verme.audit.models import Entry
from verme.kernel import tables
from verme.kernel.tables import Table as File
from verme.mail.models import Letter
from verme.programmes.terms import Admission, Kind
from verme.signups import actions
from verme.signups.models import Signup
from verme.signups.terms import State

pytestmark = pytest.mark.django_db
EXPORT, NAMES, DRAW = f"{LIST}lataa/", f"{LIST}nimilista/", f"{LIST}arvonta/"


def workbook(client: Client) -> File:
    answer = client.post(EXPORT)
    assert answer["Content-Disposition"] == 'attachment; filename="ilmoittautuneet-seinajoki-2026.xlsx"'
    return tables.read(answer.content, "list.xlsx")


def test_the_workbook_has_a_row_a_sign_up(client: Client, table: Table) -> None:
    actions.confirm(table.apply("Aino Öhman", slots={table.slots[0]: 2, table.slots[2]: 1}, places={table.places[1]: 1}), by=VISITOR)
    table.apply("Bertta Aalto", unit=None, other_unit="Nurmon lukio", any_theme=True, themes=[])
    actions.withdraw(table.apply("Cecilia Pois"), by=VISITOR)

    held = workbook(client)

    rows = [dict(zip(held.header.cells, row.cells, strict=True)) for row in held.rows]
    assert [row["Nimi"] for row in rows] == ["Bertta Aalto", "Aino Öhman"]
    reference = Signup.objects.get(name="Aino Öhman").reference
    assert rows[1] == {
        "Tunnus": reference,
        "Nimi": "Aino Öhman",
        "Sähköposti": "aino.öhman@koulu.example",
        "Koulu tai yksikkö": "Alakylän koulu",
        "Työ": "Luokanopettaja",
        "Uusi tehtävässään": "",
        "Oppiaine": "",
        "Kielet": "Suomi",
        "Tila": "Paikka on varattu",
        "Sija varasijoilla": "",
        "Ilmoittautumispäivä": "2026-08-20",
        "Aika": "09:00",
        "Miten tuli": "Lomake",
        "Vahvistettu": "kyllä",
        "Tarkistettavaa": "",
        "1. toive": "Teema 2",
        "2. toive": "",
        "3. toive": "",
        "Mikä tahansa teema käy": "",
        "ma 14.30–16.00": "Sopii hyvin",
        "ke 14.30–16.00": "Sopii tarvittaessa",
        "ti 14.30–16.00": "",
        "to 14.30–16.00": "",
        "Keskusta": "",
        "Etänä": "Sopii tarvittaessa",
    }
    assert (rows[0]["Koulu tai yksikkö"], rows[0]["Tarkistettavaa"]) == ("Nurmon lukio", "Vahvistamatta, Työpaikka puuttuu listasta")


def test_what_is_for_the_coordinators_eyes_is_not_in_the_file(client: Client, table: Table) -> None:
    table.themes[1].kind = Kind.LONG_CAREER
    table.themes[1].save()
    table.apply("=HYPERLINK(1)", wish="SALAISUUS", apart="SALAISUUS", together="SALAISUUS")

    held = workbook(client)

    cells = [cell for row in held.rows for cell in row.cells]
    assert "SALAISUUS" not in "".join(cells)
    assert "Teema 2" not in cells
    assert "Teemaryhmä" in cells
    assert "=HYPERLINK(1)" in cells  # text, not a formula


def test_taking_the_file_is_logged_and_looking_is_not(client: Client, table: Table) -> None:
    table.fill(2)

    assert "2 riviä: kaikki, joiden ilmoittautuminen on voimassa." in words(client.get(EXPORT))
    assert "signups.exported" not in verbs()
    client.post(EXPORT)
    assert Entry.objects.get(verb="signups.exported").facts == {"rows": 2}


def test_a_fresh_code_is_asked_for_first(house: cast.House, table: Table) -> None:
    table.fill(1)
    client = signed_in(house.coordinator, fresh=False)

    assert client.get(EXPORT)["Location"].startswith("/kirjaudu/varmista/")
    assert client.post(EXPORT)["Location"].startswith("/kirjaudu/varmista/")
    assert "signups.exported" not in verbs()


@pytest.mark.parametrize(("page", "most"), [(EXPORT, 25), (NAMES, 12), (f"{NAMES}?ketka=kaikki", 12)])
@pytest.mark.counting
def test_queries_do_not_grow_with_rows(client: Client, table: Table, page: str, most: int) -> None:
    table.apply()
    counts = []
    for more in (0, 29):
        table.fill(more)
        with CaptureQueriesContext(connection) as queries:
            (client.post if page == EXPORT else client.get)(page)
        counts.append(len(queries))
    assert counts[1] <= counts[0] <= most


def test_names_on_paper(client: Client, table: Table) -> None:
    for name in ("Aino Öhman", "Bertta Aalto", "Cecilia Berg", "Daavid Dahl"):
        table.apply(name)

    accepted, everybody = words(client.get(NAMES)), words(client.get(f"{NAMES}?ketka=kaikki"))

    assert "1 Bertta Aalto Alakylän koulu Luokanopettaja 2 Cecilia Berg" in accepted
    assert "Daavid Dahl" not in accepted
    assert "4 Aino Öhman" in everybody
    assert "@" not in everybody


# the draw


@pytest.fixture
def lottery(table: Table) -> Table:
    """Three places by lot, five who want one."""
    table.programme.admission, table.programme.draw_seed = Admission.LOTTERY, "seed"
    table.programme.save()
    table.fill(5)
    return table


def test_the_draw_is_not_made_before_the_deadline(client: Client, lottery: Table) -> None:
    assert "Paikat arvotaan määräajan jälkeen." in words(client.get(LIST))
    assert "Arvo ja lähetä viestit" not in words(client.get(DRAW))

    client.post(DRAW)
    assert lottery.counts() == {State.RECEIVED: 5}


def test_the_draw_shows_its_letters_first_and_is_made_once(client: Client, lottery: Table, at: Callable[[dt.datetime], None]) -> None:
    at(make.OCTOBER)
    client = signed_in(lottery.house.coordinator)
    assert "Määräaika on päättynyt, ja arpa ratkaisee, ketkä saavat paikan." in words(client.get(LIST))
    shown = words(client.get(DRAW))
    assert "Arvonnassa on 5 ihmistä, ja paikkoja on 3." in shown
    assert letters("accepted") == []

    page = told(client, client.post(DRAW))
    client.post(DRAW)

    assert "Paikat on arvottu: mukana oli 5, ja jokainen saa viestin." in page
    assert "/arvonta/" in client.get(LIST).content.decode()
    assert lottery.counts() == {State.ACCEPTED: 3, State.QUEUED: 2}
    assert sorted(letters("accepted") + letters("queued")) == ["accepted"] * 3 + ["queued"] * 2
    assert Letter.objects.filter(kind="signups.accepted").first().subject in shown  # type: ignore[union-attr]
    assert client.get(DRAW)["Location"] == LIST


def test_where_places_go_by_time_there_is_no_draw(client: Client, table: Table) -> None:
    signup = table.apply()

    assert client.get(DRAW)["Location"] == LIST
    assert client.post(DRAW)["Location"] == LIST
    assert fresh(signup).state == State.ACCEPTED
