"""Queued tasks: run by the right worker, tried again, taken over from the dead, given up at last (trust.md R-03)."""

import datetime as dt

import pytest
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.rooms.clockwork import work
from verme.clockwork import actions, jobs, queries, retry, shift
from verme.clockwork.models import Beat
from verme.clockwork.shift import Shift
from verme.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True)  # the worker opens and closes connections
R = TaskResultStatus


@pytest.fixture(autouse=True)
def only_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shift, "TIMETABLE", ())


def statuses() -> list[str]:
    return list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True))


def test_a_task_waits_for_its_own_worker() -> None:
    work.slow.enqueue("formed", 0)
    Shift("mail").turn()
    assert work.done("formed_ended") == 0
    Shift("formation").turn()

    assert work.done("formed_ended") == 1
    assert statuses() == [R.SUCCESSFUL]


def test_a_task_that_fails_is_written_down_and_the_next_one_runs() -> None:
    work.failing.enqueue("first")
    work.quick.enqueue("second")
    mine = Shift("mail")
    mine.turn()
    mine.turn()

    assert statuses() == [R.FAILED, R.SUCCESSFUL]
    assert work.done("second") == 1


def _make_due() -> None:
    DBTaskResult.objects.filter(status=R.READY).update(run_after=clock.real_now())


def test_a_retrying_task_is_tried_later_and_later_until_it_is_done() -> None:
    work.stubborn.enqueue("work", 3)
    mine, waits = Shift("mail"), []
    while DBTaskResult.objects.filter(status=R.READY).exists():
        _make_due()
        mine.turn()
        waits += [round((task.run_after - clock.real_now()).total_seconds()) for task in DBTaskResult.objects.filter(status=R.READY)]

    assert work.done("work") == 3
    assert waits == [step.total_seconds() for step in retry.STEPS[:2]]
    assert statuses() == [R.SUCCESSFUL] * 3


def test_a_retrying_task_that_never_succeeds_fails_in_the_end() -> None:
    work.stubborn.enqueue("work", 99)
    mine = Shift("mail")
    while DBTaskResult.objects.filter(status=R.READY).exists():
        _make_due()
        mine.turn()

    assert work.done("work") == len(retry.STEPS) + 1
    assert statuses()[-1] == R.FAILED


def _claimed_by(*workers: str, ago: int) -> DBTaskResult[..., None]:
    work.quick.enqueue("work")
    task: DBTaskResult[..., None] = DBTaskResult.objects.latest("enqueued_at")
    for worker in workers:
        task.claim(worker)
    DBTaskResult.objects.filter(pk=task.pk).update(started_at=clock.real_now() - dt.timedelta(seconds=ago))
    return task


@pytest.mark.parametrize(
    ("beat_ago", "started_ago", "after"),
    [
        (30, 90, R.RUNNING),  # alive
        (70, 90, R.READY),  # silent for a minute
        (70, 50, R.RUNNING),  # a worker that has only just begun
        (None, 90, R.READY),  # gone without a word
    ],
)
def test_tasks_of_the_silent_are_ready_again(beat_ago: int | None, started_ago: int, after: str) -> None:
    _claimed_by("alive-once-more", "mine", ago=started_ago)
    actions.beat("alive-once-more")  # an earlier worker of this task lives, but it is not the one that has it
    if beat_ago is not None:
        Beat.objects.create(name="mine", at=clock.real_now() - dt.timedelta(seconds=beat_ago))

    assert jobs.take_over_the_silent() == (after == R.READY)
    assert statuses() == [after]


def test_what_five_workers_died_with_is_given_up() -> None:
    task = _claimed_by("1", "2", "3", "4", "5", ago=90)
    jobs.take_over_the_silent()
    task.refresh_from_db()

    assert (task.status, task.exception_class_path) == (R.FAILED, "verme.clockwork.jobs.GivenUp")
    assert task.task_result.errors[0].exception_class is jobs.GivenUp


def test_what_ended_a_month_ago_is_forgotten() -> None:
    work.quick.enqueue("old"), work.quick.enqueue("new"), work.quick.enqueue("waiting")
    old, new, _waiting = DBTaskResult.objects.order_by("enqueued_at")
    for task, days in ((old, 31), (new, 29)):
        task.claim("x")
        task.set_successful(None)
        DBTaskResult.objects.filter(pk=task.pk).update(finished_at=clock.real_now() - dt.timedelta(days=days))
    Beat.objects.create(name="yesterday", at=clock.real_now() - dt.timedelta(hours=25))
    actions.beat("today")
    jobs.forget_the_finished()

    assert statuses() == [R.SUCCESSFUL, R.READY]
    assert [beat.name for beat in Beat.objects.all()] == ["today"]


def test_who_beats_is_alive_for_a_minute() -> None:
    assert not queries.a_worker_is_alive()
    actions.beat("mail-1")
    assert queries.a_worker_is_alive()
    Beat.objects.update(at=clock.real_now() - dt.timedelta(seconds=61))
    assert not queries.a_worker_is_alive()


def test_who_goes_home_is_not_waited_for() -> None:
    actions.beat("mail-1")
    actions.leave("mail-1")

    assert not Beat.objects.exists()
