"""Real worker processes: stopped gently, killed, orphaned."""

import os
import signal
import time
from collections.abc import Callable

import pytest
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.other_process import python
from tests.rooms.clockwork import work
from verme.clockwork import jobs
from verme.clockwork.models import Beat

pytestmark = [pytest.mark.killing, pytest.mark.django_db(transaction=True)]
FORMATION = "from verme.clockwork.shift import Shift; Shift('formation').run(); print('went home')"
OVERSEER = "from verme.command import main; main(['worker'])"


def until(holds: Callable[[], bool], seconds: float = 30) -> None:
    """Waits until it holds; fails when it takes too long."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def test_told_to_stop_a_worker_finishes_its_task_first() -> None:
    work.slow.enqueue("work", 2)
    work.slow.enqueue("next", 0)
    with python(FORMATION) as worker:
        until(lambda: work.done("work_begun") == 1)
        worker.send_signal(signal.SIGTERM)
        said, _ = worker.communicate(timeout=30)

    assert (worker.returncode, said.splitlines()[-1]) == (0, "went home")
    assert (work.done("work_ended"), work.done("next_begun")) == (1, 0)
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == [TaskResultStatus.READY, TaskResultStatus.SUCCESSFUL]
    assert not Beat.objects.exists()


def test_the_task_of_a_killed_worker_is_done_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    work.slow.enqueue("work", 60)
    with python(FORMATION) as worker:
        until(lambda: work.done("work_begun") == 1)
        worker.kill()
        worker.wait(30)
    DBTaskResult.objects.update(args_kwargs={"args": ["work", 0], "kwargs": {}})
    assert jobs.take_over_the_silent() == 0  # it may only be slow

    monkeypatch.setattr(jobs, "SILENCE", jobs.SILENCE * 0)
    assert jobs.take_over_the_silent() == 1
    with python(FORMATION) as other:
        until(lambda: work.done("work_ended") == 1)
        other.send_signal(signal.SIGTERM)
        assert other.wait(30) == 0
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


def _pids(kind: str) -> set[int]:
    return {int(name.split("-")[1]) for name in Beat.objects.filter(name__startswith=kind).values_list("name", flat=True)}


def test_the_two_processes_go_home_with_the_one_that_started_them() -> None:
    with python(OVERSEER) as overseer:
        until(lambda: bool(_pids("mail") and _pids("formation")), 60)
        overseer.kill()
        until(lambda: not Beat.objects.exists())


def test_a_process_that_dies_is_started_again() -> None:
    with python(OVERSEER) as overseer:
        until(lambda: bool(_pids("formation")), 60)
        (first,) = _pids("formation")
        os.kill(first, signal.SIGKILL)
        until(lambda: bool(_pids("formation") - {first}), 60)
        overseer.terminate()
        assert overseer.wait(60) == 0
    assert _pids("mail") == set()
