"""Many at once, each with a connection of its own, on a database as the product has it: never one place too many, never one form twice.

The last test takes the lock out and sees, on PostgreSQL, that the same race then goes wrong: so the races above can fail.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from django.db import DatabaseError
from django.db.models import Count, QuerySet

from tests import make
from tests.rooms.at_once import THREADS, Deed, at_once
from tests.rooms.signups.table import Table, table
from verme.audit.actors import VISITOR
from verme.kernel.refusals import Refused
from verme.mail.models import Letter
from verme.programmes.models import Programme
from verme.programmes.terms import Admission
from verme.signups import actions, queries
from verme.signups.actions import Answers
from verme.signups.actions.book import Book
from verme.signups.models import Counter, Offer, Signup
from verme.signups.terms import ACTIVE, HOLDS_PLACE, ApplyRefusal, State

pytestmark = [pytest.mark.racing, pytest.mark.django_db(transaction=True)]
ROUNDS, PLACES = 20, 10


@pytest.fixture(autouse=True)
def august(at: Callable[[Any], None]) -> None:
    at(make.AUGUST)


def sign_up(programme: Programme, key: str, answers: Answers) -> Deed:
    return partial(actions.apply, programme, key=key, answers=answers, by=VISITOR)


def race(made: Table, number: int) -> tuple[Programme, list[Deed]]:
    """Thirty people for ten places."""
    programme = make.programme(made.house.organisation, slug=f"kilpa-{number}", capacity=PLACES)
    one = Table(made.house, programme, make.themes(programme), make.slots(programme), make.places(programme))
    return programme, [sign_up(programme, f"{number}-{runner}", one.answers(f"Kilpailija {runner}")) for runner in range(THREADS)]


def held(programme: Programme, state: State) -> QuerySet[Signup]:
    return Signup.objects.filter(programme=programme, state=state)


def test_the_last_places(runners: ThreadPoolExecutor) -> None:
    made = table()
    for number in range(ROUNDS):
        programme, deeds = race(made, number)

        results = at_once(runners, deeds)

        assert list(held(programme, State.QUEUED).order_by("rank").values_list("rank", flat=True)) == list(range(1, THREADS - PLACES + 1))
        in_order = list(Signup.objects.filter(programme=programme).order_by("id").values_list("state", flat=True))
        assert in_order == ["accepted"] * PLACES + ["queued"] * (THREADS - PLACES)
        assert len({result.reference for result in results}) == THREADS


def test_the_same_form_thirty_times(runners: ThreadPoolExecutor) -> None:
    made = table(capacity=1000)
    for number in range(ROUNDS):
        deed = sign_up(made.programme, f"same-{number}", made.answers(f"Tupla {number}"))

        results = at_once(runners, [deed] * THREADS)

        assert len(set(results)) == 1
    assert (Signup.objects.count(), Letter.objects.filter(kind="signups.confirmation").count()) == (ROUNDS, ROUNDS)


def test_the_same_address_in_thirty_forms(runners: ThreadPoolExecutor) -> None:
    made = table(capacity=1000)
    for number in range(ROUNDS):
        said = [made.answers(f"Nimi {form}", email=f"{'Sama' if form % 2 else 'sama'}{number}@koulu.example") for form in range(THREADS)]

        results = at_once(runners, [sign_up(made.programme, f"{number}-{form}", one) for form, one in enumerate(said)])

        assert [result.signup is not None for result in results].count(True) == 1
        assert len({result.reference for result in results}) == THREADS
    standing = Signup.objects.filter(state__in=ACTIVE).values("address").annotate(count=Count("id"))
    assert [row["count"] for row in standing] == [1] * ROUNDS
    assert Letter.objects.filter(kind__startswith="signups.").count() == ROUNDS  # one letter an hour to each address


def test_cancelling_answering_and_signing_up_at_once(runners: ThreadPoolExecutor) -> None:
    made = table(capacity=PLACES)
    made.fill(THREADS)
    for number in range(ROUNDS):
        deeds: list[Deed] = []
        for signup in held(made.programme, State.ACCEPTED).order_by("id")[:6]:
            deeds += [partial(actions.withdraw, signup, by=VISITOR)] * 2
        for offer in Offer.objects.filter(answered_at__isnull=True).order_by("id")[:4]:
            deeds += [partial(actions.answer_offer, offer, takes=takes, by=VISITOR) for takes in (True, True, False)]
        newcomers = [made.answers(f"Uusi {number} {runner}") for runner in range(len(deeds), THREADS)]
        deeds += [sign_up(made.programme, f"n-{number}-{one.name}", one) for one in newcomers]

        at_once(runners, deeds)

        waiting = Signup.objects.filter(state__in=[State.QUEUED, State.OFFERED])
        offered = Offer.objects.filter(answered_at__isnull=True).values_list("signup", flat=True)
        assert Signup.objects.filter(state__in=HOLDS_PLACE).count() <= PLACES
        assert len(set(waiting.values_list("rank", flat=True))) == waiting.count()
        assert sorted(offered) == sorted(held(made.programme, State.OFFERED).values_list("id", flat=True))
    assert held(made.programme, State.WITHDRAWN).count() > PLACES  # something did happen
    assert Offer.objects.filter(took=True).count() > PLACES


def test_the_draw_is_made_once(runners: ThreadPoolExecutor, at: Callable[[Any], None]) -> None:
    made = table(capacity=PLACES, admission=Admission.LOTTERY, draw_seed="seed")
    made.fill(THREADS)
    at(make.OCTOBER)

    results = at_once(runners, [partial(actions.draw, made.programme, by=VISITOR)] * THREADS)

    assert [isinstance(result, list) for result in results].count(True) == 1
    assert queries.counts(made.programme).accepted == PLACES
    assert Letter.objects.filter(kind="signups.accepted").count() == PLACES


def test_six_hundred_knocks_and_not_many_more(runners: ThreadPoolExecutor) -> None:
    """A counter, no lock: a crowd at the very edge may let in as many as knock in one instant, and never loses count."""
    results: list[Any] = []
    for _ in range(ROUNDS + 5):
        results += at_once(runners, [partial(actions.knock, "192.0.2.1")] * THREADS)

    let_in = results.count(None)
    assert sum(Counter.objects.values_list("count", flat=True)) == let_in
    assert 600 <= let_in < 600 + THREADS
    assert at_once(runners, [partial(actions.knock, "192.0.2.1")]) == [ApplyRefusal.RATE]


def test_without_the_lock_the_same_race_goes_wrong(postgresql: None, runners: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test of the tests. On SQLite BEGIN IMMEDIATE locks the file anyway, so only PostgreSQL can show it.

    Two who get the same rank are refused by the database: they just fall out here.
    """
    monkeypatch.setattr(Book, "locked", staticmethod(lambda: Programme.objects.select_related("organisation")))
    made, accepted = table(), []

    for number in range(ROUNDS):
        programme, deeds = race(made, number)
        at_once(runners, deeds, forgives=(Refused, DatabaseError))
        accepted.append(held(programme, State.ACCEPTED).count())

    assert max(accepted) > PLACES
