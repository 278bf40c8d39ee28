"""People act while groups come into being: whoever cancels in the same moment is out or in, never both; a question is settled once.

The last test takes the lock out and sees, on PostgreSQL, that the same race then goes wrong.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from django.db import DatabaseError

from tests.rooms.at_once import at_once
from tests.rooms.groups.round import Round, a_round, letters
from tests.rooms.groups.test_consent import mentor_with_a_role, published
from tests.rooms.groups.test_racing import small
from verme.audit.actors import OPERATOR, VISITOR
from verme.groups import actions
from verme.groups.models import Consent, Group, Leader, Seat, Voice
from verme.groups.terms import ConsentRefusal, PublishRefusal
from verme.kernel.refusals import Refused
from verme.mail.models import Letter
from verme.programmes.models import Programme
from verme.signups import actions as signups
from verme.signups.models import Signup
from verme.signups.terms import ChangeRefusal, State

pytestmark = [pytest.mark.racing, pytest.mark.django_db(transaction=True)]
ROUNDS = 20


def test_cancelling_while_the_groups_are_published(runners: ThreadPoolExecutor) -> None:
    """T-24: first the cancelling, and the group comes without that person; or first the publishing, and it is too late to cancel here."""
    here = a_round()
    for number in range(ROUNDS):
        one, draft, people = small(here, number)
        deeds: list[Any] = [partial(actions.publish, draft, revision=1, by=one.by), partial(signups.withdraw, people[0], by=VISITOR)]

        results = at_once(runners, deeds if number % 2 else deeds[::-1])

        state = Signup.objects.get(pk=people[0].pk).state
        sits = Seat.objects.filter(signup=people[0]).exists()
        told = Letter.objects.filter(kind="groups.member", to_address=people[0].email).count()
        assert not [result for result in results if isinstance(result, PublishRefusal)]
        if ChangeRefusal.PUBLISHED in results:
            assert (state, sits, told) == (State.ACCEPTED, True, 1)
        else:
            assert (state, sits, told) == (State.WITHDRAWN, False, 0)
        assert Seat.objects.filter(group__draft=draft).count() == 4 + sits


def asked_of_members(here: Round) -> tuple[Consent, list[Seat]]:
    """A question that four members answer, because their mentor has a role at work too."""
    consent = published(here, mentor=mentor_with_a_role(here))
    return consent, list(Seat.objects.filter(group=consent.group))


def say(consent: Consent, voice: Leader | Seat, *, says_yes: bool) -> Any:
    return partial(actions.answer, consent, voice=voice, says_yes=says_yes, by=OPERATOR)


def again(consent: Consent) -> None:
    """The question as it was before anybody answered."""
    Seat.objects.filter(signup=consent.signup).delete()
    Voice.objects.all().delete()
    Letter.objects.filter(kind__in=("groups.joined", "groups.waiting")).delete()
    Letter.objects.filter(kind="groups.member", to_address=consent.signup.email).delete()
    Consent.objects.update(settled_at=None, is_yes=None)
    Signup.objects.filter(pk=consent.signup_id).update(state=State.ACCEPTED, rank=None)


def test_a_group_that_says_yes_with_many_mouths_lets_in_once(runners: ThreadPoolExecutor) -> None:
    consent, voices = asked_of_members(a_round())
    for _ in range(ROUNDS):
        again(consent)

        results = at_once(runners, [say(consent, voice, says_yes=True) for voice in voices])

        assert results.count(ConsentRefusal.SETTLED) == len(voices) - 2  # the second yes settles it
        assert Seat.objects.filter(signup=consent.signup).count() == 1
        assert Voice.objects.count() == 2
        assert len(letters("joined")) == len(set(letters("joined"))) == len(voices) + 1  # and the mentor


@pytest.mark.parametrize(
    ("said", "expected"),
    [([True, True, False, False], (True, 1, State.ACCEPTED, 0)), ([True, False, False, False], (False, 0, State.QUEUED, 1))],
)
def test_yes_and_no_at_once_end_in_one_of_them(
    runners: ThreadPoolExecutor,
    said: list[bool],
    expected: tuple[bool, int, State, int],
) -> None:
    consent, voices = asked_of_members(a_round())
    for _ in range(ROUNDS):
        again(consent)

        at_once(runners, [say(consent, voice, says_yes=yes) for voice, yes in zip(voices, said, strict=True)])

        settled, state = Consent.objects.get(), Signup.objects.get(pk=consent.signup_id).state
        assert (settled.is_yes, Seat.objects.filter(signup=consent.signup).count(), state, len(letters("waiting"))) == expected


def test_without_the_lock_the_same_race_goes_wrong(
    postgresql: None,
    runners: ThreadPoolExecutor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The test of the tests. On SQLite BEGIN IMMEDIATE locks the file anyway, so only PostgreSQL can show it."""
    consent, voices = asked_of_members(a_round())
    monkeypatch.setattr(Programme.objects, "select_for_update", lambda **_of: Programme.objects.all())
    wrong = 0
    for _ in range(ROUNDS):
        again(consent)
        results = at_once(runners, [say(consent, voice, says_yes=True) for voice in voices], forgives=(Refused, DatabaseError))
        wrong += results.count(ConsentRefusal.SETTLED) != len(voices) - 2

    assert wrong
    assert Group.objects.count() == 1
