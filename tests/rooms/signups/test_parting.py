"""Two sign-ups that became one by mistake become two again: each with its answers, its address and its place."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from tests import make
from tests.rooms.signups.table import Table
from tests.rooms.signups.test_coordinator import BY, full, letters, named, refused, secret, verbs  # noqa: F401 - a fixture
from verme.audit.actors import VISITOR, WORKER
from verme.programmes import actions as programmes
from verme.signups import actions, jobs, queries
from verme.signups.models import Merger, Signup
from verme.signups.queries import with_answers
from verme.signups.terms import ChangeRefusal, State

pytestmark = pytest.mark.django_db
LATER = make.AUGUST + dt.timedelta(days=29)


@pytest.fixture(autouse=True)
def august(at: Callable[[dt.datetime], None]) -> None:
    at(make.AUGUST)


def rows(*signups: Signup) -> list[Any]:
    """What each says and where it stands."""
    found = with_answers(Signup.objects.filter(pk__in=[each.pk for each in signups])).order_by("pk")
    return [
        (actions.Answers.of(each), each.state, each.rank, each.person_id, each.confirmed_at, each.signed_up_at, each.merged_into_id)
        for each in found
    ]


def merged(table: Table, one: Signup, other: Signup, **said: Any) -> Merger:
    kept = actions.merge(one, other=other, answers=table.answers("Molemmat", **{"email": one.email, **said}), by=BY)
    found = queries.merger_of(kept)
    assert found is not None
    return found


def test_undoing_gives_back_what_was(full: Table, at: Callable[[dt.datetime], None]) -> None:  # noqa: F811
    waiting, placed = actions.confirm(named("Cecilia"), by=VISITOR), named("Aino")
    before = rows(waiting, placed)
    merger = merged(full, waiting, placed)
    assert rows(waiting, placed) != before
    at(LATER)

    kept = actions.part(merger, by=BY)

    assert kept == placed
    assert rows(waiting, placed) == before
    assert letters("parted") == ["parted", "parted"]
    assert queries.by_secret(secret("parted")) == waiting  # the last letter is the other one's
    assert verbs()[-1] == "signup.parted"
    assert not Merger.objects.exists()
    refused(ChangeRefusal.UNDO_GONE, actions.part, merger, by=BY)


def test_undoing_in_the_queue_gives_back_the_rank(full: Table) -> None:  # noqa: F811
    one, other = named("Cecilia"), named("Daavid")
    states = full.states()

    actions.part(merged(full, other, one), by=BY)

    assert full.states() == states


def test_a_place_that_has_gone_to_another_is_not_taken_back(full: Table) -> None:  # noqa: F811
    """Two with a place became one, and the free place was offered: who parts is the first who waits."""
    aino, bertta = named("Aino"), named("Bertta")
    merger = merged(full, aino, bertta)
    assert full.states()["Cecilia"].startswith("offered")

    kept = actions.part(merger, by=BY)

    other = bertta if kept == aino else aino
    assert Signup.objects.get(pk=kept.pk).state == State.ACCEPTED
    assert (Signup.objects.get(pk=other.pk).state, Signup.objects.get(pk=other.pk).rank) == (State.QUEUED, 1)


def test_when_it_cannot_be_undone(full: Table, at: Callable[[dt.datetime], None]) -> None:  # noqa: F811
    placed = named("Aino")
    merger = merged(full, named("Cecilia"), placed)
    kept = merger.kept
    Signup.objects.filter(pk=kept.pk).update(revision=kept.revision + 1)
    refused(ChangeRefusal.UNDO_GONE, actions.part, merger, by=BY)
    assert queries.merger_of(Signup.objects.get(pk=kept.pk)) is None
    Signup.objects.filter(pk=kept.pk).update(revision=kept.revision)
    full.apply("Aino")  # signed up again with the address that is free now
    refused(ChangeRefusal.ADDRESS, actions.part, merger, by=BY)
    at(make.AUGUST + dt.timedelta(days=30, seconds=1))
    refused(ChangeRefusal.UNDO_GONE, actions.part, merger, by=BY)


def test_what_became_part_of_another_is_not_moved_by_itself(full: Table) -> None:  # noqa: F811
    """Only undoing takes it out."""
    gone = merged(full, named("Cecilia"), named("Aino")).gone
    for deed in (actions.accept, actions.to_queue, actions.admit):
        refused(ChangeRefusal.MOVE, deed, gone, by=BY)
    refused(ChangeRefusal.MOVE, actions.decline, gone, words="Ei", by=BY)
    refused(ChangeRefusal.MOVE, actions.withdraw, gone, by=BY)


def test_what_was_kept_for_it_is_forgotten(full: Table, at: Callable[[dt.datetime], None]) -> None:  # noqa: F811
    merged(full, named("Cecilia"), named("Aino"))
    assert (jobs.forget_mergers(), Merger.objects.count()) == (0, 1)
    at(make.AUGUST + dt.timedelta(days=30, seconds=1))
    assert (jobs.forget_mergers(), jobs.forget_mergers(), Merger.objects.count()) == (1, 0, 0)


def test_publishing_forgets_it(full: Table) -> None:  # noqa: F811
    merged(full, named("Cecilia"), named("Aino"))

    actions.forget_wishes(full.programme, by=WORKER)
    assert Merger.objects.exists()

    programmes.publish(full.programme, by=BY)
    actions.forget_wishes(full.programme, by=WORKER)

    assert not Merger.objects.exists()
