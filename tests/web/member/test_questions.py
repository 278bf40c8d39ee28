"""A group says whether somebody with a role at work may join: who is asked, sees and answers it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.rooms.groups.round import Round
from tests.visit import signed_in
from tests.web.coordinator.conftest import told, words
from tests.web.member.conftest import publish, visitor
from verme.audit.actors import OPERATOR
from verme.groups.models import Consent, Seat
from verme.organisations import actions as organisations
from verme.organisations.terms import RoleKind
from verme.people import actions as people
from verme.signups.models import Signup
from verme.signups.terms import State

pytestmark = pytest.mark.django_db
PIRJO = "pirjo.salonen@koulu.example"


def asked(here: Round, *, mentor_has_role: bool = False) -> Consent:
    """Four people and an approver in Pirjo's group: the approver's seat waits for a yes."""
    approver = here.house.people[RoleKind.APPROVER]
    if mentor_has_role:
        pirjo = people.ensure(PIRJO, name="Pirjo Salonen", language="fi", by=OPERATOR)
        organisations.grant_role(here.house.organisation, person=pirjo, kind=RoleKind.MANAGER, by=OPERATOR)
    members = [here.person(name) for name in ("Aino", "Bertta", "Cecilia", "Daavid")]
    publish(here, (here.mentor("Pirjo Salonen"), [*members, here.person(approver.name, email=approver.email)]))
    return Consent.objects.get()


def url(consent: Consent) -> str:
    return f"/oma/kysymys/{consent.pk}/"


def test_the_mentor_looks_and_says_yes(here: Round) -> None:
    consent, client = asked(here), visitor(PIRJO)
    assert "Ryhmään A haluaisi ihminen, jolla on Vermessä myös työrooli." in words(client.get("/oma/ryhmani/"))
    page = words(client.get(url(consent)))
    assert f"Saako {consent.signup.name} tulla ryhmään A?" in page
    assert "Hänellä on Vermessä myös työrooli: hyväksyjä." in page

    assert "Kiitos. Kyseinen ihminen saa viestin." in told(client, client.get(client.post(url(consent), {"yes": "1"})["Location"]))
    assert Seat.objects.filter(signup=consent.signup).exists()
    assert client.get(url(consent)).status_code == 404


def test_a_no_puts_the_person_first_on_the_waiting_list(here: Round) -> None:
    consent, client = asked(here), visitor(PIRJO)

    client.post(url(consent), {"no": "1"})

    assert Signup.objects.get(pk=consent.signup_id).state == State.QUEUED
    assert not Seat.objects.filter(signup=consent.signup).exists()


@pytest.mark.parametrize("pressed", [{}, {"yes": "1", "no": "1"}])
def test_without_a_clear_answer_nothing_is_settled(here: Round, pressed: dict[str, str]) -> None:
    consent = asked(here)

    assert visitor(PIRJO).post(url(consent), pressed).status_code == 200
    assert Consent.objects.get().settled_at is None


def test_where_the_mentor_has_a_role_too_members_are_asked(here: Round) -> None:
    consent = asked(here, mentor_has_role=True)
    aino, bertta, pirjo = visitor("aino@koulu.example"), visitor("bertta@koulu.example"), visitor(PIRJO)
    assert "Ryhmältäsi kysytään" in words(aino.get("/oma/"))
    assert pirjo.get(url(consent)).status_code == 404

    assert "Kiitos. Myös toiselta jäseneltä kysytään." in told(aino, aino.post(url(consent), {"yes": "1"}))
    assert "Olet vastannut; voit vielä muuttaa vastaustasi." in words(aino.get("/oma/"))
    assert "Kiitos. Kyseinen ihminen saa viestin." in told(bertta, bertta.post(url(consent), {"yes": "1"}))
    assert Seat.objects.filter(signup=consent.signup).exists()


def test_the_person_knows_only_that_a_group_is_asked(here: Round) -> None:
    consent = asked(here)
    client = visitor(consent.signup.email)

    page = words(client.get("/oma/"))

    assert "Sinulle sopivalta ryhmältä kysytään ensin, koska sinulla on myös työrooli." in page
    assert "Aino" not in page
    assert client.get(url(consent)).status_code == 404


def test_nobody_else_finds_the_question(here: Round) -> None:
    consent = asked(here)
    others: list[Client] = [visitor("aino@koulu.example"), *(signed_in(person) for person in here.house.people.values())]

    assert {client.get(url(consent)).status_code for client in others} == {404}
    assert {client.post(url(consent), {"yes": "1"}).status_code for client in others} == {404}
    assert Consent.objects.get().settled_at is None


@pytest.mark.counting
def test_queries_do_not_grow_with_questions(here: Round) -> None:
    later = here.people(5)
    consent, client = asked(here), visitor(PIRJO)

    def count(path: str) -> int:
        with CaptureQueriesContext(connection) as made:
            assert client.get(path).status_code == 200
        return len(made)

    paths = ("/oma/ryhmani/", url(consent))
    few = [count(path) for path in paths]
    for signup in later:
        Consent.objects.create(group=consent.group, signup=signup)
        manager = people.ensure(signup.address, name=signup.name, language="fi", by=OPERATOR)
        organisations.grant_role(here.house.organisation, person=manager, kind=RoleKind.MANAGER, by=OPERATOR)

    assert [count(path) for path in paths] == few
    assert max(few) <= 16
