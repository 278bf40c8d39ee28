"""Which letters of the morning a coordinator gets."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import cast
from tests.visit import signed_in
from tests.web.coordinator.conftest import told, words
from verme.audit.models import Entry
from verme.mornings.models import LetterChoice
from verme.organisations.terms import RoleKind

pytestmark = pytest.mark.django_db
LETTERS = "/oma/tiedot/aamuviestit/"


def test_who_has_not_chosen_gets_both_and_can_turn_one_off_and_on() -> None:
    person = cast.seinajoki().coordinator
    client = signed_in(person)
    assert 'href="/oma/tiedot/aamuviestit/"' in client.get("/oma/tiedot/").content.decode()
    assert client.get(LETTERS).content.decode().count(" checked") == 2

    page = told(client, client.post(LETTERS, {"letters": ["digest"]}))

    assert ("Tallennettu" in page, "Uutta: ilmoittautumiset ja mentorien vastaukset" in page) == (True, True)
    assert LetterChoice.objects.values_list("person", "digest", "nudge").get() == (person.pk, True, False)
    assert Entry.objects.filter(verb="morning.letters_chosen", person_id=person.pk).count() == 1
    assert client.get(LETTERS).content.decode().count(" checked") == 1
    client.post(LETTERS, {"letters": ["digest", "nudge"]})
    assert LetterChoice.objects.values_list("digest", "nudge").get() == (True, True)


def test_both_can_be_turned_off() -> None:
    client = signed_in(cast.seinajoki().coordinator)

    client.post(LETTERS, {})

    assert LetterChoice.objects.values_list("digest", "nudge").get() == (False, False)


def test_an_odd_choice_is_told_and_nothing_changes() -> None:
    client = signed_in(cast.seinajoki().coordinator)

    response = client.post(LETTERS, {"letters": ["digest", "everything"]})

    assert response.status_code == 200
    assert "everything" in words(response)
    assert not LetterChoice.objects.exists()


@pytest.mark.parametrize("kind", [kind for kind in cast.NAMES if kind != RoleKind.COORDINATOR])
def test_who_coordinates_nowhere_has_nothing_to_choose(kind: RoleKind) -> None:
    client = signed_in(cast.seinajoki().people[kind])

    for response in (client.get(LETTERS), client.post(LETTERS, {"letters": ["digest"]})):
        assert "Nämä viestit tulevat vain vastuuhenkilöille. Sinulle ei tule niitä." in words(response)
        assert "<form" not in response.content.decode().partition("<main")[2].partition("</main")[0]
    assert LETTERS not in client.get("/oma/tiedot/").content.decode()
    assert not LetterChoice.objects.exists()


@pytest.mark.parametrize(("language", "said"), [("sv", "Morgonmeddelanden"), ("en", "Letters of the morning")])
def test_in_each_language(language: str, said: str) -> None:
    assert said in words(signed_in(cast.seinajoki().coordinator).get(LETTERS, {"kieli": language}))


@pytest.mark.counting
def test_queries_are_few() -> None:
    client = signed_in(cast.seinajoki().coordinator)
    with CaptureQueriesContext(connection) as made:
        client.get(LETTERS)

    assert len(made) <= 12
