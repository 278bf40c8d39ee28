"""A search is asked for, stopped, cancelled, and ends. The searching itself is a job."""

from typing import Any

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import WORKER, Actor
from verme.groups import notices, rules
from verme.groups.actions.draft import copy_locks, new_draft, open_programme, take
from verme.groups.actions.held import Held
from verme.groups.formation import Plan
from verme.groups.models import Draft, DraftGroup, Run
from verme.groups.queries import formation_problem
from verme.groups.rules import Criteria
from verme.groups.terms import ACTIVE_RUNS, DraftRefusal, DraftState, RunState, SearchRefusal
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.programmes import queries as programmes
from verme.programmes.models import Programme

SCHOOL, TOWN = 64, 200  # people
SECONDS = {SCHOOL: 60, TOWN: 120}  # the longest that a search takes; beyond a town:
LONGEST = 600


@transaction.atomic
def ask(programme: Programme, *, criteria: Criteria, locks_of: Draft | None = None, by: Actor) -> Run:
    """A new draft, and a search for the best groups for it, which waits for the worker. `locks_of`: whose locks and bans hold.

    Raises Refused: PUBLISHED, NO_RULES, SIZES, NOBODY, NO_MENTORS, or RUNNING while the programme has another search.
    """
    held = open_programme(programme)
    model = programmes.rules_on(held.organisation, held.starts_on)
    if (reason := rules.why_not_criteria(criteria, model)) is not None:
        raise Refused(reason, least=model.size_min, most=model.size_max)
    if Run.objects.filter(draft__programme=held, state__in=ACTIVE_RUNS).exists():
        raise Refused(SearchRefusal.RUNNING)
    draft = new_draft(held, by=by, criteria=criteria.as_stored)
    if locks_of is not None:
        copy_locks(locks_of, draft)
    problem, labels = formation_problem(held, criteria, draft)
    if not labels.people:
        raise Refused(SearchRefusal.NOBODY)
    if not labels.entries:
        raise Refused(SearchRefusal.NO_MENTORS)
    seconds = next((limit for people, limit in SECONDS.items() if len(labels.people) <= people), LONGEST)
    run = Run.objects.create(draft=draft, seconds=seconds, problem=problem, asked_by_id=by.person_id)
    audit.record("run.asked", run, by=by, organisation=held.organisation_id, people=len(labels.people), entries=len(labels.entries))
    return run


@transaction.atomic
def stop(run: Run, *, by: Actor) -> Run:
    """That's enough: the search ends with the best it has found. Where it has ended already, nothing changes."""
    held = _locked(run)
    if held.is_active and not held.wants_stop:
        held.wants_stop = True
        held.save(update_fields=["wants_stop"])
        audit.record("run.stopped", held, by=by, organisation=held.draft.programme.organisation_id)
    return held


@transaction.atomic
def cancel(run: Run, *, by: Actor) -> Run:
    """The search ends and its result is not wanted. Where it has ended already, nothing changes."""
    held = _locked(run)
    if held.is_active:
        _end(held, RunState.CANCELLED)
        audit.record("run.cancelled", held, by=by, organisation=held.draft.programme.organisation_id)
    return held


@transaction.atomic
def fail(run: Run, *, by: Actor = WORKER) -> Run:
    """The search could not be finished; its draft, if it is empty, is put aside."""
    held = _locked(run)
    if held.is_active:
        _end(held, RunState.FAILED)
        audit.record("run.failed", held, by=by, organisation=held.draft.programme.organisation_id)
    return held


@transaction.atomic
def finish(run: Run, *, plan: Plan | None, result: dict[str, Any], by: Actor = WORKER) -> Run:
    """The search has ended: its draft takes the plan. A search that was cancelled meanwhile, or was taken over, changes nothing.

    If somebody has changed the draft since the search was asked for, the plan goes into a draft of its own beside it.
    """
    held = _locked(run)
    if held.state != RunState.RUNNING or held.started_at != run.started_at:
        return held
    held.result = result
    _end(held, RunState.DONE)
    if plan is not None and held.draft.programme.published_at is None:
        _hand_over(held, plan)
    status = result.get("status")
    audit.record("run.finished", held, by=by, organisation=held.draft.programme.organisation_id, status=status, draft=held.draft.number)
    notices.formed(held)
    return held


def _locked(run: Run) -> Run:
    """The search as it is now, under the programme's lock (programme first, draft last: the same order everywhere)."""
    Programme.objects.select_for_update(of=("self",)).get(pk=run.draft.programme_id)
    runs = Run.objects.select_for_update(of=("self",)).select_related("draft__programme__organisation", "asked_by")
    return runs.defer("problem").get(pk=run.pk)


def _end(run: Run, state: RunState) -> None:
    run.state, run.finished_at = state, clock.real_now()
    run.save(update_fields=["state", "finished_at", "result"])
    if state != RunState.DONE and not DraftGroup.objects.filter(draft=run.draft).exists():
        Draft.objects.filter(pk=run.draft_id, state=DraftState.OPEN).update(state=DraftState.LEFT)


def _hand_over(run: Run, plan: Plan) -> None:
    quality = {name: run.result[name] for name in ("status", "score", "bound") if name in run.result}
    asker = Actor("coordinator", run.asked_by_id) if run.asked_by_id else WORKER
    try:
        held = Held(run.draft, revision=run.revision)
    except Refused as no:
        if no.reason not in {DraftRefusal.STALE, DraftRefusal.NOT_OPEN}:
            raise
        beside = new_draft(run.draft.programme, by=asker, criteria=run.draft.criteria, copied_from=run.draft)
        copy_locks(run.draft, beside)
        run.draft = beside
        run.save(update_fields=["draft"])
        held = Held(beside, revision=0)
    take(held, plan, quality, by=asker)
