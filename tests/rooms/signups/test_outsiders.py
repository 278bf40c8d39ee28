"""Invitations and students' links."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests import cast, make
from tests.rooms.signups.table import Table, letters, refused, secret, table, verbs
from verme.audit.actors import VISITOR, Actor
from verme.kernel import clock
from verme.mail.models import Letter
from verme.programmes.models import Programme
from verme.programmes.terms import Late
from verme.signups import actions, queries
from verme.signups.models import Outsider, Signup
from verme.signups.terms import ApplyRefusal, ChangeRefusal, OutsiderRefusal, Source

pytestmark = pytest.mark.django_db
BY = Actor("coordinator", 1)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def august(at: Callable[[dt.datetime], None]) -> None:
    at(make.AUGUST)


@pytest.fixture
def small() -> Table:
    """Two places."""
    return table(capacity=2)


def invite(made: Table, **said: object) -> Outsider:
    known = {"name": "Ulla Ulko", "email": "ulla@muualla.example", "language": "sv", "note": "Tule mukaan", "by": BY}
    return actions.invite(made.programme, **{**known, **said})  # type: ignore[arg-type]


def come(made: Table, outsider: Outsider, email: str = "ulla@muualla.example") -> Signup | None:
    answers = made.answers("Ulla Ulko", email=email, unit=None, other_unit="Muu koulu")
    return actions.apply(made.programme, key=email, answers=answers, by=VISITOR, outsider=outsider).signup


def test_an_invitation_is_a_letter_with_a_link(small: Table) -> None:
    gradia = cast.gradia().organisation
    made = invite(small, employer=gradia)

    letter = Letter.objects.get(kind="signups.invitation")
    assert (letter.to_address, letter.language, "Tule mukaan" in letter.text, "lö 19.9.2026" in letter.text) == (
        "ulla@muualla.example", "sv", True, True,
    )  # fmt: skip
    assert queries.outsider_by_secret(secret("invitation", "kutsu")) == made
    held = come(small, made)
    assert held is not None
    assert (held.source, held.outsider, held.employer, held.is_student, held.waits, held.state) == (
        Source.INVITATION, made, gradia, False, False, "accepted",
    )  # fmt: skip
    assert verbs() == ["outsider.invited", "signup.received"]
    assert queries.outsiders(small.programme) == [(made, 1)]


def test_an_invitation_is_for_one_address_and_thirty_days(small: Table, at: Callable[[dt.datetime], None]) -> None:
    made = invite(small)

    refused(ApplyRefusal.INVITATION, come, small, made, "joku@muualla.example")
    at(make.AUGUST + 30 * DAY)
    refused(ApplyRefusal.INVITATION, come, small, made)
    at(make.AUGUST + 30 * DAY - dt.timedelta(seconds=1))
    Programme.objects.update(late=Late.REFUSED)
    assert come(small, made) is not None  # after the deadline, but invited


def test_a_revoked_invitation_brings_nobody(small: Table) -> None:
    made = invite(small)
    actions.revoke(made, by=BY)
    actions.revoke(made, by=BY)

    refused(ApplyRefusal.INVITATION, come, small, made)
    assert verbs() == ["outsider.invited", "outsider.revoked"]


def test_an_invitation_belongs_to_its_programme(small: Table) -> None:
    other = make.programme(small.house.organisation, slug="toinen")
    made = actions.invite(other, name="Ulla", email="ulla@muualla.example", language="fi", by=BY)

    refused(ApplyRefusal.INVITATION, come, small, made)


def test_invitations_that_are_not_made(small: Table) -> None:
    refused(OutsiderRefusal.NAME, invite, small, name=" ")
    refused(OutsiderRefusal.ADDRESS, invite, small, email="ulla")
    Programme.objects.update(published_at=clock.now())
    refused(OutsiderRefusal.TOO_LATE, invite, small)
    refused(OutsiderRefusal.TOO_LATE, actions.make_link, small.programme, name="X", limit=1, expires_at=clock.now() + DAY, by=BY)


def test_a_students_link_has_a_limit_and_an_end(small: Table, at: Callable[[dt.datetime], None]) -> None:
    link, key = actions.make_link(small.programme, name="Yliopisto", limit=2, expires_at=make.AUGUST + 5 * DAY, note="Hei", by=BY)

    assert queries.outsider_by_secret(key) == link
    first = come(small, link, "a@yo.example")
    come(small, link, "b@yo.example")
    refused(ApplyRefusal.INVITATION, come, small, link, "c@yo.example")
    assert first is not None
    actions.withdraw(first, by=VISITOR)
    come(small, link, "c@yo.example")  # the place in the limit is free again
    at(make.AUGUST + 5 * DAY)
    refused(ApplyRefusal.INVITATION, come, small, link, "d@yo.example")
    for name, limit, end in (("", 2, DAY), ("X", 0, DAY), ("X", 2, -DAY)):
        with pytest.raises(Exception, match=r"name|limit|past"):
            actions.make_link(small.programme, name=name, limit=limit, expires_at=clock.now() + end, by=BY)


def test_students_wait_for_the_coordinators_yes(small: Table) -> None:
    link, _key = actions.make_link(small.programme, name="Yliopisto", limit=9, expires_at=make.AUGUST + 5 * DAY, by=BY)
    students = [come(small, link, f"{letter}@yo.example") for letter in "abc"]
    small.apply("Aino")

    held = [one for one in students if one is not None]
    assert [(one.state, one.waits, one.is_student) for one in held] == [("received", True, True)] * 3
    assert "Vastuuhenkilö katsoo" in Letter.objects.filter(kind="signups.confirmation")[0].text
    for one in held[:2]:
        actions.admit(one, by=BY)

    after = list(Signup.objects.filter(is_student=True).order_by("id").values_list("state", "waits"))
    assert after == [("accepted", False), ("queued", False), ("received", True)]
    assert letters()[-2:] == ["accepted", "queued"]
    refused(ChangeRefusal.MOVE, actions.admit, held[0], by=BY)
    refused(ChangeRefusal.MOVE, actions.admit, Signup.objects.get(name="Aino"), by=BY)


def test_a_student_may_be_refused(small: Table) -> None:
    link, _key = actions.make_link(small.programme, name="Yliopisto", limit=9, expires_at=make.AUGUST + 5 * DAY, by=BY)
    student = come(small, link)
    assert student is not None

    actions.decline(student, words="Ryhmä on täynnä.", by=BY)

    assert Signup.objects.get().state == "declined"
