"""One worker process at work: gives signs of life, keeps its part of the timetable, runs queued tasks."""

import logging
import os
import signal
import threading
import uuid
from datetime import timedelta
from types import FrameType

from django.db import DatabaseError, close_old_connections, transaction
from django_tasks_db.management.commands.db_worker import Worker

from verme.clockwork import actions
from verme.clockwork.models import Turn
from verme.clockwork.timetable import TIMETABLE, Line
from verme.kernel import clock

log = logging.getLogger(__name__)
QUEUES = {"mail": ["mail", "default"], "formation": ["formation"]}
BEAT_EVERY = 10.0  # seconds
PAUSE = 0.25  # seconds between two looks when there is nothing to do


class Shift:
    """`Shift("mail").run()` works until SIGTERM or SIGINT; the job that runs then is finished first."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.name = f"{kind}-{os.getpid()}-{uuid.uuid4().hex[:6]}"
        self.over = threading.Event()

    def run(self) -> None:
        """Works until told to stop."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        threading.Thread(target=self._keep_beating, daemon=True).start()
        while not self.over.is_set():
            close_old_connections()
            try:
                self.turn()
            except DatabaseError:
                log.exception("the database did not answer")
            self.over.wait(PAUSE)
        actions.leave(self.name)

    def turn(self) -> None:
        """Everything that is due now, once."""
        for line in TIMETABLE:
            if line.worker == self.kind and not self.over.is_set():
                take_turn(line)
        if not self.over.is_set():
            self._tasks().run()

    def _tasks(self) -> Worker:
        return Worker(
            queue_names=QUEUES[self.kind],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=1,
            worker_id=self.name,
            excluded_queue_names=[],
        )

    def _keep_beating(self) -> None:
        while not self.over.is_set():
            try:
                actions.beat(self.name)
            except DatabaseError:
                log.warning("no sign of life could be written")
            self.over.wait(BEAT_EVERY)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.over.set()


def take_turn(line: Line) -> bool:
    """Runs the job if it is due and nobody else has taken this turn; a job that fails is noted and tried at its next turn."""
    now = clock.real_now()
    with transaction.atomic():
        Turn.objects.get_or_create(job=line.name, defaults={"due_at": now - timedelta(seconds=1)})
        mine = Turn.objects.filter(job=line.name, due_at__lte=now).update(due_at=now + line.every)
    if not mine:
        return False
    fault = ""
    try:
        line.job()
    except Exception as raised:
        log.exception("%s failed", line.name)
        fault = type(raised).__name__
    Turn.objects.filter(job=line.name).update(ran_at=clock.real_now(), fault=fault)
    return True
