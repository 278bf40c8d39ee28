"""Signing in by a code that comes by e-mail (trust.md T-05, T-08, T-09, T-18; I-39, I-40)."""

import re

import pytest
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from tests import cast, make
from tests.web.account.conftest import Visitor
from verme.audit.actors import OPERATOR
from verme.audit.models import Entry
from verme.mail.models import Letter
from verme.mentors import actions as mentors
from verme.mentors.models import Mentor
from verme.mentors.terms import Training
from verme.people.models import Person

pytestmark = pytest.mark.django_db
ME, OWN = "/oma/", "/kirjaudu/varmista/"  # the page of one's own; a page for whoever is signed in


@pytest.fixture(autouse=True)
def no_limits_yet() -> None:
    cache.clear()


def test_the_code_from_the_letter_signs_in(charlie: Visitor) -> None:
    assert charlie.ask().headers["Location"] == "/kirjaudu/koodi/"
    was_in = charlie.is_in
    answer = charlie.give(charlie.code())

    assert not was_in
    assert (answer.status_code, answer.headers["Location"]) == (302, ME)
    assert charlie.is_in
    assert Entry.objects.filter(verb="person.signed_in").count() == 1


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", ""), lambda code: f"  {code.replace('-', ' ')} "])
def test_a_code_may_be_typed_as_one_likes(charlie: Visitor, change: object) -> None:
    charlie.ask()
    charlie.give(change(charlie.code()))  # type: ignore[operator]

    assert charlie.is_in


def test_the_letter_is_secret_short_lived_and_in_the_language_of_the_page(db: None) -> None:
    cast.stranger()
    visitor = Visitor("charlie@muualla.example", accept_language="sv")
    visitor.ask()

    (letter,) = visitor.letters()
    assert letter.is_secret
    assert letter.expires_at is not None and (letter.expires_at - letter.written_at).total_seconds() == pytest.approx(600, abs=1)
    assert letter.subject == "Din inloggningskod till verme"


def test_a_code_works_once(charlie: Visitor) -> None:
    charlie.sign_in()
    code = charlie.code()
    again = Visitor(charlie.address)
    again.ask()
    assert again.code() != code
    again.give(code)

    assert not again.is_in


def test_a_code_works_only_where_it_was_asked_for(charlie: Visitor) -> None:
    charlie.ask()
    thief = Visitor(charlie.address)
    thief.give(charlie.code())

    assert not thief.is_in


def test_a_new_code_replaces_the_old_one(charlie: Visitor) -> None:
    charlie.ask()
    first = charlie.code()
    charlie.client.post("/kirjaudu/koodi/", {"action": "resend"})
    assert charlie.code() != first
    assert charlie.give(first).status_code == 200
    charlie.give(charlie.code())

    assert charlie.is_in


def test_after_five_wrong_codes_the_right_one_is_refused(charlie: Visitor) -> None:
    charlie.ask()
    answers = [charlie.give("BBBB-BBBB").status_code for _ in range(5)]
    last = charlie.give(charlie.code())

    assert answers == [200, 200, 200, 200, 302]
    assert last.headers["Location"] == "/kirjaudu/"
    assert not charlie.is_in
    assert Entry.objects.filter(verb="person.code_refused").count() == 5
    assert "Koodi ei ole enää voimassa" in charlie.client.get("/kirjaudu/").content.decode()


def test_what_was_wrong_is_said_at_its_place(charlie: Visitor) -> None:
    charlie.ask()
    said = charlie.give("BBBB-BBBB").content.decode()

    assert said.count("Koodi ei käy. Tarkista se tai pyydä uusi.") == 2  # in the summary and at the field
    assert 'aria-invalid="true"' in said
    assert 'href="#id_code"' in said


def test_a_code_is_too_old_after_ten_minutes(charlie: Visitor) -> None:
    charlie.ask()
    session = charlie.client.session
    session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] -= 601
    session.save()
    charlie.give(charlie.code())

    assert not charlie.is_in


