"""Leaving quietly, giving a group on, a stand-in: by whom it concerns, and by nobody else."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from tests import cast
from tests.rooms.meetings.year import meeting
from tests.visit import signed_in
from tests.web.coordinator.conftest import words
from tests.web.member.conftest import Year, visitor
from verme.audit.actors import OPERATOR
from verme.groups.models import Leader, Seat
from verme.kernel import clock
from verme.mail.models import Letter
from verme.meetings.models import StandIn
from verme.mentors import actions as mentors
from verme.mentors.models import Mentor
from verme.mentors.terms import Training

pytestmark = pytest.mark.django_db
PIRJO, HEIKKI, AINO = "pirjo.salonen@koulu.example", "heikki.mäkelä@koulu.example", "aino@koulu.example"
DAY = dt.date(2026, 12, 8)


@pytest.fixture(autouse=True)
def november(year: Year, at: Callable[[dt.datetime], None]) -> None:
    at(clock.at(dt.date(2026, 11, 24), dt.time(8)))
    Letter.objects.all().delete()


def leaving(year: Year) -> str:
    return f"/oma/ryhma/{year.a.pk}/jata/"


def mentoring(year: Year, deed: str) -> str:
    return f"/oma/ryhmani/{year.a.pk}/muuta/{deed}/"


def test_a_member_leaves_without_a_word_of_why(year: Year) -> None:
    aino = visitor(AINO)
    assert leaving(year) in aino.get(f"/oma/ryhma/{year.a.pk}/").content.decode()
    asked = aino.get(leaving(year))
    assert "Voit lähteä ryhmästä milloin vain. Kerromme mentorille vain, että et jatka." in words(asked)
    assert "<textarea" not in asked.content.decode()
    assert Seat.objects.filter(group=year.a, until__isnull=True).count() == 4

    done = aino.post(leaving(year), follow=True)

    assert "Olet lähtenyt ryhmästä." in words(done)
    assert Seat.objects.get(signup=year.members[0]).until == clock.now()
    told = dict(Letter.objects.values_list("kind", "text"))
    assert set(told) == {"groups.left", "groups.leaver"}
    assert "Aino" not in told["groups.leaver"]
    assert aino.get(leaving(year)).status_code == 404  # a second press finds that it is done
    assert "Aino" not in words(visitor(PIRJO).get("/oma/ryhmani/"))


def test_nobody_leaves_for_another(year: Year) -> None:
    others = [visitor(PIRJO), visitor("eero.eno@koulu.example"), signed_in(cast.stranger()), signed_in(year.here.house.coordinator)]

    assert {client.post(leaving(year)).status_code for client in others} == {404}
    assert Client().post(leaving(year)).status_code == 302
    assert Seat.objects.filter(until__isnull=False).count() == 0


def test_a_group_is_given_on(year: Year) -> None:
    pirjo, heikki = visitor(PIRJO), Mentor.objects.get(name="Heikki Mäkelä")
    hidden = mentors.register(
        year.here.house.organisation, email="piilo@koulu.example", name="Piilo Piilonen", training=Training.TRAINED, by=OPERATOR
    )
    asked = words(pirjo.get(mentoring(year, "vaihda")))
    assert "Heikki Mäkelä" in asked
    assert "Piilo Piilonen" not in asked  # has not chosen to be seen
    assert "Valitse mentori." in words(pirjo.get(mentoring(year, "vaihda"), {"katso": "1", "to": str(hidden.pk)}))
    shown = words(pirjo.get(mentoring(year, "vaihda"), {"katso": "1", "to": str(heikki.pk)}))
    assert "ryhmäsi on A, Teema 2, ja mentorinne Heikki Mäkelä" in shown
    assert Letter.objects.count() == 0

    done = pirjo.post(mentoring(year, "vaihda"), {"to": str(heikki.pk)}, follow=True)

    assert "Ryhmällä on uusi mentori. Kiitos työstäsi ryhmän hyväksi." in words(done)
    assert Leader.objects.get(group=year.a, until__isnull=True).mentor == heikki
    assert pirjo.get(mentoring(year, "vaihda")).status_code == 404
    assert "Aino Virtanen" in words(visitor(HEIKKI).get("/oma/ryhmani/"))


def test_a_stand_in_is_chosen(year: Year) -> None:
    one, heikki = meeting(year.a, DAY), Mentor.objects.get(name="Heikki Mäkelä")
    pirjo, chosen = visitor(PIRJO), {"meeting": str(one.pk), "mentor": str(heikki.pk)}
    assert "Sijainen näkee paikan, nimet ja kyseisen tapaamisen läsnäolot" in words(pirjo.get(mentoring(year, "sijainen")))

    pirjo.post(mentoring(year, "sijainen"), chosen)

    assert StandIn.objects.get(meeting=one, ended_at__isnull=True).mentor == heikki
    assert "Aino Virtanen" in words(visitor(HEIKKI).get(f"/oma/tapaaminen/{one.pk}/lasnaolot/"))
    assert visitor(HEIKKI).get(f"/oma/ryhma/{year.a.pk}/sopimus/").status_code == 404
    pirjo.post(mentoring(year, "sijainen"), {**chosen, "mentor": "0"})
    assert visitor(HEIKKI).get(f"/oma/tapaaminen/{one.pk}/lasnaolot/").status_code == 404


def test_only_the_groups_own_mentor_changes_it(year: Year) -> None:
    others = [visitor(HEIKKI), visitor(AINO), signed_in(cast.stranger()), signed_in(year.here.house.coordinator)]

    for deed in ("vaihda", "sijainen"):
        assert {client.get(mentoring(year, deed)).status_code for client in others} == {404}
    assert visitor(PIRJO).get(mentoring(year, "tanssi")).status_code == 404
