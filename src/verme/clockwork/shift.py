"""One worker process at work: gives signs of life, keeps its part of the timetable, runs queued tasks."""

import logging
import os
import signal
import threading
import time
import uuid
from collections.abc import Callable
from types import FrameType

from django.db import DatabaseError, close_old_connections, transaction
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from verme.clockwork import actions
from verme.clockwork.models import Turn
from verme.clockwork.timetable import SHARED_FROM, TIMETABLE, Line
from verme.kernel import clock

log = logging.getLogger(__name__)
QUEUES = {"mail": ["mail", "default"], "formation": ["formation"]}
BEAT_EVERY = 10.0  # seconds
PAUSE = 0.25  # seconds between two looks when there is nothing to do


class Shift:
    """`Shift("mail").run()` works until SIGTERM or SIGINT; the job that runs then is finished first."""

    def __init__(self, kind: str, *, is_wanted: Callable[[], bool] = lambda: True) -> None:
        """`is_wanted` is asked at every look: a worker whose parent has died goes home too."""
        self.kind = kind
        self.name = f"{kind}-{os.getpid()}-{uuid.uuid4().hex[:6]}"
        self.is_wanted = is_wanted
        self.over = threading.Event()
        self.looked: dict[str, float] = {}  # when this process last did what every process does by itself

    def run(self) -> None:
        """Works until told to stop."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        threading.Thread(target=self._keep_beating, daemon=True).start()
        while not self.over.is_set() and self.is_wanted():
            close_old_connections()
            try:
                self.turn()
            except DatabaseError:
                log.exception("the database did not answer")
            self.over.wait(PAUSE)
        self.over.set()
        actions.leave(self.name)

    def turn(self) -> None:
        """Everything that is due now, once."""
        for line in self._due():
            if not self.over.is_set():
                run_line(line)
        if not self.over.is_set() and self._has_tasks():
            self._tasks().run()

    def _due(self) -> list[Line]:
        due, now = [], time.monotonic()
        turns = dict(Turn.objects.values_list("job", "due_at"))
        for line in TIMETABLE:
            if line.worker != self.kind:
                continue
            if line.every >= SHARED_FROM:
                if (moment := turns.get(line.name)) is None or moment <= clock.real_now():
                    due.append(line)
            elif now - self.looked.get(line.name, 0) >= line.every.total_seconds():
                self.looked[line.name] = now
                due.append(line)
        return due

    def _has_tasks(self) -> bool:
        return DBTaskResult.objects.ready().filter(queue_name__in=QUEUES[self.kind]).exists()

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
            close_old_connections()  # this thread has a connection of its own
            try:
                actions.beat(self.name)
            except DatabaseError:
                log.warning("no sign of life could be written")
            self.over.wait(BEAT_EVERY)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.over.set()


def run_line(line: Line) -> bool:
    """Runs a line's job unless another process has just taken the turn; a job that fails is noted and tried at its next turn."""
    is_shared = line.every >= SHARED_FROM
    if is_shared and not _took_turn(line):
        return False
    fault = ""
    try:
        line.job()
    except Exception as raised:
        log.exception("%s failed", line.name)
        fault = type(raised).__name__
    if is_shared:
        Turn.objects.filter(job=line.name).update(ran_at=clock.real_now(), fault=fault)
    return True


def _took_turn(line: Line) -> bool:
    """Whoever moves the due time on has the turn: of two workers only one does."""
    now = clock.real_now()
    with transaction.atomic():
        Turn.objects.get_or_create(job=line.name, defaults={"due_at": now})
        return bool(Turn.objects.filter(job=line.name, due_at__lte=now).update(due_at=now + line.every))
