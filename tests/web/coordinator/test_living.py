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
from verme.organisations import actions as organisations
from verme.organisations.models import StaffMember
from verme.organisations.terms import RoleKind
from verme.signups.models import Offer, Signup, SignupPlace, SignupSlot, SignupTheme
from verme.signups.terms import State

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


def test_whom_a_place_is_offered_is_seen_first(year: Year, client: Client) -> None:
    first = year.signups[-1]
    shown = words(client.get(f"{A}tarjoa/"))

    assert f"Varasijoilla ensimmäinen, jolle ryhmä sopii {first.name}, varasijalla 1." in shown
    assert f"{first.name}: Sinulle vapautui paikka" in shown
    assert "ti 24.11.2026 klo" not in shown
    assert "pe 27.11.2026 klo 8.00" in shown
    assert (Letter.objects.count(), Offer.objects.count()) == (0, 0)
    done = told(client, client.post(f"{A}tarjoa/", {"seen": str(first.pk)}))

    assert "Paikkaa on tarjottu." in done
    assert list(Letter.objects.values_list("kind", "to_address")) == [("signups.offer", first.email)]
    assert "Kukaan varasijalla oleva ei sovi tähän ryhmään" in words(client.get(f"{A}tarjoa/"))


def test_who_is_not_the_first_any_more_is_not_offered(year: Year, client: Client) -> None:
    seen = year.signups[-1]
    queued(year)
    Signup.objects.filter(pk=seen.pk).update(rank=99)

    said = told(client, client.post(f"{A}tarjoa/", {"seen": str(seen.pk)}))

    assert "Ryhmät ovat muuttuneet" in said
    assert not Offer.objects.exists()
    for odd in ("x", "9" * 30, "-1"):
        assert client.post(f"{A}tarjoa/", {"seen": odd}).status_code == 302


def test_somebody_who_left_comes_back(year: Year, client: Client) -> None:
    a, b = year.groups
    assert "Ota takaisin" not in words(client.get(A))
    assert "Kukaan ei ole lähtenyt tämän ohjelman ryhmistä." in words(client.get(f"{A}takaisin/"))
    seat = year.seats(a)[0]
    meetings.give_up(seat, by=OPERATOR)
    Letter.objects.all().delete()
    assert "Ota takaisin joku, joka lähti" in words(client.get(A))
    assert f"{seat.signup.name}, oli ryhmässä A" in words(client.get(f"{A}takaisin/"))
    path, chosen = f"{GROUPS}ryhma/b/takaisin/", {"signup": str(seat.signup_id)}

    shown = words(client.get(path, {"katso": "1", **chosen}))
    told(client, client.post(path, chosen))

    assert f"{seat.signup.name}: Olet taas mukana verme-ryhmässä" in shown
    assert f"{year.mentor(b).name}: Uusi jäsen verme-ryhmässäsi" in shown
    assert year.mentor(a).name not in shown
    assert seat.signup.name in names(b)
    assert set(Letter.objects.values_list("kind", "to_address")) == {
        ("groups.back", seat.signup.email),
        ("groups.newcomer", year.mentor(b).email),
        ("meetings.invited", seat.signup.email),
    }


def test_the_list_of_sign_ups_leads_to_both(year: Year, client: Client) -> None:
    """Writing to those who wait, and the way back of who has left; not when nobody waits, nor into a closed group."""
    listed, own = "/o/seinajoki/ohjelmat/seinajoki-2026/ilmoittautuneet/", year.seats(year.groups[0])[0].signup
    page = f"{listed}{own.reference}/"
    assert "?kenelle=queue" in client.get(listed).content.decode()
    assert "Ota takaisin" not in words(client.get(page))
    meetings.give_up(year.seats(year.groups[0])[0], by=OPERATOR)
    meetings.join(year.groups[0], signup=year.signups[-1], by=OPERATOR)

    assert "?kenelle=queue" not in client.get(listed).content.decode()
    assert f'{A}takaisin/?katso=1&amp;signup={own.pk}"' in client.get(page).content.decode()
    assert "Olet taas mukana" in words(client.get(f"{A}takaisin/", {"katso": "1", "signup": own.pk}))
    meetings.shut(year.groups[0], by=OPERATOR)
    assert "Ota takaisin" not in words(client.get(page))


def test_the_rules_that_a_move_would_break_are_named(year: Year, client: Client) -> None:
    a, b = year.groups
    mover, staff = year.seats(a)[0].signup, year.seats(b)[0].signup
    chosen = {"katso": "1", "seat": str(year.seats(a)[0].pk), "to": str(b.pk)}
    SignupSlot.objects.filter(signup=mover, slot=b.slot).delete()
    weighed = words(client.get(f"{A}siirra/", chosen))
    assert f"Katso ensin tätä {mover.name}: Ryhmän B aika ei sovi. Ryhmään A jäisi vain 3 jäsentä" in weighed
    assert "Siirrä ja lähetä viestit" in weighed
    organisation = year.here.house.organisation
    boss = StaffMember.objects.create(organisation=organisation, name=mover.name, email=mover.email)
    StaffMember.objects.create(organisation=organisation, name=staff.name, email=staff.email, supervisor=boss)

    stopped = words(client.get(f"{A}siirra/", chosen))

    rule = "Esihenkilö ja hänen oma henkilöstönsä eivät ole samassa ryhmässä."
    assert f"Sääntö estää tämän {mover.name}: {rule}" in stopped
    assert "Ryhmän B aika ei sovi." in stopped
    assert staff.name not in stopped
    assert "Siirrä ja lähetä viestit" not in stopped
    assert "Heille kerrotaan" not in stopped
    assert "Valitse toisin" in stopped
    assert "kaksi ihmistä ei saa olla" in told(client, client.post(f"{A}siirra/", chosen))


