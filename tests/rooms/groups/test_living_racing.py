"""Two coordinators and the people themselves change living groups at once: never two seats for one, never one person too many.

The last test takes the lock out and sees, on PostgreSQL, that the same race then goes wrong.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from django.db import DatabaseError

from tests.rooms.at_once import at_once
from tests.rooms.groups.round import Round, a_round
from verme.groups import actions
from verme.groups.actions.life import Life
from verme.groups.models import Group, Leader, Seat
from verme.groups.terms import GroupRefusal
from verme.kernel.refusals import Refused
from verme.mail.models import Letter
from verme.programmes.models import Programme
from verme.signups.models import Signup
from verme.signups.terms import State

pytestmark = [pytest.mark.racing, pytest.mark.django_db(transaction=True)]
MOST, WAITING, ROUNDS = 10, 12, 5


def living(members: int = 4, waiting: int = WAITING) -> tuple[Round, list[Group], list[Signup]]:
    """Groups A and B; the last ones wait."""
    here = a_round(capacity=100)
    people, entries = here.people(2 * members + waiting), [here.mentor(), here.mentor()]
    draft = here.draft((entries[0], people[:members]), (entries[1], people[members : 2 * members]))
    return here, actions.publish(draft, revision=1, by=here.by), people[2 * members :]


def open_seats(group: Group) -> int:
    return Seat.objects.filter(group=group, until__isnull=True).count()


def test_many_for_the_last_places(runners: ThreadPoolExecutor) -> None:
    here, (a, _b), waiting = living()

    results = at_once(runners, [partial(actions.join, a, signup=signup, by=here.by) for signup in waiting])

    assert open_seats(a) == MOST
    assert results.count(GroupRefusal.FULL) == WAITING - (MOST - 4)
    assert Signup.objects.filter(state=State.ACCEPTED).count() == 8 + MOST - 4


def test_one_person_is_put_into_two_groups(runners: ThreadPoolExecutor) -> None:
    here, (a, b), waiting = living()
    for signup in waiting[:ROUNDS]:
        deeds = [partial(actions.join, group, signup=signup, by=here.by) for group in (a, b)]

        results = at_once(runners, deeds)

        assert sum(isinstance(result, Seat) for result in results) == 1
        assert Seat.objects.filter(signup=signup, until__isnull=True).count() == 1
        assert Letter.objects.filter(kind="groups.member", to_address=signup.email).count() == 1


def test_leaving_while_being_moved(runners: ThreadPoolExecutor) -> None:
    """Out, or in the other group; never both, and never with a place and no seat."""
    here, (a, b), _waiting = living(members=8)
    for number, seat in enumerate(Seat.objects.filter(group=a).order_by("id")[:6]):
        deeds: list[Any] = [partial(actions.give_up, seat, by=here.by), partial(actions.transfer, seat, to=b, by=here.by)]

        at_once(runners, deeds if number % 2 else deeds[::-1])

        sits = Seat.objects.filter(signup=seat.signup, until__isnull=True).count()
        assert (Signup.objects.get(pk=seat.signup_id).state == State.ACCEPTED) == (sits == 1)
        assert sits <= 1


def test_closing_while_somebody_joins_and_merges(runners: ThreadPoolExecutor) -> None:
    here, (a, b), waiting = living()
    deeds: list[Any] = [
        partial(actions.shut, a, by=here.by),
        partial(actions.merge, a, into=b, by=here.by),
        partial(actions.join, a, signup=waiting[0], by=here.by),
        partial(actions.shut, a, by=here.by),
    ]

    at_once(runners, deeds)

    assert open_seats(a) == 0
    assert Leader.objects.filter(group=a, until__isnull=True).count() == 0
    seated = set(Seat.objects.filter(until__isnull=True).values_list("signup", flat=True))
    assert set(Signup.objects.filter(state=State.ACCEPTED).values_list("pk", flat=True)) == seated


def test_without_the_lock_the_same_race_goes_wrong(
    postgresql: None,
    runners: ThreadPoolExecutor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The test of the tests: without both locks a group gets more people than it may have, or the database has to refuse."""
    monkeypatch.setattr(Life, "locked", staticmethod(lambda: Programme.objects.select_related("organisation")))
    here, (a, _b), waiting = living()
    monkeypatch.setattr("verme.groups.actions.life.list", lambda rows: [], raising=False)

    results = at_once(
        runners, [partial(actions.join, a, signup=signup, by=here.by) for signup in waiting], forgives=(Refused, DatabaseError)
    )

    assert open_seats(a) > MOST or any(isinstance(result, DatabaseError) for result in results)
