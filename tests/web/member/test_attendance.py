"""M2 and the participant's own attendance: three taps, nothing lost, nobody else's."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import cast
from tests.rooms.meetings.year import meeting
from tests.visit import signed_in
from tests.web.coordinator.conftest import words
from tests.web.member.conftest import Year, visitor
from verme.groups.models import Leader, Seat
from verme.kernel import clock
from verme.meetings import queries
from verme.meetings.models import Attendance, Excuse, Meeting, Objection, StandIn
from verme.meetings.terms import MeetingState
from verme.mentors.models import Mentor

pytestmark = pytest.mark.django_db
M1, O1, MINE = "/oma/ryhmani/", "/oma/", "/oma/lasnaolot/"
PIRJO, HEIKKI, AINO = "pirjo.salonen@koulu.example", "heikki.mäkelä@koulu.example", "aino@koulu.example"
DAY = dt.date(2026, 11, 24)


@pytest.fixture
def one(year: Year, at: Callable[[dt.datetime], None]) -> Meeting:
    """A meeting of group A has just ended."""
    made = meeting(year.a, DAY)
    at(clock.at(DAY, dt.time(16, 5)))
    return made


def m2(one: Meeting) -> str:
    return f"/oma/tapaaminen/{one.pk}/lasnaolot/"


def seats(year: Year) -> list[Seat]:
    return list(Seat.objects.filter(group=year.a).order_by("signup__name"))


def form(year: Year, *absent: int, version: int = 0) -> dict[str, str | int]:
    chosen = {f"p{seat.pk}": "no" if number in absent else "yes" for number, seat in enumerate(seats(year))}
    return {"version": version, **chosen}


def test_three_taps(year: Year, one: Meeting) -> None:
    """The card on M1, everyone, save."""
    pirjo = visitor(PIRJO)
    first = pirjo.get(M1).content.decode()
    assert f'href="{m2(one)}"' in first
    assert "Ketkä olivat paikalla tänään?" in words(pirjo.get(M1))

    filled = pirjo.post(m2(one), {"version": 0, "all": "1"})
    assert filled.content.decode().count('value="yes"') == filled.content.decode().count(" checked") == 4
    assert Attendance.objects.count() == 0
    saved = pirjo.post(m2(one), form(year), follow=True)

    assert saved.redirect_chain == [(m2(one), 302)]
    assert "Läsnäolot on tallennettu: 4 paikalla, 0 poissa." in words(saved)
    assert Meeting.objects.get().state == MeetingState.HELD
    assert "Merkitse läsnäolot" not in words(pirjo.get(M1))


def test_the_page_asks_for_no_reason_and_names_from_a_to_o(year: Year, one: Meeting) -> None:
    Excuse.objects.create(meeting=one, seat=seats(year)[1])

    page = words(visitor(PIRJO).get(m2(one)))

    assert "Ryhmäni Ketkä olivat paikalla? ti 24.11. klo 14.30, ryhmä A Lyseo, luokka 12" in page
    assert "Poissaolon syytä ei kysytä eikä kirjata." in page
    names = ["Aino Virtanen Paikalla Poissa", "Bertta Berg kertoi, ettei pääse Paikalla Poissa", "Cecilia Cavén", "Daavid Dahl"]
    assert [page.index(name) for name in names] == sorted(page.index(name) for name in names)
    assert "<textarea" not in visitor(PIRJO).get(m2(one)).content.decode()


def test_everybody_is_answered_about(year: Year, one: Meeting) -> None:
    answered = form(year, 1)
    del answered[f"p{seats(year)[2].pk}"]

    page = visitor(PIRJO).post(m2(one), answered)

    assert page.status_code == 200
    assert "Cecilia Cavén Virhe: Valitse paikalla tai poissa." in words(page)
    assert page.content.decode().count(" checked") == 3  # what was chosen stays
    assert Attendance.objects.count() == 0


def test_sent_again_after_a_lost_connection(year: Year, one: Meeting) -> None:
    """T-21: the same form twice, with the old version, with and without the page's script."""
    pirjo = visitor(PIRJO)
    pirjo.post(m2(one), form(year, 1))

    again = pirjo.post(m2(one), form(year, 1), follow=True)
    by_script = pirjo.post(m2(one), form(year, 1), headers={"Verme-Script": "1"})

    assert "Jo tallennettu: 3 paikalla, 1 poissa." in words(again)
    assert (by_script.status_code, by_script.content) == (204, b"")
    assert (Attendance.objects.count(), Meeting.objects.get().attendance_version) == (4, 1)


