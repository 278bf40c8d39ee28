"""Letters reach a real SMTP server once, or are known not to (trust.md R-06, R-07, T-14)."""

import datetime as dt
from collections.abc import Callable

import pytest
from pytest_django import Settings

from tests.make import AUGUST
from tests.rooms.mail.conftest import Write, posts_to
from tests.rooms.mail.server import Server
from verme.kernel import clock
from verme.mail import jobs
from verme.mail.actions import Attachment, Sender
from verme.mail.models import Letter
from verme.mail.terms import State

pytestmark = pytest.mark.django_db

type At = Callable[[dt.datetime], None]
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)


def state(letter: Letter) -> tuple[str, int, str]:
    """State, attempts, fault."""
    letter.refresh_from_db()
    return letter.state, letter.attempts, letter.fault


def test_a_letter_arrives_as_it_was_written(write: Write, server: Server) -> None:
    letter = write(attachments=(Attachment("kutsu.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),))

    assert jobs.send_waiting() == 1

    ((to, message),) = server.taken
    assert to == "aino@seinajoki.example"
    assert {
        name: str(message[name]) for name in ("From", "To", "Reply-To", "Subject", "Message-ID", "Auto-Submitted", "Content-Language")
    } == {
        "From": '"Verme, Seinäjoki" <verme@verme.example>',
        "To": "Aino Virtanen <aino@seinajoki.example>",
        "Reply-To": "riitta@seinajoki.example",
        "Subject": letter.subject,
        "Message-ID": letter.message_id,
        "Auto-Submitted": "auto-generated",
        "Content-Language": "fi",
    }
    text, html, attached = message.get_body(("plain",)), message.get_body(("html",)), list(message.iter_attachments())
    assert text is not None and html is not None
    assert "RMNS-XGCS" in text.get_content() and "RMNS-XGCS" in html.get_content()
    assert [(part.get_filename(), part.get_content_type()) for part in attached] == [("kutsu.ics", "text/calendar")]
    assert state(letter) == (State.SENT, 1, "")


def test_a_sent_letter_is_not_sent_again(write: Write, server: Server) -> None:
    write()

    assert [jobs.send_waiting(), jobs.send_waiting()] == [1, 0]
    assert len(server.taken) == 1


def test_without_a_mail_server_letters_stay_here_readable(write: Write) -> None:
    letter = write(is_secret=True)

    assert jobs.send_waiting() == 1
    assert state(letter) == (State.SENT, 0, "")
    assert "RMNS-XGCS" in letter.text


def test_a_secret_is_blanked_when_it_has_been_sent(write: Write, server: Server) -> None:
    letter = write(is_secret=True)
    jobs.send_waiting()

    letter.refresh_from_db()
    assert (letter.text, letter.html) == (jobs.BLANK, jobs.BLANK)


def test_codes_go_before_letters_that_waited_longer(write: Write, server: Server) -> None:
    write("1"), write("2")
    code = write("3", is_secret=True)
    jobs.send_waiting()

    assert server.ids[0] == code.message_id


@pytest.mark.parametrize(
    ("recipient", "data"),
    [("550 5.1.1 No such user", "250 OK"), ("250 OK", "554 5.7.1 Looks like spam")],
)
def test_a_no_for_good_is_believed_at_once(write: Write, server: Server, recipient: str, data: str) -> None:
    letter, other = write("1"), write("2", to="ville@gradia.example")
    server.recipient, server.data = recipient, data
    jobs.send_waiting()

    said = recipient if recipient.startswith("5") else data
    assert state(letter) == state(other) == (State.REFUSED, 1, said)


def test_a_refused_code_is_blanked(write: Write, server: Server) -> None:
    letter = write(is_secret=True)
    server.recipient = "550 No"
    jobs.send_waiting()

    assert state(letter)[0] == State.REFUSED
    assert letter.text == letter.html == jobs.BLANK


def test_not_now_is_tried_later_and_later_and_given_up_after_five_days(write: Write, server: Server, at: At) -> None:
    at(AUGUST)
    letter, tries = write(), []
    server.recipient = "451 4.3.0 Try again later"
    now = AUGUST
    while state(letter)[0] == State.WAITING:
        at(now)
        jobs.send_waiting()
        tries.append(now - AUGUST)
        letter.refresh_from_db()
        now = letter.due_at

    assert tries[:7] == [dt.timedelta(seconds=s) for s in (0, 30, 150, 630, 2550, 6150, 9750)]
    assert DAY * 5 <= tries[-1] < DAY * 5 + dt.timedelta(hours=1)
    assert state(letter) == (State.REFUSED, len(tries), "451 4.3.0 Try again later")


def test_nothing_is_tried_before_its_time(write: Write, server: Server, at: At) -> None:
    at(AUGUST)
    write()
    server.recipient = "451 Later"
    jobs.send_waiting()
    server.recipient = "250 OK"
    at(AUGUST + dt.timedelta(seconds=29))

    assert jobs.send_waiting() == 0
    at(AUGUST + dt.timedelta(seconds=30))
    assert jobs.send_waiting() == 1


def test_a_server_that_is_away_for_a_weekend_costs_nobody_a_letter(write: Write, server: Server, settings: Settings, at: At) -> None:
    at(AUGUST)
    letters = [write(str(number)) for number in range(5)]
    posts_to(settings, "smtp://127.0.0.1:1")
    for hour in range(60):
        at(AUGUST + dt.timedelta(hours=hour))
        for _ in letters:
            assert jobs.send_waiting() == 0
    assert {state(letter)[0] for letter in letters} == {State.WAITING}
    assert {state(letter)[2] for letter in letters} == {"ConnectionRefusedError"}

    posts_to(settings, server.url)
    at(AUGUST + dt.timedelta(hours=61))
    assert jobs.send_waiting() == 5
    assert sorted(server.ids) == sorted(letter.message_id for letter in letters)


def test_a_server_that_hangs_stops_the_round_and_the_others_keep_their_attempts(write: Write, server: Server) -> None:
    first, second = write("1"), write("2")
    server.mood = "hangs"

    assert jobs.send_waiting() == 0
    assert state(first)[:2] == (State.WAITING, 1)
    assert state(second) == (State.WAITING, 0, "")


def test_a_line_dropped_after_the_letter_may_send_it_twice_under_one_identity(write: Write, server: Server, at: At) -> None:
    at(AUGUST)
    letter = write()
    server.mood = "drops after taking"
    jobs.send_waiting()
    assert state(letter)[:2] == (State.WAITING, 1)
    server.mood = ""
    at(AUGUST + MINUTE)
    jobs.send_waiting()

    assert server.ids == [letter.message_id] * 2
    assert state(letter)[0] == State.SENT


def test_one_bad_address_does_not_stop_the_next(write: Write, server: Server) -> None:
    letter, fine = write("1", to="öinen posti@verme"), write("2")

    assert jobs.send_waiting() == 1
    assert state(letter)[0] == State.REFUSED
    assert state(fine)[0] == State.SENT


def test_what_is_late_is_dropped_and_its_secret_with_it(write: Write, server: Server, at: At) -> None:
    at(AUGUST)
    code = write("1", is_secret=True, expires_at=AUGUST + MINUTE * 10)
    reminder = write("2", expires_at=AUGUST + MINUTE * 10)
    at(AUGUST + MINUTE * 10)

    assert jobs.send_waiting() == 0
    assert state(code) == state(reminder) == (State.DROPPED, 0, "expired")
    assert (code.text, reminder.text == jobs.BLANK) == (jobs.BLANK, False)


@pytest.mark.parametrize(
    "evil", ["a@b.example\nBcc: x@y.example", "a@b.example\r\nBcc: x@y.example", "Aino\r\nBcc: x@y.example\r\n\r\nHello"]
)
@pytest.mark.parametrize("where", ["to", "name", "sender", "reply_to"])
def test_no_header_is_smuggled_in(write: Write, server: Server, where: str, evil: str) -> None:
    words: dict[str, object] = {"to": evil} if where == "to" else {"name": evil} if where == "name" else {}
    if where in {"sender", "reply_to"}:
        words["sender"] = Sender(evil) if where == "sender" else Sender("Verme", evil)
    write(**words)
    jobs.send_waiting()

    assert {to for to, _message in server.taken} <= {"aino@seinajoki.example"}
    assert [message["Bcc"] for _to, message in server.taken] == [None] * len(server.taken)


def test_a_letter_held_by_a_worker_is_left_alone_until_that_worker_is_given_up(write: Write, server: Server, at: At) -> None:
    at(AUGUST)
    letter = write()
    assert jobs._claimed(clock.now()) == letter  # and then this worker dies
    assert jobs.send_waiting() == 0
    at(AUGUST + jobs.LEASE)

    assert jobs.send_waiting() == 1
    assert server.ids == [letter.message_id]
