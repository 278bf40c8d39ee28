"""M3, O1, O4: planning, moving, "I can't come", asking about times, one's own calendar."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from tests.rooms.meetings.deeds import letters, wish
from tests.web.coordinator.conftest import words
from tests.web.member.conftest import Year, visitor, who
from verme.groups.models import Seat
from verme.kernel import clock
from verme.meetings import actions
from verme.meetings.models import Excuse, Meeting, Poll, PollAnswer
from verme.meetings.terms import MeetingMode, MeetingState

pytestmark = pytest.mark.django_db
PIRJO, AINO, BERTTA, EERO = "pirjo.salonen@koulu.example", "aino@koulu.example", "bertta.berg@koulu.example", "eero.eno@koulu.example"
DAY = dt.date(2026, 11, 9)


def planned(year: Year, *days: dt.date) -> list[Meeting]:
    return actions.plan(year.a, wishes=[wish(day) for day in days or (DAY,)], by=year.here.by)


def rows(*days: str, **more: str) -> dict[str, str]:
    """The form of M3 with these days."""
    sent = {"rows": str(len(days)), "minutes": "90", "send": "1"}
    for number, day in enumerate(days, 1):
        sent |= {f"{number}-day": day, f"{number}-clock": "14:30", f"{number}-place": "Lakeuden koulu", f"{number}-kept": ""}
    return sent | more


def test_the_proposal_stands_ready_and_one_save_plans_it(year: Year) -> None:
    mentor, url = visitor(PIRJO), f"/oma/ryhma/{year.a.pk}/tapaamiset/"
    calendar = year.here.house.organisation.school_calendars.create(name="Kaikki")
    calendar.days_off.create(name="Talviloma", first_day=dt.date(2027, 1, 1), last_day=dt.date(2027, 3, 5))

    answer = mentor.get(url)

    page = words(answer)
    days = [each["form"].initial["day"] for each in answer.context["rows"]]
    assert len(days) == 6 and page.count("Keskusta") == 0  # places stand in fields
    assert "Talviloma 1.1.–5.3.2027" in page and "Osuu päälle" in page and "Pidä silti" in page
    assert 'value="Keskusta"' in answer.content.decode()

    sent = rows("2026-11-09", "2026-12-07")
    assert mentor.post(url, sent).url == url
    assert Meeting.objects.count() == 2 and len(letters("invited")) == 5
    page = words(mentor.get(url))
    assert "2 tapaamista on sovittu. Kutsut ovat matkalla." in page and "Sovitut tapaamiset ma 9.11.2026 klo 14.30, Lakeuden koulu" in page


def test_what_is_in_the_way_is_settled_row_by_row(year: Year) -> None:
    mentor, url = visitor(PIRJO), f"/oma/ryhma/{year.a.pk}/tapaamiset/"
    sent = rows("2026-11-09", "2027-01-06")  # Epiphany

    page = words(mentor.post(url, sent))
    assert "Loppiainen ke 6.1." in page and "Jokin päivä osuu päälle." in page and not Meeting.objects.exists()

    sent.pop("send")
    answer = mentor.post(url, sent | {"use": "2"})
    assert answer.context["rows"][1]["form"]["day"].value() == "2027-01-04" and not Meeting.objects.exists()
    answer = mentor.post(url, sent | {"keep": "2"})
    assert "Pidetään silti" in words(answer)
    kept = answer.context["rows"][1]["form"]["kept"].value()
    assert mentor.post(url, sent | {"2-kept": kept, "send": "1"}).status_code == 302
    assert Meeting.objects.count() == 2


def test_rows_are_added_left_out_and_corrected(year: Year) -> None:
    mentor, url = visitor(PIRJO), f"/oma/ryhma/{year.a.pk}/tapaamiset/"
    sent = rows("2026-11-09")
    sent.pop("send")

    assert len(mentor.post(url, sent | {"add": "1"}).context["rows"]) == 2
    assert "Valitse vähintään yksi aika." in words(mentor.post(url, rows("")))
    assert "Kerro, missä tapaatte" in words(mentor.post(url, rows("2026-11-09") | {"1-place": ""}))
    assert mentor.post(url, rows("9.11", "x") | {"rows": "zzz", "1-clock": "25:99", "minutes": "7"}).status_code == 200
    assert "ei ole ohjelman aikana" in words(mentor.post(url, rows("2027-07-09")))
    for strange in ("0001-01-01", "9999-12-31"):
        assert "Valitse päivä" in words(mentor.post(url, rows(strange)))
    assert "enintään 200 merkkiä" in words(mentor.post(url, rows("2026-11-09") | {"1-place": "x" * 300}))
    assert not Meeting.objects.exists()
    mentor.post(url, rows("2026-11-09", "") | {"1-place": "https://meet.example/x"})
    made = Meeting.objects.get()
    assert (made.mode, made.link, made.place) == (MeetingMode.ONLINE, "https://meet.example/x", "")


def test_a_meeting_moves_after_one_has_seen_who_is_told(year: Year) -> None:
    (meeting,) = planned(year)
    mentor, url = visitor(PIRJO), f"/oma/tapaaminen/{meeting.pk}/muuta/"
    sent = {"day": "2026-11-16", "clock": "15:00", "minutes": "90", "place": "Kirjasto", "sequence": "0"}

    assert "Lyseo, luokka 12" in words(mentor.get(url))
    page = words(mentor.post(url, sent))
    assert "ma 16.11.2026 klo 15.00, Kirjasto" in page and "5 ihmistä saa viestin" in page and not letters("changed")
    assert mentor.post(url, sent | {"do": "1"}).url == "/oma/ryhmani/"
    assert mentor.post(url, sent | {"do": "1"}).status_code == 302  # done already
    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.place) == (1, "Kirjasto") and len(letters("changed")) == 5
    assert "Joku on sillä välin muuttanut" in words(mentor.post(url, sent | {"day": "2026-11-23", "do": "1"}))


def test_a_meeting_is_cancelled_after_an_interruption(year: Year) -> None:
    (meeting,) = planned(year)
    mentor, url = visitor(PIRJO), f"/oma/tapaaminen/{meeting.pk}/peru/"

    assert "5 ihmistä saa viestin" in words(mentor.get(url))
    assert Meeting.objects.get().state == MeetingState.PLANNED
    mentor.post(url, {"sequence": "0"})
    mentor.post(url, {"sequence": "0"})

    assert Meeting.objects.get().state == MeetingState.CANCELLED and len(letters("cancelled")) == 5


def test_the_next_meeting_is_big_and_one_tap_says_that_one_cannot_come(year: Year) -> None:
    (meeting, _later) = planned(year, DAY, dt.date(2026, 12, 7))
    aino, mentor = visitor(AINO), visitor(PIRJO)
    url = f"/oma/tapaaminen/{meeting.pk}/en-paase/"

    page = words(aino.get("/oma/"))
    assert "Seuraava tapaaminen ma 9.11. klo 14.30 Lyseo, luokka 12, 90 min Lisää kalenteriin En pääse mukaan" in page
    aino.post(url)
    aino.post(url)
    page = words(aino.get("/oma/"))
    assert "Kiitos tiedosta. Kerromme mentorille." in page and "Olet kertonut, ettet pääse. Lisää kalenteriin Pääsen sittenkin" in page
    assert "3 tulossa, 1 estynyt Ei pääse: Aino Virtanen" in words(mentor.get("/oma/ryhmani/"))
    assert "Aino" not in words(visitor(BERTTA).get("/oma/")).partition("Ryhmäsi")[0]
    aino.post(url, {"undo": "1"})
    assert not Excuse.objects.exists() and "4 tulossa, 0 estynyttä" in words(mentor.get("/oma/ryhmani/"))


def test_other_peoples_meetings_are_not_there(year: Year) -> None:
    (meeting,) = planned(year)
    own = {AINO: ("verme.ics",), PIRJO: ("muuta/", "peru/", "verme.ics"), EERO: ()}
    for address, allowed in own.items():
        for page in ("muuta/", "peru/", "verme.ics"):
            status = visitor(address).get(f"/oma/tapaaminen/{meeting.pk}/{page}").status_code
            assert (address, page, status) == (address, page, 200 if page in allowed else 404)
    assert visitor(PIRJO).post(f"/oma/tapaaminen/{meeting.pk}/en-paase/").status_code == 404
    assert visitor(EERO).post(f"/oma/tapaaminen/{meeting.pk}/en-paase/").status_code == 404
    assert visitor(AINO).get(f"/oma/ryhma/{year.a.pk}/tapaamiset/").status_code == 404
    assert visitor(AINO).get(f"/oma/ryhma/{year.a.pk}/aikakysely/").status_code == 404


def test_a_group_is_asked_answers_and_the_mentor_picks(year: Year) -> None:
    mentor, aino, url = visitor(PIRJO), visitor(AINO), f"/oma/ryhma/{year.a.pk}/aikakysely/"
    first = mentor.get(url).context["form"]
    days = [day.value() for day, _clock in first.rows if day.value()]
    assert len(days) == 3  # the next free weeks stand ready
    times = {"minutes": "90", "day_1": "2026-11-09", "clock_1": "14:30", "day_2": "2026-11-10", "clock_2": "15:00"}

    mentor.post(url, times)
    mentor.post(url, times)
    poll = Poll.objects.get()
    assert poll.times.count() == 2 and len(letters("poll")) == 4
    sooner, later = poll.times.all()
    page = words(aino.get("/oma/"))
    assert "Mikä aika sopii sinulle?" in page
    own = f"/oma/aikakysely/{poll.pk}/"
    assert "Pirjo Salonen ehdottaa 2 aikaa tapaamiselle." in words(aino.get(own))
    aino.post(own, {f"time_{later.pk}": "well"})
    visitor(BERTTA).post(own, {f"time_{later.pk}": "if_needed", f"time_{sooner.pk}": "well"})
    visitor("cecilia.cavén@koulu.example").post(own, {"none": "1"})
    assert dict(PollAnswer.objects.filter(seat__signup__name__startswith="Aino").values_list("time", "suits")) == {
        sooner.pk: "not", later.pk: "well",
    }  # fmt: skip
    page = words(mentor.get(url))
    assert page.index("ti 10.11.2026 klo 15.00") < page.index("ma 9.11.2026 klo 14.30")
    assert "Sopii hyvin Aino Virtanen Sopii tarvittaessa Bertta Berg Ei sovi Cecilia Cavén" in page
    assert "Aino" not in words(visitor(BERTTA).get(own))

    mentor.post(url, {"minutes": "90", "day_1": "2026-11-10", "clock_1": "15:00"})  # one is taken out …
    mentor.post(url, times)  # … and comes back with its answers
    assert PollAnswer.objects.count() == 6 and len(letters("poll")) == 4
    assert mentor.post(url, {"pick": str(later.pk), "place": "Kirjasto"}).url == "/oma/ryhmani/"
    meeting = Meeting.objects.get()
    assert (clock.local(meeting.starts_at).date(), meeting.place, len(letters("invited"))) == (dt.date(2026, 11, 10), "Kirjasto", 5)
    assert aino.get(own).status_code == 302


def test_one_file_and_the_whole_calendar(year: Year, at: Callable[[dt.datetime], None]) -> None:
    (meeting,) = planned(year)
    actions.change(
        meeting,
        wish=wish(DAY, where=wish(DAY).where.__class__(MeetingMode.HYBRID, "Kirjasto", "https://meet.example/x")),
        sequence=0,
        by=year.here.by,
    )
    aino = visitor(AINO)

    one = aino.get(f"/oma/tapaaminen/{meeting.pk}/verme.ics")
    (event,) = Calendar.from_ical(one.content).walk("VEVENT")
    assert (str(event["SUMMARY"]), str(event["LOCATION"]), event["SEQUENCE"]) == ("Verme-tapaaminen", "Kirjasto ja etänä", 1)

    address = aino.post("/oma/kalenteri/").context["address"]
    feed = address.partition("testserver")[2] or "/" + address.split("/", 3)[3]
    answer = Client().get(feed)
    assert (answer.status_code, answer["Cache-Control"], answer["Content-Type"]) == (
        200,
        "private, no-cache",
        "text/calendar; charset=utf-8",
    )
    text = answer.content.decode()
    for kept in ("meet.example", "Aino", "Pirjo", "Teema", "ATTENDEE", "koulu.example"):
        assert kept not in text
    assert text.count("BEGIN:VEVENT") == 1 and "TZID:Europe/Helsinki" in text

    Seat.objects.filter(signup__person=who(AINO)).update(until=clock.now())
    assert b"VEVENT" not in Client().get(feed).content  # who has left has an empty calendar
    new = aino.post("/oma/kalenteri/").context["address"]
    assert new != address and Client().get(feed).status_code == 404
    assert Client().get("/kalenteri/unknown.ics").status_code == 404
    aino.post("/oma/kalenteri/", {"end": "1"})
    assert Client().get("/" + new.split("/", 3)[3]).status_code == 404


@pytest.mark.counting
def test_pages_ask_no_more_for_more_meetings(year: Year) -> None:
    def queries(url: str, address: str) -> int:
        client = visitor(address)
        client.get(url)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(url).status_code == 200
        return len(seen)

    pages = [("/oma/", AINO), ("/oma/ryhmani/", PIRJO), (f"/oma/ryhma/{year.a.pk}/tapaamiset/", PIRJO), ("/oma/kalenteri/", AINO)]
    planned(year)
    few = {page: queries(*page) for page in pages}
    planned(year, *(DAY + dt.timedelta(days=number) for number in range(1, 15)))
    many: dict[Any, int] = {page: queries(*page) for page in pages}

    assert many == few
    assert many["/oma/", AINO] <= 22 and max(number for page, number in many.items() if page[0] != "/oma/") <= 14
