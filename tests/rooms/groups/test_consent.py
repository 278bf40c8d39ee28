"""Somebody with a role at work enters a group only when it says yes: its mentor, else two members (decisions.md §2)."""

from typing import Any

import pytest

from tests.rooms.groups.round import Round, a_round, letters, refused
from verme.audit.actors import OPERATOR
from verme.groups import actions, queries
from verme.groups.models import Consent, Leader, Seat
from verme.groups.terms import ConsentRefusal
from verme.mail.models import Letter
from verme.organisations import actions as organisations
from verme.organisations.terms import RoleKind
from verme.people.models import Person
from verme.signups.models import Signup
from verme.signups.terms import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Round:
    return a_round()


def published(here: Round, *, mentor: dict[str, Any] | None = None) -> Consent:
    """Four people and an approver in one group, published: the approver's seat waits for a yes."""
    approver = here.house.people[RoleKind.APPROVER]
    people = [*here.people(4), here.person(approver.name, email=approver.email)]
    draft = here.draft((here.mentor(**(mentor or {})), people))
    actions.publish(draft, revision=draft.revision, by=here.by)
    return Consent.objects.get()


def mentor_with_a_role(here: Round) -> dict[str, Any]:
    person = Person.objects.create(email="pirjo@koulu.example", name="Pirjo Salonen", password="!")
    organisations.grant_role(here.house.organisation, person=person, kind=RoleKind.MANAGER, by=OPERATOR)
    return {"name": "Pirjo Salonen", "email": person.email}


def asked_of(person: Person) -> list[Consent]:
    return [question.consent for question in queries.questions(person)]


def answer(consent: Consent, voice: Leader | Seat, *, says_yes: bool) -> Consent:
    return actions.answer(consent, voice=voice, says_yes=says_yes, by=OPERATOR)


def test_the_seat_waits_and_the_mentor_is_asked(here: Round) -> None:
    consent = published(here)
    approver = here.house.people[RoleKind.APPROVER]

    assert (Seat.objects.count(), consent.signup.name, consent.settled_at) == (4, approver.name, None)
    assert letters("asked_about") == [("asked_about", approver.email)]
    asked = Letter.objects.get(kind="groups.mentor").text
    assert "Kukaan ei tule ryhmään ilman suostumustasi" in asked
    assert approver.name not in asked  # who it is, the mentor sees when signed in
    assert "työrooli" not in Letter.objects.filter(kind="groups.member")[0].text  # members decide only where no mentor may


def test_the_mentors_yes_makes_the_seat_and_everybody_is_told(here: Round) -> None:
    consent = published(here)
    before = set(letters())

    answered = answer(consent, Leader.objects.get(), says_yes=True)

    assert (answered.is_yes, Seat.objects.filter(signup=consent.signup, until__isnull=True).count()) == (True, 1)
    mentor = Leader.objects.get().mentor.email
    members = Seat.objects.exclude(signup=consent.signup).values_list("signup__email", flat=True)
    assert set(letters()) - before == {
        ("member", consent.signup.email),
        ("joined", mentor),
        *(("joined", email) for email in members),
    }
    assert consent.signup.name not in "".join(Letter.objects.filter(kind="groups.joined").values_list("text", flat=True))


def test_the_mentors_no_puts_the_person_first_in_the_queue(here: Round) -> None:
    consent = published(here)
    before = set(letters())

    answer(consent, Leader.objects.get(), says_yes=False)

    signup = Signup.objects.get(pk=consent.signup_id)
    assert (signup.state, signup.rank, Seat.objects.count()) == (State.QUEUED, 1, 4)
    assert set(letters()) - before == {("waiting", signup.email)}


def test_where_the_mentor_has_a_role_too_two_members_say_yes(here: Round) -> None:
    consent = published(here, mentor=mentor_with_a_role(here))
    one, two, three, _four = Seat.objects.order_by("id")
    assert "sopiiko se sinulle" in Letter.objects.filter(kind="groups.member")[0].text
    assert "suostumustasi" not in Letter.objects.get(kind="groups.mentor").text
    refused(ConsentRefusal.NOT_ASKED, answer, consent, Leader.objects.get(), says_yes=True)

    states = [answer(consent, seat, says_yes=yes).is_yes for seat, yes in ((one, True), (one, True), (two, False), (three, True))]

    assert states == [None, None, None, True]
    assert Seat.objects.filter(signup=consent.signup).exists()


def test_where_no_two_can_say_yes_any_more_it_is_a_no(here: Round) -> None:
    consent = published(here, mentor=mentor_with_a_role(here))

    states = [answer(consent, seat, says_yes=False).is_yes for seat in Seat.objects.order_by("id")[:3]]

    assert states == [None, None, False]


def test_a_settled_question_is_not_answered_again(here: Round) -> None:
    consent = published(here)
    answer(consent, Leader.objects.get(), says_yes=True)

    refused(ConsentRefusal.SETTLED, answer, consent, Leader.objects.get(), says_yes=False)


def test_whom_a_question_waits_for(here: Round) -> None:
    consent = published(here)
    leader = Leader.objects.get()
    mentor = Person.objects.get(email=leader.mentor.email)
    leader.mentor.person = mentor
    leader.mentor.save()
    member = Person.objects.get(email=Seat.objects.order_by("id")[0].signup.address)

    assert asked_of(mentor) == [consent]
    assert asked_of(member) == []
    assert asked_of(here.house.people[RoleKind.APPROVER]) == []
    answer(consent, leader, says_yes=False)
    assert asked_of(mentor) == []