def test_with_a_role_at_work_the_group_is_asked_and_the_page_says_so(year: Year, client: Client) -> None:
    a, b = year.groups
    seat = year.seats(a)[0]
    organisations.grant_role(year.here.house.organisation, person=year.member(seat), kind=RoleKind.APPROVER, by=OPERATOR)
    Letter.objects.all().delete()

    shown = words(client.get(f"{A}siirra/", {"katso": "1", "seat": str(seat.pk), "to": str(b.pk)}))

    assert f"Henkilöllä {seat.signup.name} on Vermessä myös työrooli, joten ryhmältä B kysytään ensin." in shown
    assert f"{year.mentor(b).name}: Saako joku liittyä verme-ryhmääsi?" in shown
    assert "Sinulla on uusi verme-ryhmä" not in shown
    merging = words(client.get(f"{A}yhdista/", {"katso": "1", "into": str(b.pk)}))
    assert f"Henkilöllä {seat.signup.name} on Vermessä myös työrooli" in merging
    told(client, client.post(f"{A}yhdista/", {"into": str(b.pk)}))
    letters = {(kind, address) for kind, address in Letter.objects.values_list("kind", "to_address") if kind.startswith("groups.")}
    assert {kind for kind, address in letters if address == seat.signup.email} == {"groups.asked_about"}


def test_a_new_mentor_whom_a_rule_stops(year: Year, client: Client) -> None:
    a, member = year.groups[0], year.seats(year.groups[0])[0].signup
    organisation = year.here.house.organisation
    new = mentors.register(organisation, email="uuno@koulu.example", name="Uuno", language="fi", training=Training.TRAINED, by=OPERATOR)
    boss = StaffMember.objects.create(organisation=organisation, name=new.name, email=new.email)
    StaffMember.objects.create(organisation=organisation, name=member.name, email=member.email, supervisor=boss)
    meeting_on = Meeting.objects.get(group=a)
    chosen = {"to": str(new.pk), "instead_of": str(year.mentor(a).pk)}

    for path, asked in ((f"{A}mentori/", chosen), (f"{A}sijainen/", {"meeting": str(meeting_on.pk), "mentor": str(new.pk)})):
        shown = words(client.get(path, {"katso": "1", **asked}))
        assert "Sääntö estää tämän Uuno: Esihenkilö" in shown
        assert member.name not in shown
        assert "kaksi ihmistä ei saa olla" in told(client, client.post(path, asked))
    assert year.mentor(a) != new
    assert not StandIn.objects.exists()


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


def queued(year: Year) -> Signup:
    """One more who waits, with the answers of the one who waits already."""
    waiting = year.signups[-1]
    number = Signup.objects.count() + 1
    named = {"reference": f"R{number}", "key": f"lisä-{number}", "manage_digest": f"{number}", "name": f"Jonottaja {number}"}
    made = Signup.objects.get(pk=waiting.pk)
    for name, value in {**named, "pk": None, "rank": 20 + number, "state": State.QUEUED, "address": f"jono{number}@koulu.example"}.items():
        setattr(made, name, value)
    made.save()
    for answers in (SignupTheme, SignupSlot, SignupPlace):
        for answer in answers.objects.filter(signup=waiting):
            answer.pk, answer.signup = None, made
            answer.save()
    return made


@pytest.mark.counting
def test_queries_do_not_grow(year: Year, client: Client) -> None:
    def count() -> list[int]:
        found = []
        move = {"katso": "1", "seat": str(year.seats(year.groups[0])[0].pk), "to": str(year.groups[1].pk)}
        merge = {"katso": "1", "into": str(year.groups[1].pk)}
        paths = (A, f"{A}siirra/", f"{A}lisaa/", f"{A}mentori/", f"{A}sijainen/", f"{A}takaisin/", f"{A}tarjoa/")
        for path, asked in (*((path, {}) for path in paths), (f"{A}siirra/", move), (f"{A}yhdista/", merge)):
            with CaptureQueriesContext(connection) as seen:
                assert client.get(path, asked).status_code == 200
            found.append(len(seen))
        return found

    meetings.give_up(year.seats(year.groups[1])[0], by=OPERATOR)
    few = count()
    for number in range(3):
        meeting(year.groups[0], dt.date(2027, 1, 5 + number))
        meetings.join(year.groups[0], signup=queued(year), by=OPERATOR)
        meetings.give_up(year.seats(year.groups[0])[0], by=OPERATOR)

    assert count() == few
    assert max(few) <= 25, few
    assert max(few[:6]) <= 12, few
