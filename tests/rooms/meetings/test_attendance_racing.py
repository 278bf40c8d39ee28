"""T-21 for attendance: the same form ten times at once is one recording; of different ones one stands, and the others are told."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import DatabaseError

from tests.rooms.at_once import at_once
from tests.rooms.meetings.year import Year, a_year, gathering, meeting
from verme.audit.models import Entry
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.mail.models import Letter
from verme.meetings import actions, queries
from verme.meetings.actions import Recorded, attendance
from verme.meetings.models import Attendance, Correction, Meeting, Objection
from verme.meetings.terms import AttendanceRefusal, MeetingKind, MeetingState

pytestmark = [pytest.mark.racing, pytest.mark.django_db(transaction=True)]
TEN, ROUNDS = 10, 20
DAY = dt.date(2026, 11, 24)


@pytest.fixture
def year(at: Callable[[dt.datetime], None]) -> Year:
    made = a_year()
    at(clock.at(DAY, dt.time(16, 5)))
    return made


def told(result: Recorded) -> tuple[int, int]:
    return result.present, result.absent


def test_the_same_form_ten_times_is_one_recording(year: Year, runners: ThreadPoolExecutor) -> None:
    group = year.groups[0]
    mentor, by = year.mentor(group), year.actor(group)
    there = {seat.pk: number != 1 for number, seat in enumerate(year.seats(group))}
    for number in range(ROUNDS):
        one = meeting(group, DAY, starts=dt.time(7 + number // 3, 20 * (number % 3)))
        deed = partial(actions.record, one, mentor=mentor, there=there, version=0, by=by)

        results = at_once(runners, [deed] * TEN)

        assert {told(result) for result in results} == {(3, 1)}
        assert sum(result.is_new for result in results) == 1
        one.refresh_from_db()
        assert (one.state, one.attendance_version, Attendance.objects.filter(meeting=one).count()) == (MeetingState.HELD, 1, 4)
    assert Entry.objects.filter(verb="attendance.recorded").count() == ROUNDS
    assert Correction.objects.count() == 0


def test_of_ten_different_forms_one_stands_and_nine_are_told(year: Year, runners: ThreadPoolExecutor) -> None:
    group = year.groups[0]
    mentor, by = year.mentor(group), year.actor(group)
    seats = [seat.pk for seat in year.seats(group)]
    forms = [{seat: bool(number >> place & 1) for place, seat in enumerate(seats)} for number in range(TEN)]
    for number in range(ROUNDS):
        one = meeting(group, DAY, starts=dt.time(7 + number // 3, 20 * (number % 3)))

        results = at_once(runners, [partial(actions.record, one, mentor=mentor, there=form, version=0, by=by) for form in forms])

        made = [place for place, result in enumerate(results) if isinstance(result, Recorded)]
        assert len(made) == 1
        assert results.count(AttendanceRefusal.STALE) == TEN - 1
        assert queries.stored(one) == forms[made[0]]


def test_one_gathering_saved_ten_times_at_once_is_one_recording_and_of_different_forms_one_stands(
    year: Year,
    runners: ThreadPoolExecutor,
) -> None:
    seats = [seat.pk for group in year.groups for seat in year.seats(group)]
    mentors = {year.mentor(group).pk: True for group in year.groups}
    for number in range(ROUNDS):
        one = gathering(year, DAY, MeetingKind.CLOSING)
        same = number % 2 == 0
        forms = [{seat: same or bool(turn >> place & 1) for place, seat in enumerate(seats)} for turn in range(TEN)]
        deeds = [partial(actions.record_common, one, mentors=mentors, seats=form, version=0, by=year.by) for form in forms]

        results = at_once(runners, deeds)

        taken = [result for result in results if isinstance(result, Recorded)]
        assert (len(taken), sum(result.is_new for result in taken)) == (TEN if same else 1, 1)
        assert {result for result in results if not isinstance(result, Recorded)} == (set() if same else {AttendanceRefusal.STALE})
        one.refresh_from_db()
        assert (one.attendance_version, Attendance.objects.filter(meeting=one).count()) == (1, len(seats))
    assert Correction.objects.count() == 0


def test_one_objection_however_often_it_is_tapped(year: Year, runners: ThreadPoolExecutor) -> None:
    group = year.groups[0]
    seats = year.seats(group)
    for number in range(ROUNDS):
        one = meeting(group, DAY, starts=dt.time(7 + number // 3, 20 * (number % 3)))
        there = {seat.pk: seat != seats[0] for seat in seats}
        actions.record(one, mentor=year.mentor(group), there=there, version=0, by=year.actor(group))
        tap = partial(actions.object_to, one, seat=seats[0], by=year.by)

        results = at_once(runners, [tap] * TEN)

        assert {result.pk for result in results} == {Objection.objects.get(meeting=one).pk}
    assert Letter.objects.filter(kind="meetings.objected").count() == ROUNDS


def test_without_the_lock_the_same_race_goes_wrong(
    postgresql: None,
    year: Year,
    runners: ThreadPoolExecutor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The test of the tests: without the lock several of ten different forms are taken, or the database has to refuse."""
    monkeypatch.setattr(attendance, "locked", lambda one: Meeting.objects.select_related("programme__organisation").get(pk=one.pk))
    group = year.groups[0]
    mentor, by = year.mentor(group), year.actor(group)
    seats = [seat.pk for seat in year.seats(group)]
    forms = [{seat: bool(number >> place & 1) for place, seat in enumerate(seats)} for number in range(TEN)]
    wrong = 0
    for number in range(ROUNDS):
        one = meeting(group, DAY, starts=dt.time(7 + number // 3, 20 * (number % 3)))
        deeds = [partial(actions.record, one, mentor=mentor, there=form, version=0, by=by) for form in forms]
        results = at_once(runners, deeds, forgives=(Refused, DatabaseError))
        wrong += sum(isinstance(result, Recorded) for result in results) != 1 or any(isinstance(one, DatabaseError) for one in results)

    assert wrong