def test_what_another_stored_and_what_was_chosen_stand_side_by_side(year: Year, one: Meeting) -> None:
    other = Mentor.objects.get(name="Heikki Mäkelä")
    StandIn.objects.create(meeting=one, mentor=other)
    visitor(HEIKKI).post(m2(one), form(year, 1))
    pirjo = visitor(PIRJO)

    page = pirjo.post(m2(one), form(year, 2))

    shown = words(page)
    assert "Joku muu ehti merkitä tämän. Vertaa merkintöjä ja tallenna oikea." in shown
    assert "Bertta Berg Virhe: Tallennettuna: poissa." in shown
    assert "Cecilia Cavén Virhe: Tallennettuna: paikalla." in shown
    assert 'name="version" value="1"' in page.content.decode()
    assert queries.stored(one) == {seat.pk: number != 1 for number, seat in enumerate(seats(year))}
    assert "tallennettu" in words(pirjo.post(m2(one), form(year, 2, version=1), follow=True))
    assert queries.stored(one) == {seat.pk: number != 2 for number, seat in enumerate(seats(year))}


def test_undo(year: Year, one: Meeting) -> None:
    pirjo = visitor(PIRJO)
    page = pirjo.post(m2(one), form(year, 1), follow=True)
    assert "Kumoa" in words(page)

    undone = pirjo.post(f"{m2(one)}kumoa/", {"version": 1}, follow=True)

    assert "Kumottu." in words(undone)
    assert (Meeting.objects.get().state, Attendance.objects.count()) == (MeetingState.PLANNED, 0)
    assert "Kumoa" not in words(pirjo.get(m2(one)))
    gone = pirjo.post(f"{m2(one)}kumoa/", {"version": 2}, follow=True)
    assert "Tätä ei voi enää kumota." in words(gone)
    for nonsense in ({}, {"version": "x"}):
        assert pirjo.post(f"{m2(one)}kumoa/", nonsense).status_code == 302


def test_before_it_begins_there_are_only_names(year: Year, one: Meeting, at: Callable[[dt.datetime], None]) -> None:
    at(one.starts_at - dt.timedelta(hours=1))
    pirjo = visitor(PIRJO)

    page = words(pirjo.get(m2(one)))

    assert "Kun tapaaminen on alkanut" in page
    assert "Aino Virtanen" in page
    assert "Tallenna läsnäolot" not in page
    pirjo.post(m2(one), form(year))
    assert Attendance.objects.count() == 0


def test_only_who_led_or_stands_in_opens_it(year: Year, one: Meeting) -> None:
    """Not another group's mentor, no member, no role of this or another organisation; the stand-in only this one meeting."""
    later = meeting(year.a, DAY - dt.timedelta(28))
    house = year.here.house
    others = [visitor(HEIKKI), visitor(AINO), signed_in(cast.stranger()), signed_in(cast.gradia().coordinator)]
    others += [signed_in(person) for person in house.people.values()]

    assert {client.get(m2(one)).status_code for client in others} == {404}
    assert {client.post(m2(one), form(year)).status_code for client in others} == {404}
    assert Client().get(m2(one)).status_code == 302
    StandIn.objects.create(meeting=one, mentor=Mentor.objects.get(name="Heikki Mäkelä"))
    heikki = visitor(HEIKKI)
    assert (heikki.get(m2(one)).status_code, heikki.get(m2(later)).status_code) == (200, 404)
    assert "Virtanen" not in words(heikki.get(M1))


def test_a_participant_sees_the_own_attendance(year: Year, one: Meeting) -> None:
    assert "Olet ollut mukana" not in words(visitor(AINO).get(O1))
    assert "Sinusta ei ole vielä merkintöjä." in words(visitor(AINO).get(MINE))
    visitor(PIRJO).post(m2(one), form(year, 1))
    aino = visitor(AINO)

    for page in (O1, f"/oma/ryhma/{year.a.pk}/", MINE):
        assert "Olet ollut mukana: 1 tapaamista, 1,5 tuntia" in words(aino.get(page)), page
    assert "ti 24.11.2026 ryhmä A Paikalla Merkintä on väärin" in words(aino.get(MINE))
    bertta = words(visitor("bertta.berg@koulu.example").get(MINE))
    assert "Olet ollut mukana: 0 tapaamista, 0 tuntia" in bertta
    assert "Poissa" in bertta
    assert "Aino" not in bertta
    Seat.objects.filter(signup=year.members[0]).update(until=clock.now())  # who has left still sees the own
    assert "Paikalla" in words(aino.get(MINE))


