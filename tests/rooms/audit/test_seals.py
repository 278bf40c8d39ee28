"""The log refuses changes, and a change that got past the database shows (I-43, decisions.md §7)."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from verme.audit import actions, jobs
from verme.audit.actors import OPERATOR, WORKER, Actor
from verme.audit.models import Entry, Seal
from verme.kernel import clock
from verme.people.models import Person

pytestmark = pytest.mark.django_db
type At = Callable[[dt.datetime], None]
MONDAY = dt.datetime(2026, 8, 17, 9, tzinfo=clock.HELSINKI)
DAY = dt.timedelta(days=1)


def record(at: At, moment: dt.datetime, verb: str = "person.changed", by: Actor = OPERATOR) -> Entry:
    at(moment)
    return actions.record(verb, Person(pk=7), by=by, organisation=1, fields=["name"])


@pytest.fixture
def week(at: At) -> list[Entry]:
    """Two deeds on Monday, none on Tuesday, one on Wednesday; now it is Friday."""
    made = [record(at, MONDAY), record(at, MONDAY + dt.timedelta(hours=3), by=WORKER), record(at, MONDAY + 2 * DAY)]
    at(MONDAY + 4 * DAY)
    return made


@contextmanager
def without_triggers() -> Iterator[None]:
    """As somebody with the keys of the database could work."""
    lift, restore = {
        "postgresql": ("ALTER TABLE audit_{0} DISABLE TRIGGER USER", "ALTER TABLE audit_{0} ENABLE TRIGGER USER"),
        "sqlite": ("DROP TRIGGER audit_{0}_refuses_{1}", ""),
    }[connection.vendor]
    with connection.cursor() as cursor:
        for table in ("entry", "seal"):
            for deed in ("update", "delete"):
                cursor.execute(lift.format(table, deed))
        yield
        for table in ("entry", "seal"):
            if restore:
                cursor.execute(restore.format(table))


def test_an_entry_tells_who_did_what_where(week: list[Entry]) -> None:
    first = week[0]

    assert (first.verb, first.target_kind, first.target_id, first.organisation_id) == ("person.changed", "people.person", "7", 1)
    assert (first.role, first.person_id, first.facts) == ("operator", None, {"fields": ["name"]})


@pytest.mark.django_db(transaction=True)
def test_there_is_no_entry_outside_a_deed() -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        actions.record("person.changed", Person(pk=7), by=OPERATOR)


@pytest.mark.parametrize("deed", [lambda: Entry.objects.update(role="nobody"), lambda: Entry.objects.all().delete()])
def test_the_database_refuses_to_change_the_log(week: list[Entry], deed: Callable[[], object]) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        deed()


@pytest.mark.parametrize("deed", [lambda: Seal.objects.update(digest="0" * 64), lambda: Seal.objects.all().delete()])
def test_the_database_refuses_to_change_a_seal(week: list[Entry], deed: Callable[[], object]) -> None:
    jobs.seal_finished_days()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        deed()


def test_every_finished_day_is_sealed_once(week: list[Entry]) -> None:
    assert jobs.seal_finished_days() == 4
    assert jobs.seal_finished_days() == 0
    assert list(Seal.objects.order_by("day").values_list("day", "entries")) == [
        (dt.date(2026, 8, 17 + offset), count) for offset, count in enumerate([2, 0, 1, 0])
    ]
    assert jobs.broken_seals() == []


def test_a_day_is_not_sealed_before_what_began_in_it_is_written(at: At) -> None:
    record(at, MONDAY)
    midnight = clock.end_of(MONDAY.date())
    at(midnight + jobs.GRACE - dt.timedelta(seconds=1))
    assert jobs.seal_finished_days() == 0
    at(midnight + jobs.GRACE)

    assert jobs.seal_finished_days() == 1


def test_a_day_is_a_finnish_day(at: At) -> None:
    record(at, MONDAY.replace(hour=0, minute=0))
    record(at, MONDAY.replace(hour=23, minute=59))
    record(at, MONDAY + DAY * 4)
    jobs.seal_finished_days()

    assert Seal.objects.earliest("day").day == MONDAY.date()
    assert Seal.objects.earliest("day").entries == 2


def test_an_empty_log_is_well() -> None:
    assert (jobs.seal_finished_days(), jobs.broken_seals()) == (0, [])


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        (lambda: Entry.objects.filter(role="worker").update(role="operator"), [17]),
        (lambda: Entry.objects.filter(role="worker").update(facts={"fields": ["email"]}), [17]),
        (lambda: Entry.objects.filter(role="worker").update(happened_at=MONDAY + DAY), [17, 18]),
        (lambda: Entry.objects.filter(role="worker").delete(), [17]),
        (lambda: Seal.objects.filter(entries=2).update(digest="0" * 64), [17, 18]),
        (lambda: Seal.objects.filter(day=dt.date(2026, 8, 18)).delete(), [19]),
        (lambda: Entry.objects.create(happened_at=MONDAY + DAY, verb="x", target_kind="x", target_id="1", role="x"), [18]),
    ],
)
def test_whatever_is_changed_afterwards_shows(week: list[Entry], change: Callable[[], object], broken: list[int]) -> None:
    jobs.seal_finished_days()
    with without_triggers():
        change()
        assert [day.day for day in jobs.broken_seals()] == broken
