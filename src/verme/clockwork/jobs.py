"""What the clock asks of this room itself."""

from datetime import timedelta

from django.db import transaction
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from verme.clockwork.models import Beat
from verme.kernel import clock

SILENCE = timedelta(seconds=60)


def take_over_the_silent() -> int:
    """Tasks whose worker has been silent for a minute of real time are ready again; returns how many.

    Every task is written to be run twice without harm, so a worker that was only slow does none.
    """
    alive = list(Beat.objects.filter(at__gte=clock.real_now() - SILENCE).values_list("name", flat=True))
    with transaction.atomic():
        lost = DBTaskResult.objects.select_for_update().filter(status=TaskResultStatus.RUNNING)
        orphans = [task.pk for task in lost if not set(task.worker_ids) & set(alive)]
        return DBTaskResult.objects.filter(pk__in=orphans).update(status=TaskResultStatus.READY, started_at=None)
