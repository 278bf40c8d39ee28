"""What the formation worker does: it searches. The search's row is its progress and its stop flag."""

import logging
import time
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.tasks import task

from verme.audit.actors import Actor
from verme.groups import actions
from verme.groups.formation import Group, Plan, Progress, plan_file, read_problem, solve
from verme.groups.models import Draft, Run
from verme.groups.rules import Criteria
from verme.groups.terms import RunState
from verme.kernel import clock
from verme.programmes.models import Programme

log = logging.getLogger(__name__)
SILENCE = timedelta(seconds=60)  # a search that gave no sign of life for so long is taken over
LOOK, BEAT = 1.0, 10.0  # seconds: between two looks at the row, between two signs of life
STEPS = 60  # of how the best rose, the latest


def pass_offers_on() -> int:
    """Places in published groups that were offered and not answered in time go to the next in the queue. Returns how many."""
    late = Programme.objects.filter(
        vacancies__offers__answered_at__isnull=True, vacancies__offers__expires_at__lte=clock.now(), published_at__isnull=False,
        ended_at__isnull=True,
    )  # fmt: skip
    return sum(actions.pass_offers_on(programme) for programme in late.distinct())


def start(programme: Programme, *, criteria: Criteria, locks_of: Draft | None = None, by: Actor) -> Run:
    """Asks for a search and puts it into the worker's queue, both or neither. Raises Refused as `actions.ask` does."""
    with transaction.atomic():
        run = actions.ask(programme, criteria=criteria, locks_of=locks_of, by=by)
        form_groups.enqueue(run.pk)
    return run


@task(queue_name="formation")
def form_groups(run: int) -> None:
    """Searches. If another worker is at it and alive, looks again when that one would have been silent for a minute."""
    held = _claimed(run)
    if held is not None:
        search(held)
    elif (beat := Run.objects.filter(pk=run, state=RunState.RUNNING).values_list("beat_at", flat=True).first()) is not None:
        form_groups.using(run_after=beat + SILENCE).enqueue(run)


def search(run: Run) -> Run:
    """Searches a claimed run to its end; returns it as it then is. Its draft takes the result in one transaction."""
    problem = read_problem(run.problem)
    watch = Watch(run)
    try:
        result = solve(problem, seconds=run.seconds, seed=run.seed, start=watch.best, on_progress=watch.note, should_stop=watch.should_stop)
        return actions.finish(run, plan=result.plan, result=plan_file(problem, result))
    except Exception:
        log.exception("search %d could not be finished", run.pk)
        actions.fail(run)
        raise


def _claimed(run: int) -> Run | None:
    """The search, if it waits, or if it runs and has been silent for a minute: then it goes on from the best plan it had."""
    now = clock.real_now()
    free = Q(state=RunState.WAITING) | Q(state=RunState.RUNNING, beat_at__lt=now - SILENCE)
    mine = Run.objects.filter(free, pk=run).update(state=RunState.RUNNING, started_at=now, beat_at=now)
    return Run.objects.select_related("draft").get(pk=run) if mine else None


class Watch:
    """Writes a search's progress and listens for the stop, at most once a second. Nothing new: a sign of life every ten seconds.

    Whoever took the search over has another starting time in the row: then this one stops and changes nothing more.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self.mine = Run.objects.filter(pk=run.pk, state=RunState.RUNNING, started_at=run.started_at)
        self.looked = self.beaten = time.monotonic()
        self.is_over = False
        self.rose: list[list[float]] = list(run.progress.get("rose", []))[-STEPS:]
        self.found: dict[str, Any] = {}

    @property
    def best(self) -> Plan | None:
        """The best plan that an interrupted search had."""
        groups = self.run.progress.get("groups")
        return Plan(tuple(Group(**{**group, "members": tuple(group["members"])}) for group in groups)) if groups else None

    def note(self, progress: Progress) -> None:
        """Called by the search at each better plan and about twice a second."""
        if progress.score is not None and progress.plan is not None:
            score = progress.score
            if not self.rose or self.rose[-1][1:] != [score.placed, score.poor, score.total]:
                self.rose = [*self.rose, [round(progress.seconds, 1), score.placed, score.poor, score.total]][-STEPS:]
                self.found = {"groups": [_as_json(group) for group in progress.plan.groups], "proven": list(progress.proven)}
        self._look()

    def should_stop(self) -> bool:
        """Whether the coordinator has had enough, cancelled, or somebody else searches on."""
        self._look()
        return self.is_over

    def _look(self) -> None:
        now = time.monotonic()
        if now - self.looked < LOOK:
            return
        self.looked = now
        if self.found or now - self.beaten >= BEAT:
            self._write()
            self.beaten = now
        wants_stop = self.mine.values_list("wants_stop", flat=True).first()
        self.is_over = self.is_over or wants_stop is not False

    def _write(self) -> None:
        values: dict[str, Any] = {"beat_at": clock.real_now()}
        if self.found:
            values["progress"] = {**self.found, "rose": self.rose}
        self.mine.update(**values)
        self.found = {}


def _as_json(group: Group) -> dict[str, Any]:
    option = {"theme": group.theme, "slot": group.slot, "place": group.place, "language": group.language}
    return {"mentor": group.mentor, **option, "members": list(group.members)}
