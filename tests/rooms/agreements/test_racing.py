"""Acceptances and versions at once, each with a connection of its own: an agreement comes into force once, and never one that was replaced.

The last test takes the lock out and sees, on PostgreSQL, that the same race then goes wrong.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from tests.rooms.agreements.circle import TIME, TRUST, Circle, circle, letters
from tests.rooms.at_once import at_once
from verme.agreements import actions
from verme.agreements.models import Acceptance, GroupAgreement, InForce, Signatory
from verme.agreements.terms import AgreementRefusal
from verme.groups.models import Group
from verme.kernel.refusals import Refused

pytestmark = [pytest.mark.racing, pytest.mark.django_db(transaction=True)]
ROUNDS = 12


def yes(made: Circle, agreement: GroupAgreement) -> list[Any]:
    """Everybody accepts, each twice: a double click."""
    return [partial(actions.accept, agreement, by=each.acting("member")) for each in (made.mentor, *made.members) for _ in range(2)]


def test_all_accept_at_once(runners: ThreadPoolExecutor) -> None:
    """Whoever is last puts it in force, and there is a last one: each version once, with one letter each."""
    made = circle()
    for number in range(1, ROUNDS + 1):
        agreement = made.offer()
        told = len(letters())

        results = at_once(runners, yes(made, agreement))

        assert all(isinstance(each, Acceptance) for each in results)
        assert Acceptance.objects.filter(agreement=agreement).count() == 5
        assert InForce.objects.filter(agreement=agreement).count() == 1
        assert len(letters()) - told == 5
        assert InForce.objects.count() == number


def test_accepting_while_a_new_version_is_offered(runners: ThreadPoolExecutor) -> None:
    """T-23: either the last yes came first and the old version is in force, or the new one did and the yes is refused; never both."""
    made = circle()
    for _ in range(ROUNDS):
        old = made.offer(TRUST)
        made.accept(old, made.mentor, *made.members[:-1])
        draft = made.write(TRUST, TIME)
        last = partial(actions.accept, old, by=made.members[-1].acting("member"))
        offer = partial(actions.offer, made.group, number=old.number + 1, revision=draft.revision, by=made.by)

        first, second, *_ = at_once(runners, [last, offer, last, offer])

        assert isinstance(second, GroupAgreement)
        assert GroupAgreement.objects.filter(group=made.group).count() == old.number + 1
        was_first = InForce.objects.filter(agreement=old).exists()
        assert (first == AgreementRefusal.NOT_OPEN) != was_first
        assert Acceptance.objects.filter(agreement=old).count() == 4 + was_first
        assert Signatory.objects.filter(agreement=second).count() == 5
        made.accept(second)


def test_without_the_lock_the_same_race_goes_wrong(
    postgresql: None,
    runners: ThreadPoolExecutor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The test of the tests: two last ones who do not see each other leave an agreement that everybody accepted out of force."""
    monkeypatch.setattr(actions, "_locked", lambda group: Group.objects.select_related("programme__organisation").get(pk=group.pk))
    made = circle()

    @transaction.atomic
    def accept(agreement: GroupAgreement, by: Any) -> Any:
        return actions.accept(agreement, by=by)

    wrong = 0
    for _ in range(ROUNDS * 4):
        agreement = made.offer()
        deeds = [partial(accept, agreement, each.acting("member")) for each in (made.mentor, *made.members)]
        at_once(runners, deeds, forgives=(Refused, DatabaseError))
        wrong += InForce.objects.filter(agreement=agreement).count() != 1
        if wrong:
            break

    assert wrong
