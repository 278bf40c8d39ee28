"""Writing letters: once per event and reader, in the reader's language, together with the deed or not at all; sending again."""

import pytest
from django.db import transaction

from tests import cast
from tests.rooms.mail.conftest import Write
from verme.audit.models import Entry
from verme.kernel.refusals import Refused
from verme.mail import actions, queries
from verme.mail.actions import Reader, Sender
from verme.mail.models import Letter
from verme.mail.terms import LetterRefusal, State

pytestmark = pytest.mark.django_db
OTHER = "aino.virtanen@seinajoki.example"


def test_the_same_event_makes_one_letter_a_reader(write: Write) -> None:
    write("1")
    write("1", to=OTHER)
    with transaction.atomic():
        again = actions.write(
            "people.code",
            event="1",
            reader=Reader("aino@seinajoki.example", "Aino", "fi"),
            sender=Sender("Verme"),
            context={"code": "RMNS-XGCS"},
        )

    assert again is None
    assert Letter.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_no_letter_outside_the_deed_it_tells_about() -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        actions.write("people.code", event="1", reader=Reader("a@b.example", "", "fi"), sender=Sender("Verme"), context={"code": "X"})


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_fails_leaves_no_letter(write: Write) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write()
        1 / 0  # noqa: B018

    assert Letter.objects.count() == 0


@pytest.mark.parametrize(("language", "subject"), [("fi", "Kirjautumiskoodisi Vermeen"), ("sv", "Din inloggningskod till verme")])
def test_letters_are_in_the_readers_language(language: str, subject: str) -> None:
    said, text, html = actions.compose(
        "people/letters/code", {"code": "RMNS-XGCS"}, reader=Reader("a@b.example", "Aino", language), sender=Sender("Verme")
    )

    assert said == subject
    assert "RMNS-XGCS" in text and "RMNS-XGCS" in html
    assert f'<html lang="{language}">' in html


def test_the_text_has_one_empty_line_between_its_parts() -> None:
    reader, sender = Reader("a@b.example", "Aino", "en"), Sender("Verme", "r@b.example")
    _subject, text, _html = actions.compose("people/letters/code", {"code": "RMNS-XGCS"}, reader=reader, sender=sender)

    assert text.split("\n\n")[:2] == ["Hello Aino,", "Your code: RMNS-XGCS"]
    assert "\n\n\n" not in text
    assert text.split("\n\n")[-2] == "Best regards\nVerme"


def test_names_cannot_become_markup() -> None:
    reader, sender = Reader("a@b.example", "<img src=x>", "en"), Sender("Verme & <b>co</b>")
    _subject, text, html = actions.compose("people/letters/code", {"code": "X"}, reader=reader, sender=sender)

    assert "Hello <img src=x>," in text and "Verme & <b>co</b>" in text
    assert "<img" not in html and "<b>co" not in html


def test_links_open_in_the_readers_language() -> None:
    assert actions.link("/oma/", "sv").endswith("/oma/?kieli=sv")
    assert actions.link("/oma/?ryhma=1", "sv").endswith("/oma/?ryhma=1&kieli=sv")


def _refused(write: Write, **more: object) -> Letter:
    letter = write(**more)
    Letter.objects.filter(pk=letter.pk).update(state=State.REFUSED, fault="550 No such user", attempts=3)
    return letter


def test_a_refused_letter_is_sent_again_to_a_mended_address(write: Write) -> None:
    by = cast.seinajoki().coordinator.acting("coordinator")
    letter = actions.send_again(_refused(write), address=OTHER, by=by)

    assert (letter.to_address, letter.state, letter.fault, letter.attempts) == (OTHER, State.WAITING, "", 0)
    entry = Entry.objects.get(verb="letter.sent_again")
    assert (entry.person_id, entry.organisation_id, entry.facts) == (by.person_id, 1, {"is_mended": True})


@pytest.mark.parametrize(
    ("state", "is_secret", "reason"),
    [
        (State.SENT, False, LetterRefusal.NOT_REFUSED),
        (State.WAITING, False, LetterRefusal.NOT_REFUSED),
        (State.DROPPED, False, LetterRefusal.NOT_REFUSED),
        (State.REFUSED, True, LetterRefusal.SECRET),
    ],
)
def test_other_letters_are_not_sent_again(write: Write, state: State, is_secret: bool, reason: LetterRefusal) -> None:
    by = cast.seinajoki().coordinator.acting("coordinator")
    letter = write(is_secret=is_secret)
    values = {"sent_at": letter.written_at} if state == State.SENT else {}
    Letter.objects.filter(pk=letter.pk).update(state=state, **values)

    with pytest.raises(Refused) as no:
        actions.send_again(letter, address=OTHER, by=by)
    assert no.value.reason == reason
    assert not Entry.objects.filter(verb="letter.sent_again").exists()


def test_nobody_gets_the_same_letter_twice_by_mending(write: Write) -> None:
    by = cast.seinajoki().coordinator.acting("coordinator")
    write("1", to=OTHER)

    with pytest.raises(Refused) as no:
        actions.send_again(_refused(write), address=OTHER.upper(), by=by)
    assert no.value.reason == LetterRefusal.HAS_IT


def test_an_organisation_sees_its_own_letters_without_codes(write: Write) -> None:
    shown, _secret, _other = write("1"), write("2", is_secret=True), write("3", sender=Sender("Gradia", organisation_id=2))

    assert list(queries.of_organisation(1)) == [shown]
