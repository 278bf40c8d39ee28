"""Bringing a staff list: the file, its columns, what it would change, faulty rows by line, one yes; a second time nothing changes."""

from collections.abc import Sequence

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import cast
from tests.rooms.organisations.files import AINO, ALL, BERTTA, HEADER, RAUNI, received, take_in
from tests.web.coordinator.conftest import told, words
from verme.audit.actors import OPERATOR
from verme.kernel import tables
from verme.mentors import actions as mentors
from verme.mentors.terms import Training
from verme.organisations import actions, queries
from verme.organisations.models import StaffImport
from verme.organisations.terms import Level, RoleKind

pytestmark = pytest.mark.django_db
LIST = "/o/seinajoki/asetukset/henkilosto/"
PAGE = f"{LIST}tuo/"
CODE = "131052-308T"  # the official example
NEW_SCHOOL = ("1003", "Cecilia Carp", "cecilia@seinajoki.example", "Uudenkylän koulu", "Opettaja", "Luokanopettaja", "1009")
BROKEN = ("1004", "Daavid Dahl", "daavid@seinajoki", "Alakylän koulu", "Opettaja", "Luokanopettaja", "")


def bring(client: Client, content: bytes, name: str = "lista.csv") -> HttpResponse:
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content)})


def csv(rows: Sequence[Sequence[str]] = ALL, header: Sequence[str] = HEADER) -> bytes:
    return tables.to_csv(header, rows)


def names(town: cast.House) -> list[str]:
    return list(town.organisation.staff.filter(is_listed=True).order_by("name").values_list("name", flat=True))


def waiting(town: cast.House) -> StaffImport:
    return town.organisation.staff_imports.get()


def seen(client: Client, held: StaffImport) -> str:
    """The fingerprint that the page carries in its form."""
    return str(client.get(f"{PAGE}{held.pk}/").content.decode().partition('name="seen" value="')[2].partition('"')[0])


def choice(held: StaffImport, **columns: str) -> dict[str, str]:
    """The form of columns with the headings' own places."""
    places = {"personnel_number": "0", "name": "1", "email": "2", "unit": "3", "title": "4", "staff_group": "5", "supervisor": "6"}
    return places | columns


def test_a_file_is_brought_matched_looked_at_and_taken_in(town: cast.House, client: Client) -> None:
    first = bring(client, csv())
    held = waiting(town)
    columns = words(client.get(first["Location"]))
    looked = told(client, client.post(first["Location"], choice(held)))
    before = names(town)
    read = told(client, client.post(f"{PAGE}{held.pk}/", {"seen": seen(client, held)}))

    assert "lista.csv, 3 riviä." in columns
    assert "Sähköposti (aino@seinajoki.example)" in columns
    assert "ennallaan 0 uutta 3 muuttunutta 0" in looked
    assert "Aino Aalto Alakylän koulu · Luokanopettaja · Opettaja" in looked
    assert before == []
    assert "Henkilöstölista on käytössä: 3 uutta, 0 muuttunutta, 0 ei enää listalla." in read
    assert names(town) == ["Aino Aalto", "Bertta Berg", "Rauni Rehtori"]
    assert not town.organisation.staff_imports.exists()


def as_text(encoding: str, separator: str) -> bytes:
    return "\r\n".join(separator.join(row) for row in (HEADER, *ALL)).encode(encoding)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lista.csv", as_text("utf-8", ";")),
        ("lista.csv", as_text("utf-8-sig", ",")),
        ("LISTA.CSV", as_text("cp1252", ";")),
        ("lista.xlsx", tables.to_xlsx([tables.Sheet("Lista", HEADER, ALL)], title="Lista")),
    ],
    ids=["UTF-8", "UTF-8 with a mark and commas", "Windows-1252", "Excel"],
)
def test_files_of_personnel_systems_are_read(town: cast.House, client: Client, name: str, content: bytes) -> None:
    first = bring(client, content, name)

    assert first.status_code == 302
    assert [cells for _line, *cells in waiting(town).rows] == [list(row) for row in (HEADER, *ALL)]


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "lista.csv", "Tiedosto on tyhjä."),
        (b"Nimi;Email\n", "lista.csv", "ei rivejä"),
        (b"%PDF-1.7 x", "lista.pdf", "Tyypin pdf tiedostoja emme osaa lukea."),
        (b"PK\x03\x04nothing", "lista.xlsx", "vioittunut"),
        (None, "", "Valitse tiedosto"),
        (b"x" * (5 * 1024 * 1024 + 1), "lista.csv", "liian suuri"),
    ],
    ids=["empty", "no rows", "pdf", "damaged", "nothing", "large"],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(
    town: cast.House, client: Client, content: bytes | None, name: str, said: str
) -> None:
    response = client.post(PAGE, {"x": ""}) if content is None else bring(client, content, name)

    assert said in words(response)
    assert not town.organisation.staff_imports.exists()


