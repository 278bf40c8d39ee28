"""Bringing a list gathered elsewhere: the file, its columns, whom it brings, one yes."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import cast, make
from tests.rooms.signups.table import Table, letters
from tests.visit import signed_in
from tests.web.coordinator.conftest import told, words
from tests.web.coordinator.signing_up import LIST
from verme.mail.models import Letter
from verme.signups.models import Signup, SignupList

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("table")]
BRING = f"{LIST}tuo/"
HEADER = "Aikaleima;Nimi;Sähköposti;Koulu;Työ;Teemat;ma 14.30–16.00;Etänä"
AINO = "1.9.;Aino Aalto;aino@koulu.example;Alakylän koulu;Luokanopettaja;Teema 2;Sopii hyvin;Sopii hyvin"
BERTTA = "1.9.;Bertta Berg;bertta@koulu.example;Nurmon lukio;Luokanopettaja;Teema 3;Sopii tarvittaessa;x"


def send(client: Client, *rows: str, header: str = HEADER, name: str = "lista.csv") -> HttpResponse:
    data = "\n".join([header, *rows]).encode()
    return client.post(BRING, {"file": SimpleUploadedFile(name, data)})


def guessed(client: Client, address: str, **changed: str) -> dict[str, Any]:
    """The columns as the page has guessed them, as a browser would send them."""
    form = client.get(address).context["form"]
    given = {bound.html_name: bound.value() for bound in form}
    return {name: value for name, value in {**given, **changed}.items() if value not in {None, False, ""}}


def checked(client: Client, *rows: str, header: str = HEADER, **changed: str) -> tuple[str, HttpResponse]:
    """The page that shows whom a file brings."""
    columns = send(client, *rows, header=header)["Location"]
    answer = client.post(columns, guessed(client, columns, **changed))
    assert answer.status_code == 302, words(answer)
    return answer["Location"], client.get(answer["Location"])


def say_yes(client: Client, address: str, page: HttpResponse, **more: str) -> HttpResponse:
    return client.post(address, {"seen": page.context["judged"].fingerprint, **more})


def test_a_forms_survey_comes_in_by_three_pages(client: Client) -> None:
    address, page = checked(client, AINO, BERTTA)

    shown = words(page)
    assert "lista.csv, 2 riviä. Ketään ei ole vielä ilmoitettu. uutta ilmoittautumista 2" in shown
    assert "Aino Aalto Alakylän koulu, Luokanopettaja 1. Teema 2 ma 14.30" in shown
    assert "Bertta Berg Nurmon lukio, Luokanopettaja 1. Teema 3 tarvittaessa ma 14.30" in shown
    assert "3 paikkaa on vapaana." in shown
    assert not Signup.objects.exists()

    done = told(client, say_yes(client, address, page))

    assert "2 ihmistä ilmoitettiin, ja jokainen saa vahvistuksen." in done
    assert sorted(Signup.objects.values_list("name", "source")) == [("Aino Aalto", "import"), ("Bertta Berg", "import")]
    assert letters() == ["confirmation", "confirmation"]
    assert Letter.objects.first().subject in words(client.get(BRING))  # type: ignore[union-attr]
    assert not SignupList.objects.exists()


def test_only_the_chosen_columns_are_kept(client: Client) -> None:
    checked(client, AINO)

    assert "Aikaleima" not in str(SignupList.objects.get().rows)


def test_faulty_rows_are_named_and_left_out_only_when_said(client: Client) -> None:
    address, page = checked(client, AINO, BERTTA.replace("Teema 3", "Tema 33").replace("bertta@", "bertta"))

    shown = words(page)
    assert "1 rivi ei kelpaa" in shown
    assert "3 Bertta Berg berttakoulu.example Tämä ei ole sähköpostiosoite." in shown
    assert "3 Bertta Berg Tema 33 Tällaista teemaa ei ole. Tarkoititko: Tema 3?" in shown
    assert "Jätä 1 rivi pois ja ilmoita muut" in shown
    assert say_yes(client, address, page).context["form"].non_field_errors()
    assert not Signup.objects.exists()

    told(client, say_yes(client, address, page, skip="1"))
    assert list(Signup.objects.values_list("name", flat=True)) == ["Aino Aalto"]


def test_the_same_list_again_brings_nobody(client: Client) -> None:
    address, page = checked(client, AINO)
    say_yes(client, address, page)

    address, page = checked(client, AINO)

    assert "Jo listalla 1" in words(page)
    assert "Ei uusia: kaikki listalla olevat olivat jo ilmoittautuneet." in told(client, say_yes(client, address, page))
    assert letters() == ["confirmation"]


def test_only_what_was_seen_comes_in_and_a_second_press_does_nothing(client: Client, table: Table) -> None:
    address, page = checked(client, AINO, BERTTA)
    table.apply("Aino Aalto", email="aino@koulu.example")

    changed = say_yes(client, address, page)
    assert "Ilmoittautumiset ovat muuttuneet katsomisen jälkeen." in words(changed)
    assert Signup.objects.count() == 1

    say_yes(client, address, changed)
    again = say_yes(client, address, changed)
    assert again.status_code == 404
    assert "Tiedosto ei ole enää täällä" in again.content.decode()
    assert Signup.objects.count() == 2


def test_what_the_list_did_not_ask_is_said_for_everybody(client: Client, house: cast.House) -> None:
    group = house.organisation.staff_groups.get(key="class_teacher")
    said = {"all_staff_group": str(group.pk), "all_themes": "on", "all_slots": "on", "all_places": "on"}

    address, page = checked(client, "Aino Aalto;aino@koulu.example;Alakylän koulu", header="Nimi;Sähköposti;Koulu", **said)
    say_yes(client, address, page)

    signup = Signup.objects.get()
    assert (signup.staff_group, signup.any_theme) == (group, True)
    assert set(signup.slot_answers.values_list("value", flat=True)) == {1}


def test_without_it_the_rows_are_faulty(client: Client) -> None:
    _address, page = checked(client, "Aino Aalto;aino@koulu.example;Alakylän koulu", header="Nimi;Sähköposti;Koulu")

    assert "2 Aino Aalto Työ puuttuu." in words(page)


@pytest.mark.parametrize(
    ("data", "name", "fault"),
    [
        (b"", "x.csv", "Tiedosto on tyhjä."),
        (b"Nimi;S\xc3\xa4hk\xc3\xb6posti\n", "x.csv", "rivejä"),
        (b"%PDF-1.7 x", "x.pdf", "PDF"),
        (b"Nimi;Tunnus\nAino;131052-308T\n", "x.csv", "henkilötunnuksia"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why(client: Client, data: bytes, name: str, fault: str) -> None:
    page = client.post(BRING, {"file": SimpleUploadedFile(name, data)})

    assert fault.casefold() in words(page).casefold()
    assert not SignupList.objects.exists()


def test_without_a_file_it_is_asked_for(client: Client) -> None:
    assert "Valitse tiedosto" in words(client.post(BRING))


def test_columns_are_put_right_by_hand_and_what_was_chosen_stays(client: Client) -> None:
    columns = send(client, AINO.replace("1.9.;", ""), header="A;B;C;D;E;F;G")["Location"]
    given = guessed(client, columns)
    assert not given

    assert "Valitse nimen sarake" in words(client.post(columns, {"email": "1"}))
    twice = client.post(columns, {"name": "0", "email": "0"})
    assert "Sama sarake on valittu kahdesti." in words(twice)
    assert client.post(columns, {"name": "0", "email": "99"}).context["form"].errors
    answer = client.post(
        columns, {"name": "0", "email": "1", "unit": "2", "staff_group": "3", "themes": "4", "slot_ma-1430": "5", "place_eta": "6"}
    )
    assert "Aino Aalto Alakylän koulu, Luokanopettaja 1. Teema 2 ma 14.30" in words(client.get(answer["Location"]))


def test_a_file_can_be_forgotten_and_gone_on_with(client: Client) -> None:
    address, _page = checked(client, AINO)
    held = SignupList.objects.get()
    assert "lista.csv" in words(client.get(BRING))
    assert SignupList.objects.exists()
    client.get(f"{BRING}{held.pk}/unohda/")
    assert SignupList.objects.exists()

    assert "Tiedosto on unohdettu. Ketään ei ilmoitettu." in told(client, client.post(f"{BRING}{held.pk}/unohda/"))
    assert client.get(address).status_code == 404


def test_columns_come_before_the_check(client: Client) -> None:
    columns = send(client, AINO)["Location"]

    assert client.get(columns.replace("sarakkeet/", ""))["Location"] == columns


def test_another_programmes_file_is_not_here_and_others_may_not(client: Client, house: cast.House, table: Table) -> None:
    make.programme(house.organisation, slug="kevat")
    address, _page = checked(client, AINO)
    elsewhere = address.replace("seinajoki-2026", "kevat")

    for path in (elsewhere, f"{elsewhere}sarakkeet/", f"{elsewhere}unohda/"):
        assert client.post(path, {"seen": "x"}).status_code == 404
    assert SignupList.objects.exists()
    assert signed_in(house.people["principal"]).get(BRING).status_code == 403  # type: ignore[index]
    assert signed_in(cast.gradia().coordinator).get(address).status_code == 404


@pytest.mark.counting
def test_queries_do_not_grow_with_rows(client: Client) -> None:
    counts = []
    for more in (1, 30):
        rows = [AINO.replace("Aino", f"Aino{number}").replace("aino", f"aino{number}") for number in range(more)]
        address, _page = checked(client, *rows)
        for path in (BRING, f"{address}sarakkeet/", address):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200
            counts.append(len(queries))
    assert counts[3:] <= counts[:3]
    assert max(counts) <= 12


def test_our_own_workbook_brings_nobody_twice_and_reads_the_same(client: Client, table: Table) -> None:
    first = table.apply("Aino Aalto", slots={table.slots[0]: 2, table.slots[1]: 1}, places={table.places[1]: 1})
    workbook = client.post(f"{LIST}lataa/").content
    columns = client.post(BRING, {"file": SimpleUploadedFile("oma.xlsx", workbook)})["Location"]
    answer = client.post(columns, guessed(client, columns))
    assert "Jo listalla 1" in words(client.get(answer["Location"]))

    Signup.objects.filter(pk=first.pk).delete()
    page = client.get(answer["Location"])
    say_yes(client, answer["Location"], page)
    again = Signup.objects.get()
    assert dict(again.slot_answers.values_list("slot", "value")) == {table.slots[0].pk: 2, table.slots[1].pk: 1}
    assert dict(again.place_answers.values_list("place", "value")) == {table.places[1].pk: 1}
