"""Offers in published groups, and everybody who wants the last seats, at once: never one place too many, nobody asked or seated twice.

The last test takes the lock out and sees, on PostgreSQL, that the same race then goes wrong.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from django.db import DatabaseError

from tests.rooms.at_once import at_once
from tests.rooms.groups.round import Round
from tests.rooms.groups.test_living_racing import MOST, living, open_seats
from verme.groups import actions
from verme.groups.actions.life import Life
from verme.groups.models import Group, Seat
from verme.groups.terms import GroupRefusal
from verme.kernel.refusals import Refused
from verme.mail.models import Letter
from verme.programmes.models import Programme
from verme.signups.actions.book import Book
from verme.signups.models import Offer, Signup, Vacancy
from verme.signups.terms import State

pytestmark = [pytest.mark.racing, pytest.mark.django_db(transaction=True)]
FREE = 6


def offered(here: Round, group: Group, many: int) -> list[Offer]:
    return [actions.offer_place(group, by=here.by) for _ in range(many)]


def is_consistent() -> None:
    """Who sits has a place, who has a place sits; nobody twice; no group too large; an open offer is somebody's who was offered one."""
    seated = list(Seat.objects.filter(until=None).values_list("signup", flat=True))
    assert len(seated) == len(set(seated))
    assert set(Signup.objects.filter(state=State.ACCEPTED).values_list("pk", flat=True)) == set(seated)
    assert all(open_seats(group) <= MOST for group in Group.objects.all())
    asked = set(Offer.objects.filter(answered_at=None).values_list("signup", flat=True))
    assert set(Signup.objects.filter(state=State.OFFERED).values_list("pk", flat=True)) == asked


def test_many_offer_the_free_places(runners: ThreadPoolExecutor) -> None:
    here, (a, _b), _waiting = living()

    results = at_once(runners, [partial(actions.offer_place, a, by=here.by)] * 12)

    made = [result for result in results if isinstance(result, Offer)]
    assert (len(made), results.count(GroupRefusal.FULL)) == (FREE, 12 - FREE)
    assert len({offer.signup_id for offer in made}) == FREE
    first = Signup.objects.filter(state=State.OFFERED).order_by("rank").values_list("rank", flat=True)
    assert list(first) == list(range(1, FREE + 1))  # along the queue, nobody passed over
    is_consistent()


def test_yes_and_no_to_one_offer(runners: ThreadPoolExecutor) -> None:
    here, (a, _b), _waiting = living()
    for offer in offered(here, a, 4):
        takes, leaves = (partial(actions.answer_place, offer, takes=answer, by=here.by) for answer in (True, False))

        results = at_once(runners, [takes, leaves, takes, leaves])

        seats = {result.pk for result in results if isinstance(result, Seat)}
        assert len(seats) == (1 if Seat.objects.filter(signup=offer.signup_id).exists() else 0)
        letters = Letter.objects.filter(kind="groups.member", to_address=offer.signup.email)
        assert letters.count() == len(seats)
        is_consistent()


def test_those_who_were_asked_and_those_who_are_put_in(runners: ThreadPoolExecutor) -> None:
    """Six were offered a place in the one group that is open; the coordinator adds others meanwhile: ten sit there, no more."""
    here, (a, b), waiting = living()
    actions.shut(b, by=here.by)
    offers = offered(here, a, FREE)
    others = [signup for signup in waiting if signup.pk not in {offer.signup_id for offer in offers}]
    yes = [partial(actions.answer_place, offer, takes=True, by=here.by) for offer in offers]
    joins = [partial(actions.join, a, signup=signup, by=here.by) for signup in others]

    results = at_once(runners, [*yes, *joins])

    assert open_seats(a) == MOST
    assert sum(isinstance(result, Seat) for result in results) == FREE
    is_consistent()


def test_a_move_and_a_newcomer_for_the_last_seat(runners: ThreadPoolExecutor) -> None:
    here, (a, b), waiting = living(members=9, waiting=6)
    for number in range(3):
        mover = Seat.objects.filter(group=a, until=None).order_by("pk")[number]
        deeds: list[Any] = [
            partial(actions.transfer, mover, to=b, by=here.by),
            partial(actions.join, b, signup=waiting[2 * number], by=here.by),
            partial(actions.join, b, signup=waiting[2 * number + 1], by=here.by),
        ]

        results = at_once(runners, deeds)

        assert open_seats(b) == MOST
        assert (sum(isinstance(each, Seat) for each in results), results.count(GroupRefusal.FULL)) == (1, 2)
        is_consistent()
        actions.give_up(Seat.objects.filter(group=b, until=None).latest("pk"), by=here.by)


def test_leaving_while_two_groups_become_one(runners: ThreadPoolExecutor) -> None:
    """Who leaves is out, whichever comes first; everybody else sits in the group that is left."""
    here, (a, b), _waiting = living()
    seats = list(Seat.objects.filter(group=a, until=None).order_by("pk"))
    deeds: list[Any] = [partial(actions.give_up, seat, by=here.by) for seat in seats[:2]]

    at_once(runners, [*deeds, partial(actions.merge, a, into=b, by=here.by), partial(actions.merge, a, into=b, by=here.by)])

    is_consistent()
    assert open_seats(a) == 0
    stayed = Seat.objects.filter(signup__in=[seat.signup_id for seat in seats[2:]], group=b, until=None)
    assert stayed.count() == 2
    for seat in seats[:2]:
        gone = Signup.objects.get(pk=seat.signup_id).state == State.WITHDRAWN
        assert gone != Seat.objects.filter(signup=seat.signup_id, until=None).exists()


def test_coming_back_into_two_groups(runners: ThreadPoolExecutor) -> None:
    here, (a, b), _waiting = living()
    for seat in list(Seat.objects.filter(group=a, until=None).order_by("pk"))[:3]:
        actions.give_up(seat, by=here.by)
        deeds = [partial(actions.rejoin, group, signup=seat.signup, by=here.by) for group in (a, b, a, b)]

        results = at_once(runners, deeds)

        assert len({each.pk for each in results if isinstance(each, Seat)}) == 1
        assert Letter.objects.filter(kind="groups.back", to_address=seat.signup.email).count() == 1
        is_consistent()


def test_without_the_lock_the_same_race_goes_wrong(
    postgresql: None,
    runners: ThreadPoolExecutor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The test of the tests: without the locks more places are offered than there are, or the database has to refuse."""
    here, (a, _b), _waiting = living()
    unlocked = staticmethod(lambda: Programme.objects.select_related("organisation"))
    monkeypatch.setattr(Life, "locked", unlocked)
    monkeypatch.setattr(Book, "locked", unlocked)
    monkeypatch.setattr("verme.groups.actions.life.list", lambda rows: [], raising=False)

    results = at_once(runners, [partial(actions.offer_place, a, by=here.by)] * 12, forgives=(Refused, DatabaseError))

    assert Vacancy.objects.count() > FREE or any(isinstance(result, DatabaseError) for result in results)
