"""A published group in the middle of the year: what would happen is shown before it does, and only those concerned are told."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.rooms.meetings.year import NOVEMBER, Year, a_year, meeting
from tests.visit import signed_in
from tests.web.coordinator.conftest import told, words
from verme.audit.actors import OPERATOR
from verme.groups.models import Group, Leader, Seat
from verme.groups.queries import groups as published
from verme.mail.models import Letter
from verme.meetings import actions as meetings
from verme.meetings.models import Meeting, StandIn
from verme.mentors import actions as mentors
from verme.mentors.terms import Training
from verme.organisations.terms import RoleKind

pytestmark = pytest.mark.django_db
GROUPS = "/o/seinajoki/ohjelmat/seinajoki-2026/ryhmat/"
A = f"{GROUPS}ryhma/a/"


@pytest.fixture
def year(at: Callable[[dt.datetime], None]) -> Year:
    made = a_year()
    at(NOVEMBER)
    for group in made.groups:
        meeting(group, dt.date(2026, 12, 8), starts=dt.time(14 + made.groups.index(group), 30))
        meetings.bring_up_to_date(group, by=OPERATOR)
    Letter.objects.all().delete()
    return made


@pytest.fixture
def client(year: Year) -> Client:
    return signed_in(year.here.house.coordinator)


def names(group: Group) -> list[str]:
    return [seat.signup.name for seat in Seat.objects.filter(group=group, until__isnull=True).order_by("signup__name")]


def kinds() -> set[str]:
    return set(Letter.objects.values_list("kind", flat=True))


def test_the_page_of_a_group(year: Year, client: Client) -> None:
    assert f'href="{A}"' in client.get(GROUPS).content.decode()
    page = words(client.get(A))

    assert page.startswith("Ryhmät Ryhmä A, Teema 2 mentori: ")
    assert "4 jäsentä" in page
    assert "ti 8.12. Lyseo, luokka 12" in page
    assert "Toinen parista lopettaa" not in page
    assert "@" not in page
    assert client.get(f"{GROUPS}ryhma/x/").status_code == 404
    assert client.get(f"{A}tanssi/").status_code == 404


def test_a_move_shows_who_is_told_before_it_happens(year: Year, client: Client) -> None:
    a, b = year.groups
    seat, chosen = year.seats(a)[0], {"seat": str(year.seats(a)[0].pk), "to": str(b.pk)}
    assert "Kuka" in words(client.get(f"{A}siirra/"))
    assert "Valitse, kuka siirtyy." in words(client.get(f"{A}siirra/", {"katso": "1"}))

    shown = words(client.get(f"{A}siirra/", {"katso": "1", **chosen}))

    assert f"{seat.signup.name}: Sinulla on uusi verme-ryhmä" in shown
    assert f"{year.mentor(a).name}: Yksi verme-ryhmäsi jäsenistä ei jatka" in shown
    assert f"{year.mentor(b).name}: Uusi jäsen verme-ryhmässäsi" in shown
    assert "paikkasi on siirtynyt ryhmästä A ryhmään B." in shown
    assert (names(a), Letter.objects.count()) == ([seat.signup.name for seat in year.seats(a)], 0)
    done = told(client, client.post(f"{A}siirra/", chosen))

    assert "Siirretty. Viestit ovat matkalla." in done
    assert seat.signup.name in names(b)
    assert kinds() == {"groups.moved", "groups.leaver", "groups.newcomer", "meetings.left", "meetings.invited"}


def test_somebody_joins_from_the_waiting_list(year: Year, client: Client) -> None:
    signup = year.signups[-1]
    shown = words(client.get(f"{A}lisaa/", {"katso": "1", "signup": str(signup.pk)}))
    assert f"{signup.name}: Verme-ryhmäsi on löytynyt" in shown

    told(client, client.post(f"{A}lisaa/", {"signup": str(signup.pk)}))

    assert signup.name in names(year.groups[0])


def test_another_mentor(year: Year, client: Client) -> None:
    a, old = year.groups[0], year.mentor(year.groups[0])
    new = mentors.register(
        year.here.house.organisation, email="uuno@koulu.example", name="Uuno Uusi", language="fi", training=Training.TRAINED, by=OPERATOR
    )
    chosen = {"to": str(new.pk), "instead_of": "0"}
    assert "mentorinne" in words(client.get(f"{A}mentori/", {"katso": "1", **chosen}))

    told(client, client.post(f"{A}mentori/", chosen))
    assert "Toinen parista lopettaa" in words(client.get(A))
    leader = Leader.objects.get(group=a, mentor=old)
    told(client, client.post(f"{A}parista/", {"leader": str(leader.pk)}))

    assert year.mentor(a) == new
    assert {"groups.mentor", "groups.leaders", "groups.led"} <= kinds()


def test_a_stand_in_and_back(year: Year, client: Client) -> None:
    other, one = year.mentor(year.groups[1]), Meeting.objects.get(group=year.groups[0])
    chosen = {"meeting": str(one.pk), "mentor": str(other.pk)}
    assert f"{other.name}: Pidät yhden verme-tapaamisen sijaisena" in words(client.get(f"{A}sijainen/", {"katso": "1", **chosen}))

    told(client, client.post(f"{A}sijainen/", chosen))
    assert f"sijainen: {other.name}" in words(client.get(A))
    told(client, client.post(f"{A}sijainen/", {**chosen, "mentor": "0"}))

    assert not StandIn.objects.filter(ended_at__isnull=True).exists()


def test_merging_and_closing(year: Year, client: Client) -> None:
    a, b = year.groups
    assert "Sinulla on uusi verme-ryhmä" in words(client.get(f"{A}yhdista/", {"katso": "1", "into": str(b.pk)}))
    told(client, client.post(f"{A}yhdista/", {"into": str(b.pk)}))
    assert (names(a), len(names(b))) == ([], 8)
    assert "Suljettu ti 24.11.2026" in words(client.get(A))
    assert client.get(f"{A}sulje/").status_code == 404
    closing = f"{GROUPS}ryhma/b/sulje/"

    assert "Verme-ryhmäsi päättyy" in words(client.get(closing))
    assert names(b)
    told(client, client.post(closing))

    assert names(b) == []
    assert not published(year.here.programme).filter(closed_at__isnull=True).exists()


def test_a_rule_that_says_no_is_said_at_the_group(year: Year, client: Client) -> None:
    year.here.programme.refresh_from_db()
    year.here.programme.ended_at = NOVEMBER
    year.here.programme.save()

    assert "Ohjelma on päättynyt." in told(client, client.post(f"{A}sulje/"))
    assert names(year.groups[0])


def test_only_who_publishes_changes_groups(year: Year) -> None:
    for kind, person in year.here.house.people.items():
        status = signed_in(person).get(f"{A}siirra/").status_code
        assert status == (200 if kind == RoleKind.COORDINATOR else 403), kind


def test_queries_do_not_grow(year: Year, client: Client) -> None:
    def count() -> list[int]:
        found = []
        for path in (A, f"{A}siirra/", f"{A}lisaa/", f"{A}mentori/", f"{A}sijainen/"):
            with CaptureQueriesContext(connection) as seen:
                assert client.get(path).status_code == 200
            found.append(len(seen))
        return found

    few = count()
    for number in range(3):
        meeting(year.groups[0], dt.date(2027, 1, 5 + number))

    assert count() == few
    assert max(few) <= 12
