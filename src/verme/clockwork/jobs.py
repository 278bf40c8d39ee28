"""What the clock asks of this room itself. All in real time."""

from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from verme.clockwork.models import Beat
from verme.kernel import clock

SILENCE = timedelta(seconds=60)
TRIES = 5
KEPT = timedelta(days=30)
FINISHED = (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)
GIVEN_UP = f"{__name__}.GivenUp"


def take_over_the_silent() -> int:
    """Tasks whose worker has been silent for a minute are ready again, at most five times; then they have failed. Returns how many.

    Every task is written to be run twice without harm, so a worker that was only slow does none.
    """
    now = clock.real_now()
    alive = set(Beat.objects.filter(at__gte=now - SILENCE).values_list("name", flat=True))
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=now - SILENCE)
    return sum(_take_over(task, now) for task in running if task.worker_ids[-1] not in alive)


def _take_over(task: DBTaskResult[..., Any], now: datetime) -> int:
    mine = DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at)
    if len(task.worker_ids) < TRIES:
        return int(mine.update(status=TaskResultStatus.READY, started_at=None))
    words = f"{TRIES} workers died with this task"
    return int(mine.update(status=TaskResultStatus.FAILED, finished_at=now, exception_class_path=GIVEN_UP, traceback=words))


class GivenUp(Exception):
    """A task that took five workers with it."""


def forget_the_finished() -> int:
    """Tasks that ended a month ago, signs of life of yesterday's workers and sessions that are over; returns how many rows."""
    now = clock.real_now()
    tasks, _ = DBTaskResult.objects.filter(status__in=FINISHED, finished_at__lt=now - KEPT).delete()
    beats, _ = Beat.objects.filter(at__lt=now - timedelta(days=1)).delete()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return tasks + beats
