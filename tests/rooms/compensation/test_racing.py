"""Several at once, each with a connection of its own: nothing is sent, approved, entered or closed twice, and no closed sum is another's.

The last test takes the lock out and sees, on PostgreSQL, that the same race then goes wrong.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.db import DatabaseError

from tests.rooms.at_once import at_once
from tests.rooms.compensation.pay import OCTOBER, Pay, a_pay, letters, lines, states
from verme.compensation import actions, queries
from verme.compensation.actions.held import Held
from verme.compensation.models import Arrangement, Batch, Entry, WorkLine
from verme.compensation.terms import CloseRefusal, LineState, PayRefusal, Step
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.organisations.models import Organisation

pytestmark = [pytest.mark.racing, pytest.mark.django_db(transaction=True)]
THREADS, ROUNDS = 10, 5


@pytest.fixture(autouse=True)
def october(at: Callable[[dt.datetime], None]) -> None:
    at(clock.at(dt.date(2026, 10, 30), dt.time(12)))


@pytest.fixture
def pay() -> Pay:
    made = a_pay()
    made.met()
    return made


def enter(pay: Pay) -> Any:
    entry = {"mentor": pay.mentor, "day": clock.today(), "units": Decimal(2), "ground": "Kahvi"}
    return partial(actions.enter_arrangement, pay.group.programme, **entry, by=pay.own)


def test_a_mentor_who_sends_ten_times_sends_once(pay: Pay, runners: ThreadPoolExecutor) -> None:
    results = at_once(runners, [pay.send] * THREADS)

    assert Counter(results) == {0: THREADS - 1, 2: 1}
    assert lines() == [("planning", "3", 0, "sent"), ("meeting", "1", 0, "sent")]


def test_of_entries_over_the_limit_one_is_made(pay: Pay, runners: ThreadPoolExecutor) -> None:
    results = at_once(runners, [enter(pay)] * THREADS)

    assert results.count(PayRefusal.OVER_LIMIT) == THREADS - 1
    assert Arrangement.objects.count() == 1


def test_approved_and_returned_at_once_ends_in_one_of_both(pay: Pay, runners: ThreadPoolExecutor) -> None:
    """Whoever is second is told: the approver that the lines have changed, or the row goes back after it was approved."""
    pay.send()
    pay.check()
    for _ in range(ROUNDS):
        line = WorkLine.objects.select_related("organisation").get(kind="meeting")
        approving = partial(actions.approve, pay.house, seen=pay.seen(Step.APPROVE), by=pay.approver)
        returning = partial(actions.send_back, line, word="Tarkista päivä", by=pay.clerk)

        results = at_once(runners, [approving, returning] * 3)

        line.refresh_from_db()
        assert line.state == LineState.RETURNED
        assert line.approved_by_id is None
        assert results.count(PayRefusal.MOVED) >= 2, "a row is returned once"
        assert states().count(LineState.CHECKED) + states().count(LineState.APPROVED) == 1
        pay.send()
        pay.check()
        WorkLine.objects.filter(state=LineState.APPROVED).update(state=LineState.CHECKED)
    assert letters().count(("returned", "pirjo@koulu.example")) == ROUNDS


def test_a_month_that_ten_close_at_once_is_closed_once(pay: Pay, runners: ThreadPoolExecutor) -> None:
    pay.send()
    pay.check()
    pay.approve()
    seen = queries.seen(queries.waiting(pay.house, Step.CLOSE))
    closing = partial(actions.close, pay.house, month=OCTOBER, seen=seen, by=pay.clerk)

    results = at_once(runners, [closing] * THREADS)

    assert results.count(CloseRefusal.ALREADY) == THREADS - 1
    assert (Batch.objects.count(), Entry.objects.count()) == (1, 2)
    assert letters().count(("closed", "palkat@seinajoki.example")) == 1


def test_closed_while_a_row_is_returned_it_is_in_the_batch_or_not(pay: Pay, runners: ThreadPoolExecutor) -> None:
    pay.send()
    pay.check()
    pay.approve()
    line = WorkLine.objects.select_related("organisation").get(kind="meeting")
    seen = queries.seen(queries.waiting(pay.house, Step.CLOSE))
    deeds = [
        partial(actions.close, pay.house, month=OCTOBER, seen=seen, by=pay.clerk),
        partial(actions.send_back, line, word="Tarkista päivä", by=pay.coordinator),
    ]

    results = at_once(runners, deeds)

    if results[0] == CloseRefusal.MISMATCH:
        assert (Batch.objects.count(), states()) == (0, [LineState.APPROVED, LineState.RETURNED])
    else:
        assert results[1] == PayRefusal.MOVED
        assert Batch.objects.get().units == sum(entry.units for entry in Entry.objects.all()) == 4


def test_without_the_lock_the_same_race_goes_wrong(
    postgresql: None,
    pay: Pay,
    runners: ThreadPoolExecutor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The test of the tests. On SQLite BEGIN IMMEDIATE locks the file anyway, so only PostgreSQL can show it."""
    monkeypatch.setattr(Held, "locked", staticmethod(lambda: Organisation.objects.all()))
    most = 0
    for _ in range(20):
        results = at_once(runners, [enter(pay)] * THREADS, forgives=(Refused, DatabaseError))
        most = max(most, sum(isinstance(result, Arrangement) for result in results))
        if most > 1:
            break
        Arrangement.objects.all().delete()

    assert most > 1
