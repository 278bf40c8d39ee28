"""O1 and O6: credit in words, the certificate by one click, its check by anybody, the group's as one ZIP for those who let it."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client

from tests import cast, pdf_text
from tests.rooms.certificates.season import SPRING, confirm, correct, listed, season, seats
from tests.rooms.meetings.year import Year, meeting
from tests.visit import signed_in
from tests.web.coordinator.conftest import words
from verme.certificates.models import Certificate
from verme.groups.models import Seat
from verme.kernel import clock

pytestmark = pytest.mark.django_db
O6 = "/oma/todistukset/"


@pytest.fixture(autouse=True)
def spring(at: Callable[[dt.datetime], None]) -> None:
    at(SPRING)


def client(year: Year, seat: Seat) -> Client:
    return signed_in(year.member(seat))


def make(year: Year, seat: Seat) -> str:
    return f"/oma/todistus/{seat.signup.reference}/"


def test_three_of_four_and_one_to_come() -> None:
    year = season([3], held=3)
    meeting(year.groups[0], dt.date(2027, 6, 8))

    page = words(client(year, seats(year)[0]).get("/oma/"))

    assert "3/4 tapaamista. Vielä yksi tapaaminen, niin sinulla on koossa VESO-päivä." in page
    assert "Lataa todistus" in page
    assert "3/4" in words(client(year, seats(year)[0]).get(O6))


@pytest.mark.parametrize(
    ("attended", "working_time", "said"),
    [
        (4, "", "VESO-päiväsi on koossa. Koossa"),
        (3, "", "Jäljellä olevat tapaamiset eivät tänä vuonna enää riitä VESO-päivään."),
        (3, "office", "Sinulle on kertynyt 4,5 tuntia täydennyskoulutusta. Koossa"),
        (3, "student", "Sinulle on kertynyt 4,5 tuntia opintopisteisiin. Koossa"),
    ],
)
def test_what_each_way_of_working_reads(attended: int, working_time: str, said: str) -> None:
    year = season([attended])
    if working_time:
        listed(year.here.house.organisation, seats(year)[0].signup, working_time=working_time)

    assert said in words(client(year, seats(year)[0]).get("/oma/"))


@pytest.mark.parametrize(
    ("working_time", "said"),
    [
        ("", "Rehtorisi näkee vain, että VESO-päivä on koossa."),
        ("office", "Rehtorisi näkee vain nimesi ja vahvistetut tunnit."),
    ],
)
def test_what_the_principal_sees_is_told_as_it_is_earned(working_time: str, said: str) -> None:
    year = season([4])
    if working_time:
        listed(year.here.house.organisation, seats(year)[0].signup, working_time=working_time)

    assert said in words(client(year, seats(year)[0]).get(O6))


def test_who_has_not_been_there_gets_no_button() -> None:
    year = season([0])

    assert "Lataa todistus" not in words(client(year, seats(year)[0]).get("/oma/"))


def test_one_click_makes_the_certificate() -> None:
    year = season([5])
    seat = seats(year)[0]
    visitor = client(year, seat)

    answers = [visitor.post(make(year, seat)) for _ in range(2)]

    assert answers[0]["Content-Type"] == "application/pdf"
    assert answers[0]["Content-Disposition"] == 'attachment; filename="verme-seinajoki-2027-0001.pdf"'
    assert answers[0].content == answers[1].content
    assert seat.signup.name in pdf_text.text(answers[0].content)
    assert Certificate.objects.count() == 1
    listed_page = words(visitor.get(O6))
    assert "SEINAJOKI-2027-0001" in listed_page
    assert visitor.get(f"{O6}{Certificate.objects.get().pk}/todistus.pdf").content == answers[0].content


def test_looking_makes_nothing() -> None:
    year = season([5])

    assert client(year, seats(year)[0]).get(make(year, seats(year)[0])).status_code == 302
    assert Certificate.objects.count() == 0


def test_anothers_certificate_is_not_there() -> None:
    year = season([5, 4])
    mine, other = seats(year)[:2]
    client(year, mine).post(make(year, mine))
    number = Certificate.objects.get().pk
    strangers = [year.member(other), year.person(year.mentor(year.groups[0])), *year.here.house.people.values(), cast.stranger()]

    for person in strangers:
        visitor = signed_in(person)
        answers = [
            visitor.get(f"{O6}{number}/todistus.pdf"),
            visitor.post(make(year, mine)),
            visitor.post(f"{make(year, mine)}mentorille/"),
        ]
        assert [each.status_code for each in answers] == [404] * 3


def test_anybody_with_the_code_checks_it_without_a_name() -> None:
    year = season([5])
    seat = seats(year)[0]
    client(year, seat).post(make(year, seat))
    code, name = Certificate.objects.get().code, seat.signup.name

    page = Client().get(f"/t/{code}/")

    assert "Todistus on aito Numero SEINAJOKI-2027-0001 Järjestäjä Seinäjoki Lukuvuosi 2026–2027" in words(page)
    assert "7,5 tuntia" in words(page)
    assert name not in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert "Nimi on sama kuin todistuksessa." in words(Client().post(f"/t/{code}/", {"name": name.lower()}))
    assert "Nimi ei ole se, joka todistuksessa on." in words(Client().post(f"/t/{code}/", {"name": "Joku Muu"}))


def test_a_corrected_one_says_that_it_is_replaced() -> None:
    year = season([5])
    seat = seats(year)[0]
    client(year, seat).post(make(year, seat))
    correct(year, year.groups[0].meeting_rows.order_by("starts_at")[0], seat, here=False)

    assert "Tämä todistus on korvattu" in words(Client().get(f"/t/{Certificate.objects.get().code}/"))
    assert "Korvattu: läsnäoloja on korjattu" in words(client(year, seat).get(O6))


def test_an_altered_code_is_not_found() -> None:
    year = season([5])
    client(year, seats(year)[0]).post(make(year, seats(year)[0]))
    code = Certificate.objects.get().code
    answer = Client().get(f"/t/{code[:-1]}{'2' if code[-1] != '2' else '3'}/")

    assert (answer.status_code, "Todistusta ei löydy" in answer.content.decode()) == (404, True)


def test_the_code_is_typed() -> None:
    assert "Todistuksen koodi" in words(Client().get("/t/"))
    assert Client().get("/t/", {"koodi": " k7tw 9xqp "})["Location"] == "/t/K7TW9XQP/"
    assert "Kirjoita todistuksen koodi" in words(Client().get("/t/", {"koodi": "--"}))


def test_the_groups_certificates_as_one_zip() -> None:
    """Only of those who let it, and only for the mentor: the certificate is its holder's (decisions.md §2)."""
    year = season([5, 4])
    first, second = seats(year)[:2]
    url, mentor = f"/oma/ryhmani/{year.groups[0].pk}/todistukset/", signed_in(year.person(year.mentor(year.groups[0])))
    assert "Kukaan ryhmästä ei ole antanut todistustaan" in words(mentor.post(url, follow=True))
    done = client(year, first).post(f"{make(year, first)}mentorille/", {"give": ""}, follow=True)
    assert "Mentorisi saa jakaa todistuksesi ryhmän muiden mukana." in words(done)

    answer = mentor.post(url)

    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["verme-seinajoki-2027-0001.pdf"]
        text = pdf_text.text(archive.read(archive.namelist()[0]))
    assert (first.signup.name in text, second.signup.name in text) == (True, False)
    assert mentor.get(url).status_code == 302
    assert client(year, second).post(url).status_code == 404
    assert signed_in(year.here.house.coordinator).post(url).status_code == 404


def test_the_credit_line_appears_when_it_is_confirmed() -> None:
    year = season([5])
    seat = seats(year)[0]
    visitor = client(year, seat)
    assert "Korvaa" not in pdf_text.text(visitor.post(make(year, seat)).content)
    confirm(year, seat)

    assert "1 VESO-koulutuspäivä (6 tuntia)" in pdf_text.text(visitor.post(make(year, seat)).content)
    assert "Vahvistettu" in words(visitor.get("/oma/"))


def test_it_is_made_in_the_readers_language() -> None:
    year = season([5])
    seat = seats(year)[0]

    assert "Intyg" in pdf_text.text(client(year, seat).post(f"{make(year, seat)}?kieli=sv").content)
    assert clock.now() == SPRING
