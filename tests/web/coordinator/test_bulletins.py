"""Writing to many through its pages: seen as a letter first, sent once, and what went to whom stays readable."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import cast, make
from tests.rooms.groups.round import Round
from tests.web.coordinator.conftest import told, words
from verme.bulletins.models import Bulletin
from verme.groups import actions as groups
from verme.mail.models import Letter
from verme.programmes.models import Programme

pytestmark = pytest.mark.django_db
PAGE = "/o/seinajoki/ohjelmat/seinajoki-2026/kirjoita/"
SAID: dict[str, Any] = {"to": "everybody", "subject_fi": "Kahvit perjantaina", "text_fi": "Tervetuloa kaikki."}


@pytest.fixture
def here(house: cast.House) -> Round:
    """Two people with a place, of whom one reads Swedish, and a mentor."""
    made = make.programme(house.organisation)
    year = Round(house, made, make.themes(made), make.slots(made), make.places(made))
    year.person("Aino"), year.person("Bertta", language="sv")
    year.mentor("Pirjo")
    Letter.objects.all().delete()
    return year


def fill(client: Client, **said: Any) -> dict[str, Any]:
    """The form as a browser holds it."""
    return {**SAID, "key": client.get(PAGE).context["form"].initial["key"], **said}


def shown(client: Client, **said: Any) -> tuple[dict[str, Any], str]:
    """The form after a look at the letter, and what the page says."""
    filled = fill(client, **said)
    page = client.post(PAGE, {**filled, "show": "1"})
    hidden = dict(re.findall(r'<input type="hidden" name="(seen|expected)" value="([^"]*)"', page.content.decode()))
    return {**filled, **hidden, "go": "1"}, words(page)


def readers() -> list[str]:
    return sorted(Letter.objects.values_list("to_name", flat=True))


def test_the_message_is_seen_as_a_letter_in_each_readers_language(client: Client, here: Round) -> None:
    _form, page = shown(client, subject_sv="Kaffe på fredag", text_sv="Välkomna alla.")

    assert "Suomi: 2" in page
    assert "Svenska: 1" in page
    assert "Kahvit perjantaina" in page
    assert "Välkomna alla." in page
    assert "Ketkä sen saavat: 3 ihmistä Aino aino@koulu.example Bertta bertta@koulu.example Pirjo pirjo@koulu.example" in page
    assert "Lähetä 3 ihmiselle" in page
    assert not Letter.objects.exists()


def test_it_is_sent_and_the_record_says_to_whom(client: Client, here: Round) -> None:
    form, _page = shown(client, to="mentors")
    page = told(client, client.post(PAGE, form))

    assert "Viesti on matkalla 1 ihmiselle." in page
    assert "Kahvit perjantaina" in page
    assert "Mentorit · 1 ihminen · Riitta Kangas" in page
    assert "Kuka sen sai Pirjo pirjo@koulu.example Odottaa" in page
    assert "to 20.8.2026 klo 9.00 Kahvit perjantaina Mentorit 1 Riitta Kangas 0, 1 odottaa" in words(client.get(PAGE))
    assert readers() == ["Pirjo"]


def test_two_clicks_are_one_message(client: Client, here: Round) -> None:
    form, _page = shown(client)
    for _ in range(2):
        assert client.post(PAGE, form).status_code == 302

    assert (Bulletin.objects.count(), readers()) == (1, ["Aino", "Bertta", "Pirjo"])


@pytest.mark.parametrize("change", [{"text_fi": "Toinen teksti."}, {"to": "placed"}, {"subject_sv": "Nytt"}, {"seen": ""}])
def test_what_was_not_seen_is_shown_first(client: Client, here: Round, change: dict[str, str]) -> None:
    form, _page = shown(client)
    page = client.post(PAGE, {**form, **change})

    assert page.status_code == 200
    assert page.context["letters"]
    assert not Letter.objects.exists()


def test_if_somebody_came_meanwhile_it_is_looked_at_again(client: Client, here: Round) -> None:
    form, _page = shown(client)
    here.person("Cecilia")
    Letter.objects.all().delete()
    page = client.post(PAGE, form)

    assert "Vastaanottajien määrä on sillä välin muuttunut." in words(page)
    assert "Tervetuloa kaikki." in page.content.decode()
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("said", "faults"),
    [
        ({"to": ""}, {"to": ["Valitse, kenelle"]}),
        ({"to": "group-1"}, {"to": ["Valitse, kenelle"]}),
        ({"subject_fi": " "}, {"subject_fi": ["Kirjoita aihe"]}),
        ({"text_fi": ""}, {"text_fi": ["Kirjoita, mitä haluat sanoa"]}),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    client: Client, here: Round, said: dict[str, str], faults: dict[str, list[str]]
) -> None:
    page = client.post(PAGE, {**fill(client, text_sv="Skrev det här", **said), "show": "1"})

    assert page.context["form"].errors == faults
    assert "Skrev det här" in page.content.decode()
    assert "letters" not in page.context


def test_an_empty_audience_has_no_button(client: Client, here: Round) -> None:
    form, page = shown(client, to="queue")

    assert "Tässä joukossa ei ole ketään, jolle kirjoittaa." in page
    assert 'name="go"' not in client.post(PAGE, {**form, "show": "1"}).content.decode()
    assert "Tässä joukossa ei ole ketään" in words(client.post(PAGE, form))
    assert not Bulletin.objects.exists()


def test_a_link_proposes_to_whom(client: Client, here: Round) -> None:
    assert client.get(PAGE, {"kenelle": "mentors"}).context["form"].initial["to"] == "mentors"
    assert client.get(PAGE, {"kenelle": "outo"}).context["form"].initial["to"] == ""


def publish(here: Round) -> int:
    draft = here.draft((here.mentor("Leo"), here.people(5)))
    (group,) = groups.publish(draft, revision=draft.revision, by=here.by)
    Letter.objects.all().delete()
    return group.pk


def test_one_group_is_written_to_without_its_name(client: Client, here: Round) -> None:
    number = publish(here)
    form, page = shown(client, to=f"group-{number}")

    assert "Lähetä 6 ihmiselle" in page
    assert "Ryhmä A ja sen mentori" in told(client, client.post(PAGE, form))
    assert len(readers()) == 6
    assert "Teema" not in Letter.objects.all()[0].text


def test_anothers_group_and_message_are_not_there(client: Client, here: Round) -> None:
    form, _page = shown(client)
    client.post(PAGE, form)
    sent = Bulletin.objects.get()
    other = make.programme(here.house.organisation, slug="toinen")
    elsewhere = PAGE.replace("seinajoki-2026", "toinen")
    number = publish(here)

    assert client.get(f"{elsewhere}{sent.pk}/").status_code == 404
    assert client.get(f"{PAGE}{sent.pk + 1}/").status_code == 404
    assert "Kahvit" not in words(client.get(elsewhere))
    assert client.post(elsewhere, {**form, "to": f"group-{number}"}).context["form"].errors.keys() == {"to"}
    assert not Bulletin.objects.filter(programme=other).exists()


def test_a_practice_says_that_the_letters_come_to_oneself(client: Client, here: Round) -> None:
    Programme.objects.update(is_practice=True, practised_by=here.house.coordinator)
    form, page = shown(client)

    assert "Tämä on harjoitusohjelma: kirjeet tulevat vain sinulle." in page
    assert "vain sinulle" in words(client.get(client.post(PAGE, form)["Location"]))
    assert set(Letter.objects.values_list("to_address", flat=True)) == {here.house.coordinator.email}


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


@pytest.mark.counting
def test_queries_do_not_grow(client: Client, here: Round) -> None:
    """Twelve are allowed."""
    here.draft((here.mentor("Leo"), here.people(5)))
    told(client, client.post(PAGE, shown(client)[0]))
    pages = [PAGE, f"{PAGE}{Bulletin.objects.get().pk}/"]
    few = {page: queries_of(client, page) for page in pages}
    here.people(30)
    for _ in range(30):
        here.mentor()
        told(client, client.post(PAGE, shown(client)[0]))

    assert Bulletin.objects.count() == 31
    assert {page: queries_of(client, page) for page in pages} == few
    assert max(few.values()) <= 12, few


@pytest.mark.counting
def test_with_groups_there_are_no_more_queries(client: Client, here: Round) -> None:
    publish(here)
    filled = fill(client)

    assert queries_of(client, PAGE) <= 12
    with CaptureQueriesContext(connection) as counted:
        assert client.post(PAGE, {**filled, "show": "1"}).context["letters"]
    assert len(counted) <= 12
