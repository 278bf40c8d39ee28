"""Another address of one's own: typed, proven by its code; the old one is told, what is one's own follows."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests import cast, make
from tests.rooms.signups.table import Table, table
from tests.visit import signed_in
from tests.web.coordinator.conftest import told, words
from verme.audit.actors import OPERATOR, VISITOR
from verme.audit.models import Entry
from verme.kernel import clock
from verme.mail.models import Letter
from verme.mentors import actions as mentors
from verme.mentors.terms import Training
from verme.people import actions as people
from verme.people.models import Person
from verme.signups import actions as signups

pytestmark = pytest.mark.django_db
PAGE, CODE_PAGE = "/oma/tiedot/osoite/", "/oma/tiedot/osoite/koodi/"
NEW = "charlie@uusi.example"
CODE = re.compile(r"\b[A-Z]{4}-[A-Z]{4}\b")


@pytest.fixture
def charlie() -> Person:
    return cast.stranger()


@pytest.fixture
def client(charlie: Person) -> Client:
    return signed_in(charlie)


def code() -> str:
    found = CODE.search(Letter.objects.filter(kind="people.new_address").order_by("-id")[0].text)
    assert found is not None
    return found[0]


def address_of(person: Person) -> str:
    return Person.objects.get(pk=person.pk).email


def test_a_code_from_the_new_address_changes_it_and_the_old_one_is_told(charlie: Person, client: Client) -> None:
    asked = told(client, client.post(PAGE, {"email": f"  {NEW.upper()}"}))
    before = address_of(charlie)
    done = told(client, client.post(CODE_PAGE, {"code": code().lower().replace("-", " ")}))

    assert f"Kirjoitimme osoitteeseen {NEW}" in asked
    assert before == charlie.email
    assert address_of(charlie) == NEW
    assert f"Osoitteesi on nyt {NEW}." in done
    assert Letter.objects.get(kind="people.address_changed").to_address == charlie.email
    assert client.get(CODE_PAGE).status_code == 302


def test_own_sign_ups_and_the_mentor_register_follow_and_what_waited_becomes_ones_own(at: Callable[..., None]) -> None:
    at(make.AUGUST)
    here = table()
    signup = signups.confirm(here.apply("Aino"), by=VISITOR)
    mentor = mentors.register(here.house.organisation, email=signup.email, name="Aino", training=Training.TRAINED, by=OPERATOR)
    waiting = other_programme(here).apply("Aino", email=NEW)
    client = signed_in(signup.person)

    client.post(PAGE, {"email": NEW})
    client.post(CODE_PAGE, {"code": code()})

    for row in (signup, mentor, waiting):
        row.refresh_from_db()
    assert (signup.email, mentor.email) == (NEW, NEW)
    assert waiting.person == signup.person


def other_programme(here: Table) -> Table:
    """Another programme of the same organisation."""
    season = make.programme(here.house.organisation, slug="toinen")
    return Table(here.house, season, make.themes(season), make.slots(season), make.places(season))


def test_an_address_in_use_gets_the_same_answer_and_no_code_of_it_works(charlie: Person, client: Client) -> None:
    owner = people.ensure(NEW, name="Toinen", language="sv", by=OPERATOR)

    known = told(client, client.post(PAGE, {"email": NEW}))
    tried = words(client.post(CODE_PAGE, {"code": "ABCD-EFGH"}))

    letter = Letter.objects.get()
    assert f"Kirjoitimme osoitteeseen {NEW}" in known
    assert "Koodi ei käy." in tried
    assert (letter.kind, letter.to_address, letter.language) == ("people.address_taken", owner.email, "sv")
    assert address_of(charlie) == charlie.email


@pytest.mark.parametrize(
    ("typed", "fault"),
    [("", "Kirjoita sähköpostiosoitteesi"), ("charlie(at)x", "muodossa"), ("CHARLIE@muualla.example", "nykyinen osoitteesi")],
)
def test_a_bad_address_is_told_and_stays_typed(client: Client, typed: str, fault: str) -> None:
    page = client.post(PAGE, {"email": typed})

    assert fault in words(page)
    assert not typed or f'value="{typed}"' in page.content.decode()
    assert not Letter.objects.exists()


def test_five_wrong_codes_end_it_and_are_logged(charlie: Person, client: Client) -> None:
    client.post(PAGE, {"email": NEW})
    for _ in range(5):
        client.post(CODE_PAGE, {"code": "AAAA-AAAA"})

    late = client.post(CODE_PAGE, {"code": code()})

    assert "ei ole enää voimassa" in told(client, late)
    assert address_of(charlie) == charlie.email
    assert Entry.objects.filter(verb="person.code_refused", person_id=charlie.pk).count() == 5


def test_after_ten_minutes_a_code_is_old(charlie: Person, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.post(PAGE, {"email": NEW})
    right, now = code(), clock.real_now()
    monkeypatch.setattr(clock, "real_now", lambda: now + dt.timedelta(minutes=10, seconds=1))

    assert client.post(CODE_PAGE, {"code": right})["Location"] == PAGE
    assert address_of(charlie) == charlie.email


def test_who_got_the_address_meanwhile_keeps_it(charlie: Person, client: Client) -> None:
    client.post(PAGE, {"email": NEW})
    right = code()
    people.ensure(NEW, name="Nopeampi", language="fi", by=OPERATOR)

    read = told(client, client.post(CODE_PAGE, {"code": right}))

    assert "on Vermessä jo jonkun käytössä" in read
    assert address_of(charlie) == charlie.email


def test_many_letters_to_strangers_are_not_sent(client: Client) -> None:
    pages = [client.post(PAGE, {"email": f"x{number}@muualla.example"}) for number in range(6)]

    assert [page.status_code for page in pages] == [302] * 5 + [200]
    assert "Koodeja on pyydetty monta kertaa." in words(pages[-1])


def test_it_is_for_who_is_signed_in(client: Client) -> None:
    assert Client().get(PAGE)["Location"].startswith("/kirjaudu/")
    assert client.get(CODE_PAGE)["Location"] == PAGE
