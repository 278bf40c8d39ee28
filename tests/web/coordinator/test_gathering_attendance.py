"""The coordinator says which mentors were at a planning meeting; never who was at a group's own."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests.rooms.meetings.year import Year, a_year, gathering, meeting
from tests.visit import signed_in
from tests.web.coordinator.conftest import told, words
from verme.kernel import clock
from verme.meetings.models import MentorAttendance
from verme.meetings.terms import MeetingState
from verme.organisations.terms import RoleKind

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 24)
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