def test_identity_codes_are_refused_without_repeating_or_keeping_them(town: cast.House, client: Client) -> None:
    page = bring(client, csv([(*AINO[:1], AINO[1], CODE, *AINO[3:])]))

    assert "Tiedostossa on henkilötunnuksia: sarake Sähköposti, rivit 2." in words(page)
    assert CODE not in page.content.decode()
    assert not town.organisation.staff_imports.exists()


def test_columns_that_make_no_list_are_refused_and_the_choice_stays(town: cast.House, client: Client) -> None:
    bring(client, csv())
    held = waiting(town)
    address = f"{PAGE}{held.pk}/sarakkeet/"

    nobody = words(client.post(address, choice(held, name="")))
    keyless = words(client.post(address, choice(held, personnel_number="", email="")))
    twice = words(client.post(address, choice(held, title="3")))

    held.refresh_from_db()
    assert "Valitse nimen sarake" in nobody
    assert "Valitse palkkanumeron tai sähköpostin sarake." in keyless
    assert "Sama sarake on valittu kahdesti." in twice
    assert held.columns == {}
    assert client.get(f"{PAGE}{held.pk}/")["Location"].endswith("/sarakkeet/")


def test_faulty_rows_are_told_by_line_and_stop_everything_until_they_are_left_out(town: cast.House, client: Client) -> None:
    held = received(town, [AINO, BROKEN, RAUNI])
    look = client.get(f"{PAGE}{held.pk}/")
    fingerprint = seen(client, held)

    refused = words(client.post(f"{PAGE}{held.pk}/", {"seen": fingerprint}))
    in_between = names(town)
    read = told(client, client.post(f"{PAGE}{held.pk}/", {"seen": fingerprint, "skip": "1"}))

    assert "1 rivi ei kelpaa" in words(look)
    assert "3 Daavid Dahl daavid@seinajoki Sähköpostista puuttuu pääte" in words(look)
    assert "Jätä 1 rivi pois ja ota käyttöön" in words(look)
    assert "Osa riveistä pitää korjata." in refused
    assert in_between == []
    assert "2 uutta" in read
    assert names(town) == ["Aino Aalto", "Rauni Rehtori"]


def test_changed_and_missing_people_are_shown_by_name(town: cast.House, client: Client) -> None:
    take_in(town)
    held = received(town, [(*AINO[:3], "Harjun koulu", *AINO[4:]), RAUNI])

    read = words(client.get(f"{PAGE}{held.pk}/"))

    assert "ennallaan 1 uutta 0 muuttunutta 1 ei enää listalla 1" in read
    assert "Aino Aalto Koulu tai yksikkö Alakylän koulu Harjun koulu" in read
    assert "Bertta Berg" in read


def test_who_leaves_and_has_something_to_do_here_is_told_but_nothing_of_it_ends(town: cast.House, client: Client) -> None:
    take_in(town)
    actions.appoint(town.organisation, email=RAUNI[2], name=RAUNI[1], language="fi", kind=RoleKind.APPROVER, by=OPERATOR)
    mentors.register(town.organisation, email=BERTTA[2], name=BERTTA[1], training=Training.TRAINED, by=OPERATOR)
    held = received(town, [(*AINO[:6], "")])

    look = words(client.get(f"{PAGE}{held.pk}/"))
    listed = told(client, client.post(f"{PAGE}{held.pk}/", {"seen": seen(client, held)}))

    assert "2 heistä toimii palvelussa:" in look
    assert "Rauni Rehtori , hyväksyjä" in look
    assert "Bertta Berg , mentori" in look
    assert "Yli kolmasosa listasta puuttuu tiedostosta." in look
    assert "Ei enää listalla, mutta rooli täällä Rauni Rehtori , hyväksyjä" in listed
    assert queries.active_roles().filter(person__email=RAUNI[2]).exists()


