"""A search as a job: asked for, run, stopped, cancelled, taken over, failed; its result comes into the draft once or not at all."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult

from tests.rooms.groups.round import Round, a_round, fresh, group_of, layout, letters, refused, seats, verbs
from verme.audit.models import Entry
from verme.groups import actions, jobs, queries
from verme.groups.formation import Plan, Progress, Score, solve
from verme.groups.models import Draft, Run
from verme.groups.rules import Criteria
from verme.groups.terms import DraftRefusal, DraftState, LockKind, RunState, SearchRefusal
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.programmes.models import Programme, RuleSet
from verme.programmes.terms import ProgrammeRefusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Round:
    made = a_round()
    made.people(9)
    made.mentor()
    made.mentor()
    return made


def ask(here: Round, **named: Any) -> Run:
    return actions.ask(here.programme, criteria=Criteria(), by=here.by, **named)


def now(run: Run) -> Run:
    return Run.objects.select_related("draft").get(pk=run.pk)


def claimed(here: Round) -> Run:
    """A search that a worker has just taken and does nothing for."""
    run = ask(here)
    Run.objects.filter(pk=run.pk).update(state=RunState.RUNNING, started_at=clock.real_now(), beat_at=clock.real_now())
    return now(run)


def test_a_search_from_the_button_to_the_draft(here: Round) -> None:
    run = jobs.start(here.programme, criteria=Criteria(), by=here.by)
    task = DBTaskResult.objects.get()
    assert (task.queue_name, task.args_kwargs["args"], run.state, run.seconds) == ("formation", [run.pk], RunState.WAITING, 60)

    jobs.form_groups.call(run.pk)

    run = now(run)
    draft = fresh(run.draft)
    assert (run.state, run.result["status"], len(seats(draft))) == (RunState.DONE, "optimal", 9)
    assert (draft.revision, draft.quality["revision"], draft.quality["score"]) == (1, 1, run.result["score"])
    board = queries.board(draft)
    assert (board.conflicts, board.is_best, board.score.placed) == ((), True, 9)
    assert verbs() == ["run.asked", "run.finished"]
    assert queries.history(draft, here.house.coordinator).undo is None  # nothing to come back to


def test_nothing_is_asked_for_without_its_task(here: Round) -> None:
    ask(here)

    with pytest.raises(Refused, match=SearchRefusal.RUNNING):
        jobs.start(here.programme, criteria=Criteria(), by=here.by)
    assert DBTaskResult.objects.count() == 0


def test_why_no_search_is_made(here: Round) -> None:
    refused(SearchRefusal.SIZES, actions.ask, here.programme, criteria=Criteria(size_max=30), by=here.by)
    running = ask(here)
    refused(SearchRefusal.RUNNING, actions.ask, here.programme, criteria=Criteria(), by=here.by)
    actions.cancel(running, by=here.by)
    Programme.objects.update(published_at=clock.now())
    refused(DraftRefusal.PUBLISHED, actions.ask, here.programme, criteria=Criteria(), by=here.by)


def test_nobody_no_mentor_no_model() -> None:
    empty = a_round()
    refused(SearchRefusal.NOBODY, actions.ask, empty.programme, criteria=Criteria(), by=empty.by)
    empty.people(4)
    refused(SearchRefusal.NO_MENTORS, actions.ask, empty.programme, criteria=Criteria(), by=empty.by)
    earliest = RuleSet.objects.order_by("valid_from").first()
    assert earliest is not None
    empty.programme.starts_on = earliest.valid_from - timedelta(days=1)
    empty.programme.save()
    refused(ProgrammeRefusal.NO_RULES, actions.ask, empty.programme, criteria=Criteria(), by=empty.by)


def test_a_draft_has_one_search_at_a_time(here: Round) -> None:
    run = ask(here)

    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.create(draft=run.draft, problem={})
    refused(DraftRefusal.RUNNING, actions.move, run.draft, signup=here.person(), target=None, revision=0, by=here.by)


def test_locks_hold_in_a_new_proposal(here: Round) -> None:
    """I-10: locked people are in the same group before and after."""
    people = list(queries.material(here.programme).signups)
    one, two = queries.standing_entries(here.programme)
    draft = here.draft((one, people[:4]), (two, people[4:]))
    for person in (people[0], people[8]):
        draft = actions.lock(draft, signup=person, revision=draft.revision, by=here.by)
    draft = actions.ban(draft, signup=people[1], revision=draft.revision, by=here.by)

    run = ask(here, locks_of=draft)
    jobs.form_groups.call(run.pk)

    made = layout(now(run).draft)
    assert (made.seats[str(people[0].pk)], made.seats[str(people[8].pk)]) == (str(one.pk), str(two.pk))
    assert made.seats.get(str(people[1].pk)) != str(one.pk)
    assert sorted(made.locks.values()) == [LockKind.BAN, LockKind.STAY, LockKind.STAY]


def test_what_cannot_be_kept_is_told(here: Round) -> None:
    """Two people who may not meet, locked into one group: no plan, and the smallest conflict."""
    people = list(queries.material(here.programme).signups)
    entry = queries.standing_entries(here.programme)[0]
    draft = here.draft((entry, people[:4]))
    draft = actions.lock(draft, signup=people[0], revision=1, by=here.by)
    busy = here.person("Kiireinen", slots={here.slots[3]: 2})
    draft = actions.move(draft, signup=busy, target=group_of(draft, "A"), revision=2, by=here.by)
    draft = actions.lock(draft, signup=busy, revision=3, by=here.by)

    run = ask(here, locks_of=draft)
    jobs.form_groups.call(run.pk)

    run = now(run)
    assert (run.state, run.result["status"], seats(run.draft)) == (RunState.DONE, "impossible", {})
    assert run.result["conflict"] == [{"kind": "lock", "person": f"s{busy.pk}", "mentor": f"m{entry.pk}"}]


def test_enough_ends_the_search_with_the_best_so_far(here: Round) -> None:
    run = actions.stop(ask(here), by=here.by)
    assert actions.stop(run, by=here.by).wants_stop  # twice is once

    jobs.form_groups.call(run.pk)

    assert (now(run).state, verbs()) == (RunState.DONE, ["run.asked", "run.stopped", "run.finished"])
    assert seats(run.draft)


def test_a_cancelled_search_changes_nothing(here: Round) -> None:
    run = actions.cancel(ask(here), by=here.by)
    jobs.form_groups.call(run.pk)

    run = now(run)
    assert (run.state, run.draft.state, seats(run.draft), verbs()) == (
        RunState.CANCELLED,
        DraftState.LEFT,
        {},
        ["run.asked", "run.cancelled"],
    )


def test_a_search_cancelled_while_it_runs_changes_nothing(here: Round) -> None:
    run = claimed(here)
    actions.cancel(run, by=here.by)

    actions.finish(run, plan=Plan(()), result={"status": "optimal"})

    assert (now(run).state, now(run).draft.state) == (RunState.CANCELLED, DraftState.LEFT)


def test_a_running_search_says_how_it_goes_and_hears_the_stop(here: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "LOOK", 0.0)
    run = claimed(here)
    watch = jobs.Watch(run)
    plan = Plan((here.group(queries.standing_entries(here.programme)[0], list(queries.material(here.programme).signups)[:4]),))
    for seconds, placed in ((0.1, 4), (0.7, 4), (1.2, 8)):
        watch.note(Progress(seconds, plan, Score(placed, 0, 100 * placed), Score(9, 0, 900)))
    assert not watch.should_stop()
    actions.stop(run, by=here.by)

    progress = now(run).progress
    assert (progress["rose"], progress["proven"]) == ([[0.1, 4, 0, 400], [1.2, 8, 0, 800]], [False, True, False])
    assert jobs.Watch(now(run)).best == plan
    assert watch.should_stop()


def test_the_row_is_written_at_most_once_a_second(here: Round, django_assert_num_queries: Any) -> None:
    watch = jobs.Watch(claimed(here))

    with django_assert_num_queries(0):
        for placed in range(9):
            watch.note(Progress(0.1, Plan(()), Score(placed, 0, 0), Score(9, 0, 900)))
            watch.should_stop()


def test_a_silent_search_is_taken_over_and_goes_on_from_its_best(here: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    run = claimed(here)
    people = list(queries.material(here.programme).signups)
    entry = queries.standing_entries(here.programme)[0]
    group = here.group(entry, people[:4])
    progress = {"groups": [{**vars(group), "members": list(group.members)}], "rose": [[0.5, 4, 0, 400]]}
    Run.objects.filter(pk=run.pk).update(beat_at=clock.real_now() - timedelta(seconds=61), progress=progress)
    began: list[Any] = []
    monkeypatch.setattr(jobs, "solve", lambda problem, **named: began.append(named["start"]) or solve(problem, **named))

    jobs.form_groups.call(run.pk)

    assert began == [Plan((group,))]
    assert now(run).state == RunState.DONE
    actions.finish(run, plan=Plan(()), result={"status": "feasible"})  # the one that was only slow comes too late
    assert len(seats(now(run).draft)) == 9


def test_a_search_that_is_alive_is_left_alone_and_looked_at_later(here: Round) -> None:
    run = claimed(here)

    jobs.form_groups.call(run.pk)

    later = DBTaskResult.objects.get()
    assert now(run).state == RunState.RUNNING
    assert run.beat_at is not None
    assert later.run_after == run.beat_at + jobs.SILENCE


def test_a_slow_worker_stops_when_another_has_taken_over(here: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "LOOK", 0.0)
    watch = jobs.Watch(claimed(here))
    assert not watch.should_stop()
    Run.objects.update(started_at=clock.real_now())

    assert watch.should_stop()


def test_a_search_that_breaks_is_told_so(here: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    run = ask(here)
    monkeypatch.setattr(jobs, "solve", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        jobs.form_groups.call(run.pk)

    assert (now(run).state, now(run).draft.state, verbs()[-1]) == (RunState.FAILED, DraftState.LEFT, "run.failed")
    assert ask(here)  # and another one can be asked for


def test_a_draft_that_was_changed_meanwhile_is_not_overwritten(here: Round) -> None:
    run = claimed(here)
    Draft.objects.filter(pk=run.draft_id).update(revision=5)
    plan = Plan((here.group(queries.standing_entries(here.programme)[0], list(queries.material(here.programme).signups)[:4]),))

    done = actions.finish(run, plan=plan, result={"status": "feasible"})

    assert (done.draft.number, done.draft.copied_from, len(seats(done.draft))) == (2, run.draft, 4)
    assert (seats(run.draft), fresh(run.draft).revision) == ({}, 5)


def test_a_result_that_comes_after_publishing_is_kept_and_not_used(here: Round) -> None:
    run = claimed(here)
    Programme.objects.update(published_at=clock.now())
    plan = Plan((here.group(queries.standing_entries(here.programme)[0], list(queries.material(here.programme).signups)[:4]),))

    done = actions.finish(run, plan=plan, result={"status": "feasible"})

    assert (done.state, Draft.objects.count(), seats(run.draft)) == (RunState.DONE, 1, {})


@pytest.mark.parametrize(("minutes", "told"), [(0, []), (2, [("formed", "koordinaattori@seinajoki.example")])])
def test_who_waited_long_is_told_by_letter(here: Round, minutes: int, told: list[tuple[str, str]]) -> None:
    run = claimed(here)
    Run.objects.filter(pk=run.pk).update(asked_at=clock.real_now() - timedelta(minutes=minutes))

    actions.finish(now(run), plan=None, result={"status": "unknown"})

    assert letters() == told
    entry = Entry.objects.order_by("-id").first()
    assert entry is not None
    assert entry.facts == {"status": "unknown", "draft": 1}
