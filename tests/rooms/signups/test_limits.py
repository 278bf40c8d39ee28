"""Limits hold for a whole network, in real time, over all workers; old counters are forgotten."""

import datetime as dt

import pytest

from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.signups import actions, jobs
from verme.signups.models import Counter
from verme.signups.terms import ApplyRefusal

pytestmark = pytest.mark.django_db


def knocks(network: str, count: int) -> int:
    """How many of so many knocks are let in."""
    let_in = 0
    for _ in range(count):
        try:
            actions.knock(network)
        except Refused as no:
            assert no.reason == ApplyRefusal.RATE
            assert "Odota" in no.sentence
        else:
            let_in += 1
    return let_in


def earlier(network: str, **ago: int) -> None:
    """The network's counters are from some time ago."""
    Counter.objects.filter(key=f"signup:{network}").update(minute=clock.real_now() - dt.timedelta(**ago))


def test_six_hundred_an_hour_and_each_network_for_itself() -> None:
    assert (knocks("192.0.2.1", 605), knocks("192.0.2.2", 5)) == (600, 5)


def test_an_hour_later_the_network_may_again() -> None:
    knocks("192.0.2.1", 600)
    earlier("192.0.2.1", minutes=59)
    within = knocks("192.0.2.1", 1)
    earlier("192.0.2.1", minutes=61)

    assert (within, knocks("192.0.2.1", 1)) == (0, 1)


def test_a_stopped_clock_opens_no_gate() -> None:
    """Limits are counted in real time: an example's clock makes nothing longer or shorter."""
    with clock.frozen(clock.real_now() - dt.timedelta(days=99)):
        assert knocks("192.0.2.1", 601) == 600


def test_counters_are_forgotten_after_a_day() -> None:
    knocks("192.0.2.1", 3)
    earlier("192.0.2.1", hours=25)
    knocks("192.0.2.2", 3)

    assert [jobs.forget_counters() for _ in range(2)] == [1, 0]
    assert set(Counter.objects.values_list("key", flat=True)) == {"signup:192.0.2.2"}
