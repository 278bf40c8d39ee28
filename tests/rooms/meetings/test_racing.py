"""Many at once, each with a connection of its own: nothing is planned twice, no mentor is in two places, nobody is told twice."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from django.db import DatabaseError

from tests.rooms.at_once import at_once
from tests.rooms.meetings.deeds import everybody, letters, span, who, wish
from tests.rooms.meetings.year import NOVEMBER, Year, a_year
from verme.audit.actors import WORKER
from verme.groups.models import Leader
from verme.kernel.refusals import Refused
from verme.meetings import actions, queries
from verme.meetings.actions import planning
from verme.meetings.models import Meeting
from verme.meetings.terms import MeetingRefusal, MeetingState
from verme.mentors.models import Mentor

pytestmark = [pytest.mark.racing, pytest.mark.django_db(transaction=True)]
THREADS, ROUNDS = 30, 5


@pytest.fixture
def year(at: Callable[[dt.datetime], None]) -> Year:
    made = a_year()
    at(NOVEMBER)
    return made


def day(number: int) -> dt.date:
    return dt.date(2026, 12, 1) + dt.timedelta(days=number)


def test_a_form_sent_thirty_times_plans_once(year: Year, runners: ThreadPoolExecutor) -> None:
    """T-21: a double click, and the mail program behind it."""
    group = year.groups[0]
    for number in range(ROUNDS):
        deed = partial(actions.plan, group, wishes=[wish(day(number))], by=year.by)

        results = at_once(runners, [deed] * THREADS)

        assert {meeting.pk for (meeting,) in results} == {Meeting.objects.get(starts_at=span(day(number)).starts_at).pk}
    assert who("invited") == sorted(everybody(group) * ROUNDS)


def two_groups_one_mentor(year: Year) -> Mentor:
    mentor = year.mentor(year.groups[0])
    Leader.objects.create(group=year.groups[1], mentor=mentor)
    return mentor


def plan_both(year: Year, number: int) -> list[Any]:
    """Two groups with one mentor, both at the same time."""
    return [partial(actions.plan, group, wishes=[wish(day(number))], by=year.by) for group in year.groups] * (THREADS // 2)


def test_a_mentor_is_never_in_two_places(year: Year, runners: ThreadPoolExecutor) -> None:
    two_groups_one_mentor(year)
    for number in range(ROUNDS):
        results = at_once(runners, plan_both(year, number))

        assert Meeting.objects.filter(starts_at=span(day(number)).starts_at).count() == 1
        assert results.count(MeetingRefusal.MENTOR_BUSY) == THREADS // 2


def test_of_moves_from_one_sight_one_is_made_and_told(year: Year, runners: ThreadPoolExecutor) -> None:
    """T-23: others learn that the meeting is another by now."""
    (meeting,) = actions.plan(year.groups[0], wishes=[wish(day(0))], by=year.by)
    for number in range(ROUNDS):
        deeds: list[Any] = [
            partial(
                actions.change, meeting, wish=wish(day(1 + number * 3 + runner % 3), dt.time(7 + runner // 3)), sequence=number, by=year.by
            )
            for runner in range(THREADS - 1)
        ]
        results = at_once(runners, [*deeds, partial(actions.bring_up_to_date, year.groups[0], by=WORKER)])

        assert sum(isinstance(result, Meeting) for result in results) == 1
        assert results.count(MeetingRefusal.STALE) == THREADS - 2
    assert Meeting.objects.get().sequence == ROUNDS
    assert who("changed") == sorted(everybody(year.groups[0]) * ROUNDS)


def test_a_move_and_a_cancellation_at_once(year: Year, runners: ThreadPoolExecutor) -> None:
    group = year.groups[0]
    for number in range(ROUNDS):
        (meeting,) = actions.plan(group, wishes=[wish(day(number))], by=year.by)
        cancel = partial(actions.cancel, meeting, sequence=0, by=year.by)
        move = partial(actions.change, meeting, wish=wish(day(number), dt.time(18)), sequence=0, by=year.by)

        results = at_once(runners, [cancel, move, cancel, move])

        meeting.refresh_from_db()
        assert meeting.sequence == 1
        if meeting.state == MeetingState.CANCELLED:
            assert results.count(MeetingRefusal.NOT_PLANNED) == 2
        else:
            assert results.count(MeetingRefusal.STALE) == 2
            actions.cancel(meeting, sequence=1, by=year.by)
    assert len(letters("cancelled")) == 5 * ROUNDS


def test_without_the_mentors_lock_the_same_race_goes_wrong(
    postgresql: None,
    year: Year,
    runners: ThreadPoolExecutor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The test of the tests. On SQLite BEGIN IMMEDIATE locks the file anyway, so only PostgreSQL can show it."""
    two_groups_one_mentor(year)
    locked = queries.same_mentors
    monkeypatch.setattr(planning.queries, "same_mentors", lambda mentors: Unlocked(locked(mentors)))
    most = 0
    for number in range(30):
        at_once(runners, plan_both(year, number), forgives=(Refused, DatabaseError))
        most = max(most, Meeting.objects.filter(starts_at=span(day(number)).starts_at).count())
        if most > 1:
            break

    assert most > 1


class Unlocked:
    """The rows, whose lock is a pretence."""

    def __init__(self, rows: Any) -> None:
        self.rows = rows

    def select_for_update(self) -> Any:
        return self.rows
