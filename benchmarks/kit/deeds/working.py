"""`verme worker` dies while it sends letters or searches for groups. Another goes on once the dead one has been silent long enough."""

import contextlib
import time
from abc import abstractmethod
from collections.abc import Iterator
from datetime import timedelta

from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from benchmarks.kit import counting
from benchmarks.kit.counting import Check
from benchmarks.kit.deeds.deed import AFTER, BEFORE, BETWEEN, HALF, Deed
from benchmarks.kit.installation import Installation, Process, until
from benchmarks.kit.world import World
from tests.rooms.mail.server import Server
from verme.audit.models import Entry
from verme.clockwork import jobs as clockwork
from verme.clockwork.models import Beat
from verme.groups import queries
from verme.groups.models import DraftGroup, Placement, Run
from verme.groups.terms import RunState
from verme.kernel import clock
from verme.mail.models import Letter
from verme.mail.terms import State

LETTERS, PEOPLE = 12, 16
QUIET = 0.3  # seconds in which whatever was on the line to the mail server has arrived
LONG = timedelta(seconds=61)  # of silence: then a worker is taken for dead


class ByWorker(Deed):
    """One worker process is started for each try, and stopped when the work is done."""

    kind: str
    worker: Process | None = None

    @contextlib.contextmanager
    def living(self) -> Iterator[None]:
        try:
            yield
        finally:
            if self.worker is not None:
                self.worker.kill()

    @property
    def process(self) -> Process:
        if self.worker is None:
            raise LookupError("nobody works yet")
        return self.worker

    def do(self) -> bool:
        self.a_while_later()
        self.worker = worker = self.site.started("worker", "--only", self.kind)
        until(lambda: self.is_done() or not worker.is_alive, f"the {self.kind} worker")
        has_answered = worker.is_alive
        worker.stop()
        return has_answered

    @abstractmethod
    def a_while_later(self) -> None:
        """Time passes until the dead worker's work is free again."""

    @abstractmethod
    def is_done(self) -> bool:
        """Whether there is nothing left for the worker."""


class Mailing(ByWorker):
    """Twelve letters wait for the mail server."""

    name = "mailing"
    tables = "mail_letter"
    kind = "mail"

    def __init__(self, site: Installation, world: World, post: Server) -> None:
        super().__init__(site, world)
        self.post = post
        self.doubled: list[str] = []

    def stage(self) -> None:
        if self.is_done():
            self.world.people(self.world.programme(capacity=LETTERS), LETTERS)

    def a_while_later(self) -> None:
        Letter.objects.filter(state=State.WAITING).update(due_at=clock.now())

    def is_done(self) -> bool:
        return not Letter.objects.filter(state=State.WAITING).exists()

    def seen(self) -> list[str]:
        """The letter that was in hand was not sent, or sent and not marked: then it is sent once more. None in hand: all is as marked."""
        time.sleep(QUIET)  # nothing tells that the line is empty
        taken = set(self.post.ids)
        if not set(Letter.objects.filter(state=State.SENT).values_list("message_id", flat=True)) <= taken:
            return [HALF]
        in_hand = Letter.objects.filter(state=State.WAITING, due_at__gt=clock.now()).values_list("message_id", flat=True)
        between = [letter for letter in in_hand if letter in taken]
        self.doubled += between
        return [BETWEEN if letter in between else BEFORE for letter in in_hand] or [AFTER]

    def faults(self) -> list[str]:
        return counting.faults(counting.post(self.post.ids, doubled=self.doubled))


class Searching(ByWorker):
    """A search for the best groups of sixteen people. A task that five workers died with is given up, so the fifth is let live."""

    name = "search"
    tables = "^(?!clockwork_)"
    kind = "formation"
    run: Run | None = None

    def stage(self) -> None:
        task = DBTaskResult.objects.filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]).first()
        if task is not None and len(task.worker_ids) == clockwork.TRIES - 1:
            self.do()
        if self.run is None or self.is_done():
            programme = self.world.programme(capacity=PEOPLE)
            self.world.people(programme, PEOPLE)
            self.run = self.world.search(programme)

    def a_while_later(self) -> None:
        past = clock.real_now() - LONG
        Run.objects.filter(state=RunState.RUNNING).update(beat_at=past)
        DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).update(started_at=past)
        Beat.objects.update(at=past)
        clockwork.take_over_the_silent()

    def is_done(self) -> bool:
        open_tasks = DBTaskResult.objects.exclude(status=TaskResultStatus.SUCCESSFUL)
        return self._now().state == RunState.DONE and not open_tasks.exists()

    def _now(self) -> Run:
        return Run.objects.get(pk=self.run.pk if self.run else None)

    def seen(self) -> list[str]:
        """The search goes on and its draft is empty, or it has ended and all of its plan is there."""
        run = self._now()
        is_empty = not DraftGroup.objects.filter(draft=run.draft_id).exists()
        if run.is_active and is_empty and not self._entries():
            return [BEFORE]
        return [HALF if self.faults() else AFTER]

    def _entries(self) -> int:
        return Entry.objects.filter(verb="run.finished", target_id=str(self._now().pk)).count()

    def faults(self) -> list[str]:
        run = self._now()
        planned = sorted((group["mentor"], len(group["members"])) for group in run.result.get("groups", []))
        seats = [
            (queries.entry_id(group.entry_id), Placement.objects.filter(group=group).count())
            for group in DraftGroup.objects.filter(draft=run.draft_id)
        ]
        return counting.faults(
            [
                Check("the search", run.state, RunState.DONE),
                Check("seats of the draft", sorted(seats), planned),
                Check("revisions of the draft", run.draft.revision, 1),
                Check("entries in the log", self._entries(), 1),
            ]
        )
