"""The coordinator says who was at a planning meeting or a gathering of everybody; never who was at a group's own meeting."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from tests.rooms.meetings.year import PUBLISHED, Year, a_year, gathering, meeting
from tests.visit import signed_in
from tests.web.coordinator.conftest import told, words
from verme.groups.models import Seat
from verme.kernel import clock
from verme.meetings import actions, queries
from verme.meetings.models import Attendance, MentorAttendance, Objection
from verme.meetings.terms import MeetingKind, MeetingState
from verme.organisations.terms import RoleKind

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 24)
QUERIES = 11
MEETINGS = "/o/seinajoki/ohjelmat/seinajoki-2026/tapaamiset/"


@pytest.fixture
def year(at: Callable[[dt.datetime], None]) -> Year:
    made = a_year()
    at(clock.at(DAY, dt.time(15)))
    return made


def test_everyone_then_one_away(year: Year) -> None:
    plan, client = gathering(year, DAY), signed_in(year.here.house.coordinator)
    first, second = (year.mentor(group) for group in year.groups)
    path = f"{MEETINGS}{plan.pk}/lasnaolot/"
    assert path in client.get(f"{MEETINGS}{plan.pk}/").content.decode()
    assert "Valitse paikalla tai poissa." in words(client.post(path, {"version": "0", f"m{first.pk}": "yes"}))

    filled = client.post(path, {"version": "0", "all": "1"}).content.decode()
    assert (filled.count(" checked"), MentorAttendance.objects.count()) == (2, 0)
    chosen = {"version": "0", f"m{first.pk}": "yes", f"m{second.pk}": "no"}
    saved = told(client, client.post(path, chosen))

    assert "Läsnäolot on tallennettu: 1 paikalla, 1 poissa." in saved
    plan.refresh_from_db()
    assert plan.state == MeetingState.HELD
    told(client, client.post(path, chosen))
    assert "Joku muu ehti merkitä tämän." in words(client.post(path, {**chosen, f"m{second.pk}": "yes"}))
    assert dict(MentorAttendance.objects.values_list("mentor", "is_present")) == {first.pk: True, second.pk: False}


def test_what_is_not_there(year: Year) -> None:
    client = signed_in(year.here.house.coordinator)
    later = gathering(year, DAY + dt.timedelta(7))
    own = meeting(year.groups[0], DAY)

    for one in (later, own):
        assert client.get(f"{MEETINGS}{one.pk}/lasnaolot/").status_code == 404


def test_only_who_runs_meetings(year: Year) -> None:
    plan = gathering(year, DAY)

    for kind, person in year.here.house.people.items():
        status = signed_in(person).get(f"{MEETINGS}{plan.pk}/lasnaolot/").status_code
        assert status == (200 if kind == RoleKind.COORDINATOR else 403), kind


def test_everybody_of_the_closing_gathering_group_by_group(year: Year) -> None:
    closing, client = gathering(year, DAY, MeetingKind.CLOSING), signed_in(year.here.house.coordinator)
    path = f"{MEETINGS}{closing.pk}/lasnaolot/"
    seats = [seat for group in year.groups for seat in year.seats(group)]
    mentors = [year.mentor(group) for group in year.groups]

    shown = words(client.get(path))
    assert "ei kerrytä hyvitystä" in shown
    assert [shown.index(title) for title in ("Mentorit", "Ryhmä A", "Ryhmä B")] == sorted(
        shown.index(title) for title in ("Mentorit", "Ryhmä A", "Ryhmä B")
    )
    none = client.post(path, {"version": "0", "none": "1"}).content.decode()
    assert (none.count(" checked"), none.count('value="no" '), Attendance.objects.count()) == (10, 10, 0)
    chosen = {"version": "0", **{f"m{each.pk}": "yes" for each in mentors}, **{f"p{seat.pk}": "yes" for seat in seats}}
    chosen[f"p{seats[3].pk}"] = "no"
    saved = told(client, client.post(path, chosen))

    assert "Läsnäolot on tallennettu: 9 paikalla, 1 poissa." in saved
    assert ("Paikalla: 9." in saved, "Poissa: 1." in saved) == (True, True)
    assert dict(Attendance.objects.values_list("seat", "is_present")) == {seat.pk: seat != seats[3] for seat in seats}


def test_the_sheet_to_print_has_every_name_before_and_after(year: Year) -> None:
    client = signed_in(year.here.house.coordinator)
    for day in (DAY, DAY + dt.timedelta(7)):
        one = gathering(year, day, MeetingKind.CLOSING)
        shown = words(client.get(f"{MEETINGS}{one.pk}/lasnaololista/"))
        for group in year.groups:
            for name in (year.mentor(group).name, *(seat.signup.name for seat in year.seats(group))):
                assert name in shown


def test_a_participant_says_that_it_is_wrong_and_the_coordinator_answers(year: Year) -> None:
    closing, client = gathering(year, DAY, MeetingKind.CLOSING), signed_in(year.here.house.coordinator)
    seats = queries.seats_at(closing)
    mentors = {mentor.pk: True for mentor in queries.mentors_expected(closing)}
    actions.record_common(closing, mentors=mentors, seats={seat.pk: seat != seats[0] for seat in seats}, version=0, by=year.by)
    own = signed_in(year.member(seats[0]))

    assert "Päätöstilaisuus" in words(own.get("/oma/lasnaolot/"))
    assert "Vastuuhenkilö tarkistaa asian" in told(own, own.post(f"/oma/lasnaolot/{closing.pk}/oikaise/"))
    assert "Vastuuhenkilöltä on kysytty" in words(own.get("/oma/lasnaolot/"))
    assert "1 osallistujan mielestä" in words(client.get(f"{MEETINGS}{closing.pk}/"))
    path = f"{MEETINGS}{closing.pk}/lasnaolot/"
    assert f"{seats[0].signup.name}: merkintä on väärin" in words(client.get(path))
    told(client, client.post(f"{path}{Objection.objects.get().pk}/", {"correct": "1"}))

    assert queries.stored(closing)[seats[0].pk] is True
    assert "merkintä on väärin" not in words(client.get(path))


@pytest.mark.parametrize("more", [0, 40])
def test_the_page_asks_the_same_number_of_queries(more: int, year: Year, django_assert_num_queries: Any) -> None:
    signup = year.signups[-1]
    for number in range(more):
        unlike = {
            "pk": None,
            "reference": f"AAAA-{number:04}",
            "key": f"{number}",
            "manage_digest": f"{number}",
            "address": f"{number}@x.example",
        }
        for name, value in unlike.items():
            setattr(signup, name, value)
        signup.save()
        Seat.objects.create(group=year.groups[1], signup=signup, since=PUBLISHED)
    closing, client = gathering(year, DAY, MeetingKind.CLOSING), signed_in(year.here.house.coordinator)
    client.get(f"{MEETINGS}{closing.pk}/lasnaolot/")
    with django_assert_num_queries(QUERIES):
        client.get(f"{MEETINGS}{closing.pk}/lasnaolot/")
