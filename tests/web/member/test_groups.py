"""O2 and M1: a group as its members see it, and as its mentor does; nobody else."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import cast, make
from tests.rooms.groups.round import Round, a_round
from tests.visit import signed_in
from tests.web.coordinator.conftest import words
from tests.web.member.conftest import Year, publish, visitor
from verme.audit.actors import OPERATOR
from verme.groups.models import Leader, Seat
from verme.kernel import clock
from verme.programmes import actions as programmes
from verme.programmes.models import Theme
from verme.programmes.terms import Kind

pytestmark = pytest.mark.django_db
M1 = "/oma/ryhmani/"
PIRJO = "pirjo.salonen@koulu.example"


def test_the_own_group(year: Year) -> None:
    page = words(visitor("aino@koulu.example").get(f"/oma/ryhma/{year.a.pk}/"))

    assert page.startswith("Oma Vermeni Ryhmä A, Teema 2 Maanantaisin klo 14.30–16.00 Keskusta 4 jäsentä")
    assert "Mentorisi Pirjo Salonen 044 123 4567" in page
    assert [name for name in ("Aino", "Bertta", "Cecilia", "Daavid", "Eero", "Fanni") if name in page] == [
        "Aino",
        "Bertta",
        "Cecilia",
        "Daavid",
    ]
    assert "LEAK" not in page
    assert "@" not in page


def test_a_group_is_only_its_members(year: Year) -> None:
    """Neither another group's member, nor the mentor, nor any role of this or another organisation, nor who has left."""
    url, house = f"/oma/ryhma/{year.a.pk}/", year.here.house
    outsiders = [visitor("eero.eno@koulu.example"), visitor(PIRJO), signed_in(cast.stranger()), signed_in(cast.gradia().coordinator)]
    outsiders += [signed_in(person) for person in house.people.values()]
    left = visitor("bertta.berg@koulu.example")
    assert left.get(url).status_code == 200
    Seat.objects.filter(signup=year.members[1]).update(until=clock.now())

    assert {client.get(url).status_code for client in [*outsiders, left]} == {404}
    assert Client().get(url).status_code == 302
    assert left.get("/oma/ryhma/999/").status_code == 404


def test_the_mentor_sees_who_comes(year: Year) -> None:
    page = words(visitor(PIRJO).get(M1))

    assert "Ryhmäni: A, Teema 2 Maanantaisin klo 14.30–16.00 Keskusta" in page
    assert "Kutsu ryhmä ensimmäiseen tapaamiseen." in page
    assert "Aino Virtanen Harjun koulu Luokanopettaja · uusi tehtävässä 1. Teema 2, 2. Teema 3 aino@koulu.example" in page
    assert "Bertta Berg Kirkkokadun koulu Luokanopettaja 1. Teema 2 bertta.berg@koulu.example" in page
    assert "Ryhmä tavoittaa sinut näin: 044 123 4567" in page
    assert "LEAK" not in page
    assert "Eero Eno" not in page


def test_the_mentor_writes_so_that_members_see_no_addresses(year: Year) -> None:
    page = visitor(PIRJO).get(M1).content.decode()

    addresses = ",".join(
        ["aino@koulu.example", "bertta.berg@koulu.example", "cecilia.cav%C3%A9n@koulu.example", "daavid.dahl@koulu.example"]
    )
    assert f'href="mailto:?bcc={addresses}"' in page


def test_a_discreet_wish_is_named_only_where_the_group_is_of_it(year: Year) -> None:
    Theme.objects.filter(pk=year.here.themes[2].pk).update(kind=Kind.LONG_CAREER)
    assert "1. Teema 2, 2. Teemaryhmä" in words(visitor(PIRJO).get(M1))
    year.a.theme = year.here.themes[2]
    year.a.save()

    assert "1. Teema 2, 2. Teema 3" in words(visitor(PIRJO).get(M1))
    assert "Ryhmäsi on A, Teema 3" in words(visitor("aino@koulu.example").get("/oma/"))


def test_who_leads_no_more_or_never_did(year: Year) -> None:
    pirjo = visitor(PIRJO)
    assert "Aino" in words(pirjo.get(M1))
    Leader.objects.filter(group=year.a).update(until=clock.now())

    for client in (pirjo, visitor("aino@koulu.example"), signed_in(year.here.house.coordinator)):
        page = words(client.get(M1))
        assert ("Sinulla ei ole nyt ohjattavaa ryhmää." in page, "@" in page) == (True, False)


@pytest.mark.parametrize(("language", "said"), [("sv", "Min grupp: A, Tema 2"), ("en", "My group: A, Theme 2")])
def test_in_each_language(year: Year, language: str, said: str) -> None:
    assert said in words(visitor(PIRJO).get(M1, {"kieli": language}))


def test_two_mentors_of_one_group(at: Callable[[dt.datetime], None]) -> None:
    at(make.OCTOBER)
    here = a_round()
    entry, other = here.mentor("Pirjo Salonen"), here.mentor("Heikki Mäkelä")
    second = other.lead_rows.get()
    other.delete()
    second.pk, second.entry = None, entry
    second.save()
    publish(here, (entry, [here.person("Aino", email="aino@koulu.example"), *here.people(3)]))

    assert "Mentorisi Pirjo Salonen & Heikki Mäkelä" in words(visitor("aino@koulu.example").get("/oma/"))
    assert "Ryhmäni: A" in words(visitor("heikki.mäkelä@koulu.example").get(M1))


@pytest.mark.counting
def test_queries_do_not_grow_with_rows(at: Callable[[dt.datetime], None]) -> None:
    at(make.OCTOBER)
    here = a_round()
    entry = here.mentor("Pirjo Salonen")
    extra = here.people(4)
    (a,) = publish(here, (entry, [here.person("Aino", email="aino@koulu.example"), *here.people(3)]))
    client, aino = visitor(PIRJO), visitor("aino@koulu.example")

    def count(who: Client, path: str) -> int:
        with CaptureQueriesContext(connection) as made:
            assert who.get(path).status_code == 200
        return len(made)

    def counts() -> list[int]:
        return [count(client, M1), count(aino, f"/oma/ryhma/{a.pk}/")]

    few = counts()
    mentor = entry.lead_rows.get().mentor
    for number in range(3):
        other = make.programme(here.house.organisation, slug=f"ohjelma-{number}", starts_on=make.OCTOBER.date())
        more = Round(here.house, other, make.themes(other), make.slots(other), make.places(other), here.numbers)
        offered = more.mentor()
        offered.lead_rows.update(mentor=mentor)
        publish(more, (offered, more.people(6, themes=more.themes[1:3])))
    Seat.objects.bulk_create(Seat(group=a, signup=signup) for signup in extra)

    assert counts() == few
    assert max(few) <= 13


def test_with_its_programme_a_group_ends_for_everybody(year: Year) -> None:
    member, mentor, url = visitor("aino@koulu.example"), visitor(PIRJO), f"/oma/ryhma/{year.a.pk}/"
    before = (member.get(url).status_code, "Ryhmäni: A" in words(mentor.get(M1)))
    programmes.end(year.a.programme, by=OPERATOR)

    assert before == (200, True)
    assert (member.get(url).status_code, "Ryhmäni: A" in words(mentor.get(M1))) == (404, False)