def test_an_objection_in_one_tap_and_its_answer(year: Year, one: Meeting) -> None:
    pirjo = visitor(PIRJO)
    pirjo.post(m2(one), form(year, 1))
    bertta = visitor("bertta.berg@koulu.example")

    thanks = bertta.post(f"{MINE}{one.pk}/oikaise/", follow=True)
    assert "Kiitos. Mentori katsoo asian, ja saat siitä viestin." in words(thanks)
    assert "Mentoriltasi on kysytty" in words(thanks)
    bertta.post(f"{MINE}{one.pk}/oikaise/")
    asked = Objection.objects.get()
    assert "Bertta Berg: merkintä on väärin" in words(pirjo.get(m2(one)))
    assert visitor(HEIKKI).post(f"/oma/oikaisu/{asked.pk}/", {"correct": "1"}).status_code == 404
    pirjo.post(f"/oma/oikaisu/{asked.pk}/", {})  # neither yes nor no
    assert Objection.objects.get().settled_at is None
    done = pirjo.post(f"/oma/oikaisu/{asked.pk}/", {"correct": "1"}, follow=True)

    assert "Kiitos. Kyseinen ihminen saa viestin." in words(done)
    assert all(queries.stored(one).values())
    assert "jo vastattu" in words(pirjo.post(f"/oma/oikaisu/{asked.pk}/", {"leave": "1"}, follow=True)).lower()


def test_nobody_objects_for_another(year: Year, one: Meeting) -> None:
    visitor(PIRJO).post(m2(one), form(year, 1))

    for client in (visitor(PIRJO), visitor("eero.eno@koulu.example"), signed_in(cast.stranger())):
        assert client.post(f"{MINE}{one.pk}/oikaise/").status_code == 404
    assert Objection.objects.count() == 0


def test_sheets_for_paper(year: Year, one: Meeting) -> None:
    meeting(year.a, DAY + dt.timedelta(14))
    meeting(year.a, DAY + dt.timedelta(21), state=MeetingState.CANCELLED)
    pirjo, sheet, names = visitor(PIRJO), f"{M1}{year.a.pk}/lasnaololista/", f"{M1}{year.a.pk}/nimilista/"

    shown, listed = words(pirjo.get(sheet)), words(pirjo.get(names))

    assert "Läsnäololista Ryhmä A, Teema 2. Pirjo Salonen. Seinäjoki, Verme 2026–2027." in shown
    assert "Nimi ti 24.11. ti 8.12. Aino Virtanen tyhjä tyhjä Bertta Berg" in shown
    assert "Rengas täyteen = paikalla." in shown
    assert "Aino Virtanen Harjun koulu Luokanopettaja" in listed
    assert "@" not in shown + listed
    for client in (visitor(HEIKKI), visitor(AINO), signed_in(year.here.house.coordinator)):
        assert {client.get(sheet).status_code, client.get(names).status_code} == {404}
    Leader.objects.filter(group=year.a).update(until=clock.now())
    assert pirjo.get(sheet).status_code == 404


@pytest.mark.counting
def test_queries_do_not_grow(year: Year, one: Meeting, at: Callable[[dt.datetime], None]) -> None:
    pirjo, aino = visitor(PIRJO), visitor(AINO)
    counts: dict[str, list[int]] = {}
    for turn in range(2):
        for page, client in ((m2(one), pirjo), (M1, pirjo), (O1, aino), (MINE, aino)):
            with CaptureQueriesContext(connection) as seen:
                assert client.get(page).status_code == 200
            counts.setdefault(page, []).append(len(seen))
        if turn == 0:
            for number in range(5):
                pirjo.post(m2(meeting(year.a, DAY - dt.timedelta(number + 1))), form(year, 1))
                meeting(year.a, DAY - dt.timedelta(number + 20))
            pirjo.get(M1)  # what was said about saving has been read

    assert all(max(seen) <= {O1: 20, M1: 13}.get(page, 12) for page, seen in counts.items()), counts
    assert counts[M1][0] == counts[M1][1]
    assert counts[m2(one)][0] == counts[m2(one)][1]
