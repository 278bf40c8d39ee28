"""The timetable: every line at its time, by one worker of several, whatever another line does."""

import datetime as dt
import threading

import pytest
from django.db import connection

from tests.rooms.clockwork import work
from verme.clockwork import shift
from verme.clockwork.models import Turn
from verme.clockwork.shift import Shift, run_line
from verme.clockwork.timetable import SHARED_FROM, TIMETABLE, Line
from verme.kernel import clock

HOUR = dt.timedelta(hours=1)


def hourly() -> None:
    work.note("hourly")


def broken() -> None:
    work.note("broken")
    raise ZeroDivisionError("personal data must not get into the table")


def quick() -> None:
    work.note("quick")


@pytest.fixture
def timetable(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (Line(broken, HOUR), Line(hourly, HOUR), Line(quick, dt.timedelta(milliseconds=1)), Line(quick, HOUR, worker="formation"))
    monkeypatch.setattr(shift, "TIMETABLE", lines)


@pytest.mark.django_db
def test_a_line_runs_when_it_is_due_and_not_before(timetable: None) -> None:
    mine = Shift("mail")
    mine.turn()
    mine.turn()
    assert (work.done("hourly"), work.done("quick")) == (1, 2)

    Turn.objects.update(due_at=clock.real_now() - dt.timedelta(seconds=1))
    mine.turn()
    assert (work.done("hourly"), work.done("quick")) == (2, 3)


@pytest.mark.django_db
def test_a_job_that_fails_stops_nothing_and_is_noted_without_its_words(timetable: None) -> None:
    Shift("mail").turn()

    assert work.done("broken") == work.done("hourly") == 1
    faults = dict(Turn.objects.values_list("job", "fault"))
    assert sorted(faults.values()) == ["", "ZeroDivisionError"]


@pytest.mark.django_db
def test_each_worker_has_its_own_lines(timetable: None) -> None:
    Shift("formation").turn()

    assert (work.done("hourly"), work.done("quick")) == (0, 1)


@pytest.mark.racing
@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_takes_the_turn() -> None:
    line = Line(hourly, HOUR)
    rounds, workers = 20, 8
    for _ in range(rounds):
        Turn.objects.update(due_at=clock.real_now() - HOUR)
        start = threading.Barrier(workers)

        def knock(start: threading.Barrier = start) -> None:
            start.wait(10)
            try:
                run_line(line)
            finally:
                connection.close()

        threads = [threading.Thread(target=knock) for _ in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)

    assert work.done("hourly") == rounds


@pytest.mark.django_db
def test_an_idle_worker_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shift, "TIMETABLE", [line for line in TIMETABLE if line.every < SHARED_FROM])
    idle = Shift("mail")
    idle.turn()
    said: list[str] = []

    def listen(execute, sql, parameters, many, context):  # type: ignore[no-untyped-def]
        said.append(sql.split()[0])
        return execute(sql, parameters, many, context)

    idle.looked.clear()  # also what is looked at every second
    with connection.execute_wrapper(listen):
        idle.turn()

    assert set(said) == {"SELECT"}


def test_every_line_has_a_name_of_its_own() -> None:
    names = [line.name for line in TIMETABLE]

    assert len(set(names)) == len(names)
    assert "mail.send_waiting" in names
    assert dt.timedelta(seconds=1) < SHARED_FROM
