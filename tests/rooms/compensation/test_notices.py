"""Letters about pay: who gets them, in which language, what they say; none names a theme or a member."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests.rooms.compensation.pay import OCTOBER, Pay, a_pay, letters
from verme.compensation import actions, jobs
from verme.compensation.models import WorkLine
from verme.kernel import clock
from verme.mail.models import Letter
from verme.mentors.models import Mentor
from verme.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def october(at: Callable[[dt.datetime], None]) -> None:
    at(clock.at(dt.date(2026, 10, 30), dt.time(12)))


def letter(kind: str) -> Letter:
    return Letter.objects.filter(kind=f"compensation.{kind}").latest("id")


def through(pay: Pay) -> None:
    """Sent, checked, approved, closed."""
    pay.met()
    pay.passed()


def test_a_returned_row_tells_what_and_by_when() -> None:
    pay = a_pay()
    pay.met()
    pay.send()
    actions.send_back(WorkLine.objects.get(kind="meeting"), word="Oliko tapaaminen tiistaina?", by=pay.coordinator)

    made = letter("returned")

    assert (made.to_address, made.subject) == ("pirjo@koulu.example", "Tuntisi odottavat vielä yhtä korjausta")
    assert "rivi ti 22.9. palautettiin: Oliko tapaaminen tiistaina?" in made.text
    assert "Korjaa se viimeistään la 31.10., niin se ehtii tämän kuun maksuun." in made.text
    assert "/oma/palkkiot/?kieli=fi" in made.text
    assert "Oliko tapaaminen tiistaina?" in made.html


def test_the_chain_is_told_step_by_step_in_each_readers_language() -> None:
    pay = a_pay()
    Person.objects.filter(email="palkat@seinajoki.example").update(language="sv")
    Mentor.objects.update(language="en")
    through(pay)

    assert "2 riviä on tarkistettu, ja ne odottavat sinua." in letter("to_approve").text
    assert "/o/seinajoki/hyvaksyttavat/?kieli=fi" in letter("to_approve").text
    assert "2 rader har godkänts och väntar på att månaden stängs." in letter("to_close").text
    closed = letter("closed")
    assert closed.subject == "Verme-arvoden oktober 2026: månaden är stängd"
    assert "Rader: 2, sammanlagt 4 enheter." in closed.text
    assert WorkLine.objects.filter(batch__digest__in=closed.text.split()).count() == 2, "the checksum is in the letter"
    assert closed.attachments == [], "the file is never mailed"
    paid = letter("paid")
    assert paid.subject == "Passed on for payment: October 2026"
    assert "4 units" in paid.text


def test_no_letter_names_the_theme() -> None:
    pay = a_pay()
    through(pay)

    for made in Letter.objects.filter(kind__startswith="compensation."):
        assert "Teema" not in made.text + made.html + made.subject


def test_a_mentor_is_reminded_once_a_month_of_what_is_not_sent(at: Callable[[dt.datetime], None]) -> None:
    pay = a_pay()
    pay.met()
    at(clock.at(dt.date(2026, 10, 19), dt.time(12)))
    assert jobs.remind_of_unsent() == 0
    at(clock.at(dt.date(2026, 10, 20), dt.time(12)))

    assert [jobs.remind_of_unsent() for _ in range(2)] == [1, 0]

    assert letters() == [("to_send", "pirjo@koulu.example")]
    assert "niin ne ehtivät maksuun: lokakuu 2026" in letter("to_send").text
    at(clock.at(dt.date(2026, 11, 20), dt.time(12)))
    assert jobs.remind_of_unsent() == 1
    pay.send()
    at(clock.at(dt.date(2026, 12, 20), dt.time(12)))
    assert jobs.remind_of_unsent() == 0


def test_the_hour_brings_lines_up_to_date() -> None:
    pay = a_pay()
    meeting = pay.met()
    pay.passed(OCTOBER)
    meeting.state = "too_few"
    meeting.save(update_fields=["state"])

    assert [jobs.settle_lines() for _ in range(2)] == [1, 0]
