"""One letter for each of many readers: once each, in their own language, in a number of queries that they do not raise."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from verme.mail import actions, jobs
from verme.mail.actions import Reader, Sender
from verme.mail.models import Letter
from verme.mail.terms import State

pytestmark = pytest.mark.django_db


def write(*readers: Reader, event: str = "1") -> int:
    """Codes to many: a template of another room that needs nothing but a code."""
    with transaction.atomic():
        return actions.write_many(
            "people.code",
            event=event,
            readers=readers,
            sender=lambda language: Sender(f"Verme ({language})", "riitta@seinajoki.example", 1, 2),
            context=lambda language: {"code": f"CODE-{language}"},
        )


AINO, GORAN = Reader("aino@seinajoki.example", "Aino", "fi", 7), Reader("goran@seinajoki.example", "Göran", "sv")


def test_each_gets_the_letter_in_their_own_language() -> None:
    assert write(AINO, GORAN) == 2

    letters = list(Letter.objects.order_by("to_address"))
    assert [(each.to_address, each.to_name, each.language, each.sender_name, each.person_id) for each in letters] == [
        ("aino@seinajoki.example", "Aino", "fi", "Verme (fi)", 7),
        ("goran@seinajoki.example", "Göran", "sv", "Verme (sv)", None),
    ]
    assert {(each.organisation_id, each.programme_id, each.reply_to, each.state) for each in letters} == {
        (1, 2, "riitta@seinajoki.example", State.WAITING)
    }
    assert ["CODE-fi" in letters[0].text, "CODE-sv" in letters[1].html] == [True, True]
    assert len({each.message_id for each in letters}) == 2


def test_nobody_is_greeted_by_name() -> None:
    write(AINO, GORAN)

    assert not any("Aino" in each.text or "Göran" in each.html for each in Letter.objects.all())


def test_an_event_is_told_once_to_an_address_however_it_is_spelled() -> None:
    spelled = Reader("AINO@seinajoki.example", "Aino", "sv")

    assert [write(AINO, spelled), write(AINO, GORAN, spelled), write(spelled, event="2")] == [1, 1, 1]
    assert Letter.objects.count() == 3


def test_nobody_to_write_to() -> None:
    assert write() == 0


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written() -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        actions.write_many("people.code", event="1", readers=[AINO], sender=lambda _: Sender("Verme"), context=lambda _: {})
    assert not Letter.objects.exists()


def test_the_outbox_sends_them_like_any_other() -> None:
    write(AINO, GORAN)

    assert jobs.send_waiting() == 2
    assert set(Letter.objects.values_list("state", flat=True)) == {State.SENT}


@pytest.mark.counting
def test_queries_do_not_grow() -> None:
    counts = []
    for event, number in (("1", 1), ("2", 400)):
        readers = [Reader(f"h{each}@seinajoki.example", "H", "fi") for each in range(number)]
        with CaptureQueriesContext(connection) as made:
            write(*readers, event=event)
        counts.append(len(made))
    assert counts[0] == counts[1]
