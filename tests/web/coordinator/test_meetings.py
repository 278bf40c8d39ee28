"""K8: how the meetings are going; the programme's own meetings and their substitutes; the principal's page."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.rooms.meetings.deeds import letters, wish
from tests.rooms.meetings.year import NOVEMBER, Year, a_year, meeting
from tests.visit import signed_in
from tests.web.coordinator.conftest import words
from verme.meetings import actions
from verme.meetings.models import Excuse, Meeting, SubstituteNeed
from verme.meetings.terms import MeetingState

pytestmark = pytest.mark.django_db
URL = "/o/seinajoki/ohjelmat/seinajoki-2026/tapaamiset/"
GATHER = {"kind": "planning", "day": "2026-12-03", "clock": "13:00", "minutes": "120", "place": "Kirjasto"}


@pytest.fixture
def year(at: Callable[[dt.datetime], None]) -> Year:
    made = a_year()
    at(NOVEMBER)
    return made


@pytest.fixture
def client(year: Year) -> Client:
    return signed_in(year.here.house.coordinator)


def test_numbers_and_dates_of_each_group_and_a_reminder(year: Year, client: Client) -> None:
    first, second = year.groups
    meeting(first, dt.date(2026, 10, 6), state=MeetingState.HELD, recorded_at=NOVEMBER)
    over = meeting(first, dt.date(2026, 11, 3))
    (coming,) = actions.plan(first, wishes=[wish(dt.date(2026, 12, 7))], by=year.by)
    Excuse.objects.create(meeting=coming, seat=year.seats(first)[0])

    page = words(client.get(URL))

    assert "1 tapaamisen läsnäolot puuttuvat." in page
    assert "1 1 0 ma 7.12.2026 klo 14.30 ti 3.11.2026 Muistuta mentoria" in page
    assert "0 0 0 Mitään ei ole sovittu" in page
    assert not [seat.signup.name for group in (first, second) for seat in year.seats(group) if seat.signup.name in page]
    client.post(f"{URL}{over.pk}/muistuta/")
    client.post(f"{URL}{over.pk}/muistuta/")
    assert [letter.to_address for letter in letters("nudge")] == [year.mentor(first).email]
    assert client.post(f"{URL}99/muistuta/").status_code == 404


def test_a_planning_meeting_with_substitutes(year: Year, client: Client) -> None:
    own = client.post(URL + "uusi/", GATHER).url
    assert client.post(URL + "uusi/", GATHER).url == own
    assert len(letters("invited")) == 2
    mentor = year.mentor(year.groups[0])
    page = words(client.get(own))
    assert "suunnittelutapaaminen to 3.12.2026 klo 13.00 Kirjasto" in page and mentor.name in page

    unit = year.here.house.units[0].pk
    need = {
        "unit": str(unit),
        "lessons": "2",
        "minutes": "90",
        "euros": "90,50",
        "principal_name": "Reijo",
        "principal_email": "r@koulu.example",
    }
    assert client.get(f"{own}sijaiset/{mentor.pk}/").status_code == 200
    client.post(f"{own}sijaiset/{mentor.pk}/", need | {"ask": "1"})
    row = SubstituteNeed.objects.get()
    assert (row.lessons, row.minutes, row.cents) == (2, 90, 9_050)
    page = words(client.get(own))
    assert "2 oppituntia, noin 90,5 € (arvio)" in page and "Kysytty ti 24.11.2026" in page

    link = letters("substitute")[-1].text.partition("http://127.0.0.1:8000")[2].split("?")[0]
    principal = Client()
    assert f"Sijainen: {mentor.name}" in words(principal.get(link))
    assert SubstituteNeed.objects.get().acknowledged_at is None  # looking changes nothing
    assert "Kiitos. Olet nähnyt tämän" in words(principal.post(link))
    principal.post(link)
    assert "Nähty ti 24.11.2026" in words(client.get(own))
    assert Client().get("/sijaistarve/unknown/").status_code == 404


def test_a_gathering_moves_and_is_cancelled(year: Year, client: Client) -> None:
    own = client.post(URL + "uusi/", GATHER | {"kind": "kick_off"}).url
    assert len(letters("invited")) == 10
    sent = {"day": "2026-12-04", "clock": "14:00", "minutes": "120", "place": "Kirjasto", "sequence": "0"}

    assert "10 ihmistä saa viestin" in words(client.get(own + "muuta/"))
    client.post(own + "muuta/", sent)
    assert len(letters("changed")) == 10
    assert "Joku on sillä välin muuttanut" in words(client.post(own + "muuta/", sent | {"day": "2026-12-08"}))
    client.post(own + "muuta/", sent | {"sequence": "1", "cancel": "1"})
    assert Meeting.objects.get().state == MeetingState.CANCELLED and len(letters("cancelled")) == 10
    assert "ei ole ohjelman aikana" in words(client.post(URL + "uusi/", GATHER | {"day": "2027-12-03"}))


@pytest.mark.counting
def test_queries_do_not_grow(year: Year, client: Client) -> None:
    own = client.post(URL + "uusi/", GATHER).url

    def count(url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
        return len(seen)

    few = [count(URL), count(own)]
    for number in range(12):
        meeting(year.groups[number % 2], dt.date(2026, 10, 6) + dt.timedelta(days=number))
    assert [count(URL), count(own)] == few and max(few) <= 12