def test_who_mistyped_the_address_gets_back_to_it(charlie: Visitor) -> None:
    mistyped = Visitor("charly@muualla.example")
    mistyped.ask()
    assert mistyped.client.get("/kirjaudu/").status_code == 200
    mistyped.address = charlie.address
    mistyped.ask()
    mistyped.give(mistyped.code())

    assert mistyped.is_in


# --- known and unknown --------------------------------------------------------------------------------------------------


def _bare(answer: HttpResponse) -> str:
    """An answer without what differs from request to request."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def _walk(address: str) -> list[tuple[int, str, list[str], str]]:
    """What somebody with this address sees: asking, the code page, wrong codes to the end, the sign-in page after that; and resending."""
    visitor, seen = Visitor(address), []

    def look(answer: HttpResponse) -> None:
        seen.append((answer.status_code, answer.headers.get("Location", ""), sorted(answer.cookies), _bare(answer)))

    look(visitor.ask(onward="/oma/"))
    look(visitor.client.get("/kirjaudu/koodi/"))  # type: ignore[arg-type]
    look(visitor.client.post("/kirjaudu/koodi/", {"action": "resend"}))  # type: ignore[arg-type]
    for code in ("BBBB-BBBB", "", "-", "ÄÄÄÄ-ÄÄÄÄ", "B" * 30):
        look(visitor.give(code))
    look(visitor.client.get("/kirjaudu/"))  # type: ignore[arg-type]
    for _ in range(2):
        look(visitor.ask())  # the second time is over the limit of three a minute
    return seen


def test_known_and_unknown_addresses_get_identical_answers(charlie: Visitor) -> None:
    assert _walk(charlie.address) == _walk("nobody@muualla.example")


def test_an_unknown_address_gets_a_kind_letter_without_a_code(charlie: Visitor) -> None:
    stranger = Visitor("nobody@muualla.example")
    stranger.ask()

    (letter,) = stranger.letters()
    assert letter.subject == "Emme tunne tätä osoitetta vielä Vermessä"
    assert "?kieli=fi" in letter.text
    assert not Person.objects.filter(email=stranger.address).exists()


def test_a_person_who_is_gone_is_unknown(charlie: Visitor) -> None:
    Person.objects.filter(email=charlie.address).update(is_active=False)
    charlie.ask()

    assert [letter.kind for letter in charlie.letters()] == ["people.unknown"]


def test_a_mentor_of_the_register_is_known_and_becomes_a_person(db: None) -> None:
    house = cast.seinajoki()
    mentors.register(
        house.organisation, email="heikki@seinajoki.example", name="Heikki Mäkelä", training=Training.TRAINED, language="sv", by=OPERATOR
    )
    heikki = Visitor("Heikki@seinajoki.example")
    heikki.sign_in()

    assert heikki.is_in
    person = Person.objects.get(email="heikki@seinajoki.example")
    assert (person.name, person.language) == ("Heikki Mäkelä", "sv")
    assert Mentor.objects.get().person == person


# --- limits -------------------------------------------------------------------------------------------------------------


def test_an_address_gets_three_letters_a_minute(charlie: Visitor) -> None:
    answers = [Visitor(charlie.address).ask().status_code for _ in range(5)]

    assert answers == [302, 302, 302, 200, 200]
    assert len(charlie.letters()) == 3


def _ask_from(address: str, number: int, forwarded: str) -> int:
    client = Client(REMOTE_ADDR=address, headers={"X-Forwarded-For": forwarded} if forwarded else {})
    return client.post("/kirjaudu/", {"email": f"person{number}@muualla.example"}).status_code


@pytest.mark.parametrize(
    ("address", "last"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2::{n}", "2001:db8:1:2:ffff::1"),  # one /64 is one household
    ],
)
def test_a_network_asks_twenty_times_a_minute(db: None, address: str, last: str) -> None:
    answers = [_ask_from(address.format(n=number), number, "") for number in range(1, 21)]

    assert answers == [302] * 20
    assert _ask_from(last, 99, "") == 200
    assert _ask_from("2001:db8:1:3::1", 99, "") == 302


def test_a_client_cannot_say_that_it_is_another(db: None) -> None:
    answers = [_ask_from("192.0.2.1", number, f"198.51.100.{number}") for number in range(1, 22)]

    assert answers == [302] * 20 + [200]


def test_behind_a_trusted_proxy_each_client_counts_for_itself(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    trusting = settings.CONFIGURATION.model_copy(update={"trusted_proxies": ["10.0.0.0/8"]})
    monkeypatch.setattr(settings, "CONFIGURATION", trusting)

    assert [_ask_from("10.0.0.1", number, f"198.51.100.{number}") for number in range(1, 25)] == [302] * 24
    # What the client itself puts before its address does not help it.
    answers = [_ask_from("10.0.0.1", number, f"203.0.113.{number}, 198.51.100.99") for number in range(1, 22)]
    assert answers == [302] * 20 + [200]


# --- after signing in ---------------------------------------------------------------------------------------------------


def test_a_session_from_before_is_worth_nothing(charlie: Visitor) -> None:
    charlie.ask()
    before = charlie.client.cookies[settings.SESSION_COOKIE_NAME].value
    charlie.give(charlie.code())
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = before

    assert charlie.is_in
    assert charlie.client.cookies[settings.SESSION_COOKIE_NAME].value != before
    assert charlie.client.get(OWN).status_code == 200
    assert thief.get(OWN).headers["Location"].startswith("/kirjaudu/")


@pytest.mark.parametrize("onward", ["/oma/?ryhma=1", "/o/seinajoki/"])
def test_one_gets_where_one_was_going(charlie: Visitor, onward: str) -> None:
    charlie.ask(onward=onward)

    assert charlie.give(charlie.code(), onward=onward).headers["Location"] == onward


@pytest.mark.parametrize(
    "evil",
    [
        "//evil.example",
        "https:evil.example",
        "\\evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "///x",
        "/\t/evil.example",
    ],
)
def test_nobody_is_led_to_another_site(charlie: Visitor, evil: str) -> None:
    charlie.ask(onward=evil)
    to = charlie.give(charlie.code(), onward=evil).headers["Location"]
    again = charlie.client.get("/kirjaudu/", {"next": evil}).headers["Location"]

    assert (to, again) == (ME, ME)


def test_people_land_where_their_work_is(db: None) -> None:
    house, network = cast.seinajoki(), cast.network_admin()
    landed = {}
    for person in [*house.people.values(), network, cast.stranger()]:
        landed[person.email.partition("@")[0]] = Visitor(person.email).sign_in().headers["Location"]

    assert landed == {
        **dict.fromkeys(["koordinaattori", "hyvaksyja", "johtaja", "palkat", "rehtori", "tietosuoja"], "/o/seinajoki/"),
        "verkosto": "/verkosto/",
        "charlie": "/oma/",
    }


@pytest.mark.parametrize(("chosen", "spoken"), [("", "en"), ("?kieli=sv", "sv")])
def test_one_is_spoken_to_in_ones_own_language_unless_one_chose_another(charlie: Visitor, chosen: str, spoken: str) -> None:
    charlie.client.get(f"/kirjaudu/{chosen}", headers={"Accept-Language": "fi"})
    charlie.sign_in()

    assert f'<html lang="{spoken}"' in charlie.client.get(OWN, headers={"Accept-Language": "fi"}).content.decode()


def test_signing_out_ends_the_session_and_has_the_browser_forget(charlie: Visitor) -> None:
    charlie.sign_in()
    asked = charlie.client.get("/kirjaudu/ulos/")
    assert (asked.status_code, charlie.is_in) == (200, True)
    answer = charlie.client.post("/kirjaudu/ulos/")

    assert answer.headers["Location"] == "/"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not charlie.is_in
    assert charlie.client.get(OWN).headers["Location"].startswith("/kirjaudu/")


def test_allauths_name_for_registering_leads_to_the_programmes(db: None) -> None:
    make.programme(cast.seinajoki().organisation)

    assert Client().get("/kirjaudu/uusi/").headers["Location"] == "/#lahella"
    assert Letter.objects.filter(kind="people.unknown").count() == 0
