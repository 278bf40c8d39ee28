"""Who is invited from outside, and what becomes of the invitations."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import cast, make
from tests.rooms.signups.table import Table, letters, secret
from tests.visit import signed_in
from tests.web.coordinator.conftest import told, words
from tests.web.coordinator.signing_up import LIST, coordinator, fresh, own
from verme.audit.actors import VISITOR
from verme.mail.models import Letter
from verme.signups import actions, queries
from verme.signups.models import Outsider
from verme.signups.terms import State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("table")]
GUESTS = f"{LIST}kutsutut/"
KAISA = {"name": "Kaisa Kivi", "email": "kaisa@muualla.example", "language": "sv", "note": "Välkommen med"}


def invited(client: Client, **changed: str) -> Any:
    """Fills the invitation in, looks at the letter, sends it."""
    shown = client.post(f"{GUESTS}kutsu/", {**KAISA, **changed, "show": "1"})
    return shown, client.post(f"{GUESTS}kutsu/", {**KAISA, **changed, "seen": shown.context["seen"], "go": "1"})


def test_nobody_is_invited_before_the_letter_was_seen(client: Client) -> None:
    assert "Ketään ei ole vielä kutsuttu." in words(client.get(GUESTS))
    for typed in (KAISA, {**KAISA, "seen": "x", "go": "1"}, {**KAISA, "show": "1"}):
        assert "Välkommen med" in words(client.post(f"{GUESTS}kutsu/", typed))
    assert not Outsider.objects.exists()


def test_a_person_is_invited_with_the_letter_that_was_seen(client: Client) -> None:
    gradia = cast.gradia().organisation
    shown, answer = invited(client, employer=str(gradia.pk))

    page = told(client, answer)
    assert "Kutsu on matkalla: Kaisa Kivi." in page
    assert "Kaisa Kivi kaisa@muualla.example, Gradia Henkilökohtainen kutsu Voimassa la 19.9. asti Peru" in page
    letter = Letter.objects.get(kind="signups.invitation")
    assert (letter.to_address, letter.language) == ("kaisa@muualla.example", "sv")
    assert letter.subject in words(shown)
    assert " ".join(letter.text.partition("http")[0].split()) in words(shown)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"name": " "}, "Kirjoita nimi."),
        ({"email": "kaisa"}, "Kirjoita sähköpostiosoite muodossa"),
        ({"language": "de"}, "de"),
        ({"employer": "999"}, "999"),
        ({"note": "x" * 601}, "600"),
    ],
)
def test_faults_are_told_and_what_was_typed_stays(client: Client, changed: dict[str, str], fault: str) -> None:
    page = client.post(f"{GUESTS}kutsu/", {**KAISA, **changed, "show": "1"})

    assert fault in words(page)
    assert page.context["form"].errors
    assert changed.get("email", KAISA["email"]) in page.content.decode()
    assert not Outsider.objects.exists()


def test_who_comes_by_it_shows_and_it_is_used_up(client: Client, table: Table) -> None:
    invited(client)
    outsider = queries.outsider_by_secret(secret("invitation", "kutsu"))
    actions.apply(table.programme, key="k", answers=table.answers("Kaisa", email=KAISA["email"], unit=None), by=VISITOR, outsider=outsider)

    assert "Kaisa Kivi kaisa@muualla.example Henkilökohtainen kutsu On ilmoittautunut" in words(client.get(GUESTS))


def test_an_invitation_is_taken_back_after_a_question(client: Client) -> None:
    invited(client)
    held = Outsider.objects.get()
    address = f"{GUESTS}{held.pk}/peru/"
    assert "Perutaanko se? Kaisa Kivi, kaisa@muualla.example" in words(client.get(address))
    assert Outsider.objects.get().revoked_at is None

    page = told(client, client.post(address))
    client.post(address)

    assert "Peruttu: Kaisa Kivi." in page
    assert "Peruttu to 20.8." in page
    assert letters() == ["invitation"]


def test_a_students_link_is_shown_once_and_its_sign_ups_wait_for_a_yes(client: Client, table: Table) -> None:
    typed = {"name": "Lakeuden opisto", "limit": "3", "last_day": "2026-09-01", "note": "Tervetuloa"}
    page = client.get(client.post(f"{GUESTS}linkki/", typed)["Location"])
    link = re.search(r"/kutsu/([\w-]+)/", page.content.decode())
    assert link is not None
    assert link[1] not in client.get(GUESTS).content.decode()
    assert "Lakeuden opisto Linkki opiskelijoille Voimassa" in words(page)

    answers = table.answers("Kaisa Kivi", unit=None, other_unit="Lakeuden opisto")
    signup = actions.apply(table.programme, key="k", answers=answers, by=VISITOR, outsider=queries.outsider_by_secret(link[1])).signup
    assert signup is not None
    assert "1 / 3 on ilmoittautunut" in words(client.get(GUESTS))
    assert "Tuli opiskelijoiden linkillä." in words(client.get(own(signup)))
    shown = words(client.get(own(signup, "kylla/")))
    assert "Jos paikka on vapaana" in shown
    assert "Kaisa Kivi on nyt mukana, ja viesti on matkalla." in told(client, client.post(own(signup, "kylla/"), {"go": "1"}))
    assert fresh(signup).state == State.ACCEPTED


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"name": ""}, "Kirjoita nimi."),
        ({"limit": "0"}, "1–200"),
        ({"limit": "201"}, "1–200"),
        ({"limit": "x"}, "1–200"),
        ({"last_day": "2026-08-01"}, "Viimeinen päivä on jo mennyt."),
        ({"last_day": "x"}, "Valitse päivä"),
    ],
)
def test_a_link_that_cannot_be_made_says_why(client: Client, changed: dict[str, str], fault: str) -> None:
    typed = {"name": "Lakeuden opisto", "limit": "3", "last_day": "2026-09-01", "note": "Tervetuloa", **changed}

    page = client.post(f"{GUESTS}linkki/", typed)

    assert fault in words(page)
    assert "Tervetuloa" in page.content.decode()
    assert not Outsider.objects.exists()


def test_once_the_groups_are_published_nobody_is_invited(client: Client, table: Table) -> None:
    table.programme.published_at = make.OCTOBER
    table.programme.save()

    assert "Kutsu henkilö" not in words(client.get(GUESTS))
    _shown, refused = invited(client)
    assert "Ryhmät on julkaistu." in words(refused)
    assert not Outsider.objects.exists()


def test_another_programmes_invitation_is_not_here(client: Client, house: cast.House, table: Table) -> None:
    spring = make.programme(house.organisation, slug="kevat")
    made = actions.invite(spring, name="Kaisa", email="kaisa@muualla.example", language="fi", by=coordinator(table))

    assert client.post(f"{GUESTS}{made.pk}/peru/").status_code == 404
    assert Outsider.objects.get().revoked_at is None
    assert signed_in(house.people["principal"]).get(GUESTS).status_code == 403  # type: ignore[index]


@pytest.mark.counting
def test_queries_do_not_grow_with_invitations(client: Client, table: Table) -> None:
    counts = []
    for more in (1, 29):
        for number in range(more):
            actions.invite(table.programme, name="K", email=f"k{number}@muualla.example", language="fi", by=coordinator(table))
        with CaptureQueriesContext(connection) as held:
            client.get(GUESTS)
        counts.append(len(held))
    assert counts[1] <= counts[0] <= 12
