"""Confirming and making certificates at once, each with a connection of its own: one confirmation, one number a certificate.

The last test takes the lock out and sees, on PostgreSQL, that the same race then goes wrong.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import DatabaseError

from tests.rooms.at_once import at_once
from tests.rooms.certificates.season import SPRING, chosen, coordinator, season, seats
from verme.certificates import actions
from verme.certificates.models import Certificate, Confirmation
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.organisations.models import Organisation
from verme.signups.models import Signup

pytestmark = [pytest.mark.racing, pytest.mark.django_db(transaction=True)]
TIMES = 10


def test_many_confirm_the_same_at_once(runners: ThreadPoolExecutor) -> None:
    with clock.frozen(SPRING):
        year = season([4, 5, 4])
        seen = chosen(year, *seats(year))
        deed = partial(actions.confirm, year.here.house.organisation, school_year=2026, seen=seen, by=coordinator(year))

        results = at_once(runners, [deed] * TIMES)

    assert sorted(results) == [0] * (TIMES - 1) + [len(seen)]
    assert Confirmation.objects.count() == len(seen)


def test_a_double_click_makes_one_and_everybody_gets_an_own_number(runners: ThreadPoolExecutor) -> None:
    """T-21."""
    with clock.frozen(SPRING):
        year = season([4, 5, 4])
        deeds = []
        for seat in seats(year):
            by = year.member(seat).acting("member")
            deeds += [partial(actions.make, Signup.objects.get(pk=seat.signup_id), language="fi", by=by)] * 5

        results = at_once(runners, deeds)

    assert all(isinstance(each, Certificate) for each in results)
    assert sorted(Certificate.objects.values_list("serial", flat=True)) == list(range(1, len(seats(year)) + 1))


def test_without_the_lock_the_same_race_goes_wrong(
    postgresql: None,
    runners: ThreadPoolExecutor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The test of the tests: the constraints then refuse what the lock would have put in order."""
    monkeypatch.setattr(actions, "_locked", lambda number: Organisation.objects.get(pk=number))
    with clock.frozen(SPRING):
        year = season([4, 5, 4])
        seen = chosen(year, *seats(year))
        deed = partial(actions.confirm, year.here.house.organisation, school_year=2026, seen=seen, by=coordinator(year))

        results = at_once(runners, [deed] * TIMES, forgives=(Refused, DatabaseError))

    assert sorted(str(each) for each in results) != sorted(str(each) for each in [0] * (TIMES - 1) + [len(seen)])