def test_schools_that_are_not_here_are_added_in_one_go(town: cast.House, client: Client) -> None:
    held = received(town, [*ALL, NEW_SCHOOL])
    address = f"{PAGE}{held.pk}/koulut/"

    look = words(client.get(f"{PAGE}{held.pk}/"))
    asked = words(client.get(address))
    after = told(client, client.post(address, {"unit_0": "upper"}))

    assert "Tiedostossa on 1 koulu tai yksikkö, jota täällä ei vielä ole." in look
    assert "Uudenkylän koulu 1 rivi" in asked
    assert town.organisation.units.get(name="Uudenkylän koulu").level == Level.UPPER
    assert "ei kelpaa" not in after


def test_the_same_file_a_second_time_changes_nothing(town: cast.House, client: Client) -> None:
    take_in(town)
    before = list(town.organisation.staff.order_by("pk").values())
    bring(client, csv())
    held = waiting(town)
    look = told(client, client.post(f"{PAGE}{held.pk}/sarakkeet/", choice(held)))

    read = told(client, client.post(f"{PAGE}{held.pk}/", {"seen": seen(client, held)}))

    assert "Henkilöstölista on jo niin kuin tiedostossa." in look
    assert "Mikään ei muuttunut: henkilöstölista oli niin kuin tiedostossa." in read
    assert list(town.organisation.staff.order_by("pk").values()) == before


def test_a_list_that_changed_meanwhile_is_looked_at_again(town: cast.House, client: Client) -> None:
    held = received(town)
    stale = seen(client, held)
    take_in(town, [(*AINO[:6], "")])
    held = received(town)

    page = client.post(f"{PAGE}{held.pk}/", {"seen": stale})

    assert "Henkilöstölista on muuttunut sen jälkeen kun katsoit sitä." in words(page)
    assert names(town) == ["Aino Aalto"]


def test_a_button_pressed_twice_says_what_has_become_of_the_file(town: cast.House, client: Client) -> None:
    held = received(town)
    given = {"seen": seen(client, held)}
    client.post(f"{PAGE}{held.pk}/", given)

    again = client.post(f"{PAGE}{held.pk}/", given)

    assert again.status_code == 404
    assert "Tiedosto ei ole enää täällä" in again.content.decode()
    assert len(names(town)) == 3


def test_a_file_is_forgotten_by_a_button_only(town: cast.House, client: Client) -> None:
    held = received(town)
    client.get(f"{PAGE}{held.pk}/unohda/")
    kept = town.organisation.staff_imports.exists()

    read = told(client, client.post(f"{PAGE}{held.pk}/unohda/"))

    assert kept
    assert "Tiedosto on unohdettu." in read
    assert not town.organisation.staff_imports.exists()


def test_another_organisations_file_is_not_there(town: cast.House, client: Client, other: cast.House) -> None:
    theirs = received(other, [(*AINO[:3], "", "", "", "")])
    pages = ["", "sarakkeet/", "koulut/", "unohda/"]

    assert {client.get(f"{PAGE}{theirs.pk}/{page}").status_code for page in pages} == {404}
    assert {client.post(f"{PAGE}{theirs.pk}/{page}", {"seen": "x"}).status_code for page in pages} == {404}
    assert {client.post(f"/o/gradia/asetukset/henkilosto/tuo/{theirs.pk}/{page}").status_code for page in pages} == {404}
    assert other.organisation.staff_imports.exists()


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.counting
def test_queries_do_not_grow(town: cast.House, client: Client, rows: int, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    people = [(str(2000 + n), f"Ihminen {n}", f"p{n}@x.example", "Harjun koulu", "", "Luokanopettaja", "") for n in range(rows)]
    take_in(town, [*ALL, *people[: rows // 2]])
    unknown = [(str(3000 + n), f"Uusi {n}", f"u{n}@x.example", f"Koulu {n}", "", "", "") for n in range(rows)]
    held = received(town, [*people, *unknown])

    for page in ("", "sarakkeet/", "koulut/"):
        with django_assert_max_num_queries(12):
            assert client.get(f"{PAGE}{held.pk}/{page}").status_code == 200
