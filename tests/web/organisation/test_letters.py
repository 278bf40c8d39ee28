"""The letters page: what arrived and what did not; mending an address. Never the words of a letter (decisions.md §9)."""

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import cast, make
from tests.house.inspectors.texts import room_templates
from tests.visit import signed_in
from verme.audit.models import Entry
from verme.kernel import clock
from verme.mail import actions, rules
from verme.mail.actions import Reader, Sender
from verme.mail.models import Letter
from verme.mail.terms import State, WhyRefused
from verme.web.organisation.letter_kinds import KINDS

pytestmark = pytest.mark.django_db
PAGE = "/o/seinajoki/viestit/"


@pytest.fixture
def house() -> cast.House:
    made = cast.seinajoki()
    Letter.objects.all().delete()  # about roles
    return made


@pytest.fixture
def coordinator(house: cast.House) -> Client:
    return signed_in(house.coordinator)


def write(house: cast.House, number: int, *, kind: str = "people.link", state: State = State.SENT, **more: object) -> Letter:
    """A letter to person number so-and-so, in this state."""
    reader = Reader(f"person{number}@seinajoki.example", f"Person {number}", "fi")
    with transaction.atomic():
        letter = actions.write(
            kind,
            event=f"{kind}:{number}",
            reader=reader,
            sender=Sender("Verme", organisation_id=house.organisation.pk),
            context={"code": "RMNS-XGCS"},
        )
    assert letter is not None
    sent = {"sent_at": clock.now()} if state == State.SENT else {}
    Letter.objects.filter(pk=letter.pk).update(state=state, **sent, **more)
    letter.refresh_from_db()
    return letter


def test_it_shows_what_became_of_each_letter(house: cast.House, coordinator: Client) -> None:
    write(house, 1), write(house, 2, state=State.WAITING, attempts=2), write(house, 4, state=State.DROPPED, fault="expired")
    write(house, 3, state=State.REFUSED, fault="550 5.1.1 No such user")
    page = coordinator.get(PAGE).content.decode()

    for sentence in (
        "Yritetty 2 kertaa, yritetään uudelleen.",
        "Sellaista postilaatikkoa ei ole. Tarkista osoite.",
        "Se olisi tullut liian myöhään.",
    ):
        assert sentence in page
    assert [page.count(f"<b>{n}</b>") for n in (4, 1)] == [1, 4]


def test_it_never_shows_the_words_or_the_secrets(house: cast.House, coordinator: Client) -> None:
    Letter.objects.filter(pk=write(house, 1).pk).update(text="LEAK", html="LEAK")
    Letter.objects.filter(pk=write(house, 2).pk).update(is_secret=True, subject="LEAK")
    other = write(cast.gradia(), 3)
    Letter.objects.filter(pk=other.pk).update(subject="LEAK")
    Letter.objects.filter(pk=write(house, 4, state=State.REFUSED).pk).update(text="LEAK", html="LEAK")
    refused = Letter.objects.get(state=State.REFUSED)

    assert "LEAK" not in coordinator.get(PAGE).content.decode()
    assert "LEAK" not in coordinator.get(f"{PAGE}{refused.pk}/").content.decode()


def test_it_narrows_by_state_kind_and_programme(house: cast.House, coordinator: Client) -> None:
    programme = make.programme(house.organisation)
    write(house, 1), write(house, 2, kind="people.unknown"), write(house, 3, state=State.WAITING)
    write(house, 4, programme_id=programme.pk)

    def shown(query: str) -> set[str]:
        page = coordinator.get(f"{PAGE}?{query}").content.decode()
        return {f"{n}" for n in range(1, 5) if f"person{n}@" in page}

    assert shown("") == {"1", "2", "3", "4"}
    assert shown("tila=waiting") == {"3"}
    assert shown("laji=people.unknown") == {"2"}
    assert shown("ohjelma=seinajoki-2026") == {"4"}
    assert shown("ohjelma=seinajoki-2026&laji=people.link&tila=waiting") == set()
    # What cannot be asked for is not asked for.
    assert shown("tila=evil&laji=' OR 1&ohjelma=gradia-2026&sivu=many") == {"1", "2", "3", "4"}


def test_a_mended_address_is_sent_to_again(house: cast.House, coordinator: Client) -> None:
    letter = write(house, 1, state=State.REFUSED, fault="550 No such user")
    answer = coordinator.post(f"{PAGE}{letter.pk}/", {"address": " Person.One@seinajoki.example "}, follow=True)

    letter.refresh_from_db()
    assert (letter.state, letter.to_address) == (State.WAITING, "person.one@seinajoki.example")
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "Viesti on taas matkalla." in answer.content.decode()
    assert Entry.objects.get(verb="letter.sent_again").person_id == house.coordinator.pk


@pytest.mark.parametrize(("typed", "fault"), [("", "Kirjoita sähköpostiosoite"), ("person one", "muodossa nimi@esimerkki.fi")])
def test_a_wrong_address_is_told_and_kept(house: cast.House, coordinator: Client, typed: str, fault: str) -> None:
    letter = write(house, 1, state=State.REFUSED, fault="550 No such user")
    page = coordinator.post(f"{PAGE}{letter.pk}/", {"address": typed}).content.decode()

    assert fault in page
    assert not typed or f'value="{typed}"' in page
    letter.refresh_from_db()
    assert letter.state == State.REFUSED


def test_only_refused_letters_of_the_own_organisation_can_be_mended(house: cast.House, coordinator: Client) -> None:
    sent, secret = write(house, 1), write(house, 2, state=State.REFUSED, is_secret=True)
    other = write(cast.gradia(), 3, state=State.REFUSED)

    assert [coordinator.get(f"{PAGE}{letter.pk}/").status_code for letter in (sent, secret, other)] == [404, 404, 404]
    assert [coordinator.post(f"{PAGE}{letter.pk}/", {"address": "x@y.example"}).status_code for letter in (sent, secret, other)] == [
        404
    ] * 3


@pytest.mark.parametrize("rows", [1, 60])
@pytest.mark.counting
def test_queries_do_not_grow(
    house: cast.House, coordinator: Client, rows: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        write(house, number, state=State.REFUSED, fault="550 No such user")
    with django_assert_max_num_queries(12):
        page = coordinator.get(PAGE).content.decode()

    assert ("sivu=2" in page) is (rows > 50)


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ("550 5.1.1 No such user", WhyRefused.NO_MAILBOX),
        ("550 No such user", WhyRefused.NO_MAILBOX),
        ("552 5.2.2 Over quota", WhyRefused.FULL),
        ("452 4.2.2 Over quota", WhyRefused.FULL),
        ("554 5.7.1 Looks like spam", WhyRefused.NOT_WANTED),
        ("550-5.7.26 Unauthenticated", WhyRefused.NOT_WANTED),
        ("554 Transaction failed", WhyRefused.REFUSED),
        ("451 4.3.0 Later", WhyRefused.AWAY),
        ("TimeoutError", WhyRefused.AWAY),
        ("Invalid address 'x y'", WhyRefused.ADDRESS),
    ],
)
def test_a_fault_is_told_as_what_to_do(fault: str, why: WhyRefused) -> None:
    assert rules.why_refused(fault) == why


def test_every_kind_of_letter_has_a_name() -> None:
    letters = [
        path for path, text in room_templates().items() if "/letters/" in path and path.endswith(".txt") and "{% block subject %}" in text
    ]
    kinds = {f"{path.split('/')[0]}.{path.rpartition('/')[2].removesuffix('.txt')}" for path in letters}

    assert kinds
    assert kinds - set(KINDS) == set()
