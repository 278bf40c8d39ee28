"""A change of mentor or of members while attendance is recorded: who was there and who led stay true, whichever comes first."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from tests.rooms.at_once import at_once
from tests.rooms.meetings.year import Year, a_year, meeting
from verme.audit.actors import OPERATOR
from verme.groups.models import Group, Seat
from verme.kernel import clock
from verme.meetings import actions, queries
from verme.meetings.models import Attendance, Invite, Meeting, StandIn
from verme.meetings.terms import AttendanceRefusal, MeetingState, StandInRefusal
from verme.mentors import actions as mentors
from verme.mentors.models import Mentor
from verme.mentors.terms import Training

pytestmark = [pytest.mark.racing, pytest.mark.django_db(transaction=True)]
DAY = dt.date(2026, 11, 24)
ROUNDS = 5


@pytest.fixture
def year(at: Callable[[dt.datetime], None]) -> Year:
    made = a_year()
    at(clock.at(DAY, dt.time(20)))
    return made


def another(year: Year, number: int) -> Mentor:
    named = {"email": f"uusi{number}@koulu.example", "name": f"Uuno Uusi {number}", "training": Training.TRAINED}
    made = mentors.register(year.here.house.organisation, **named, language="fi", by=OPERATOR)
    year.person(made)
    return made


def test_a_new_mentor_while_the_old_one_records(
    year: Year,
    runners: ThreadPoolExecutor,
    at: Callable[[dt.datetime], None],
) -> None:
    """The meeting was led by who led it when it began: that mentor's record and fee; the new one may not record it."""
    group = year.groups[0]
    for number in range(ROUNDS):
        day = DAY + dt.timedelta(days=number)
        at(clock.at(day, dt.time(20)))
        old, new, one = year.mentor(group), another(year, number), meeting(group, day)
        there = {seat.pk: True for seat in year.seats(group)}
        keep = partial(actions.record, one, there=there, version=0)
        deeds: list[Any] = [
            partial(actions.hand_over, group, to=new, instead_of=old, by=year.by),
            partial(keep, mentor=old, by=year.person(old).acting("member")),
            partial(actions.hand_over, group, to=new, instead_of=old, by=year.by),
        ]

        results = at_once(runners, deeds if number % 2 else deeds[::-1])

        assert not any(isinstance(each, AttendanceRefusal) for each in results)
        assert year.mentor(group) == new
        (held,) = [each for each in queries.held(Group.objects.filter(pk=group.pk)) if each.meeting == one.pk]
        assert (held.led_by, held.present) == ((old.pk,), 4)
        assert Attendance.objects.filter(meeting=one).count() == 4


def test_leaving_and_merging_while_attendance_is_recorded(year: Year, runners: ThreadPoolExecutor) -> None:
    """Whoever sat when the meeting began is answered about, gone or not; the other group's calendar has who came and nobody who left."""
    a, b = year.groups
    one, coming = meeting(a, DAY, starts=dt.time(14)), meeting(b, DAY + dt.timedelta(days=7))
    seats = year.seats(a)
    there = {seat.pk: number > 0 for number, seat in enumerate(seats)}
    deeds: list[Any] = [
        partial(actions.give_up, seats[0], by=year.by),
        partial(actions.merge, a, into=b, by=year.by),
        partial(actions.record, one, mentor=year.mentor(a), there=there, version=0, by=year.actor(a)),
    ]

    results = at_once(runners, deeds)

    one.refresh_from_db()
    assert (one.state, Attendance.objects.filter(meeting=one).count()) == (MeetingState.HELD, 4), results
    now = Seat.objects.filter(group=b, until=None)
    told = Invite.objects.filter(meeting=coming, is_withdrawn=False, seat__isnull=False)
    assert set(told.values_list("seat", flat=True)) == set(now.values_list("pk", flat=True))
    assert set(now.values_list("signup", flat=True)) >= {seat.signup_id for seat in seats[1:]}


def test_a_stand_in_while_the_meeting_is_recorded(year: Year, runners: ThreadPoolExecutor) -> None:
    """Either the stand-in was chosen first, and the unit is theirs, or the record came first and nobody stands in any more."""
    group, other = year.groups[0], another(year, 0)
    for number in range(ROUNDS):
        one = meeting(group, DAY, starts=dt.time(7 + 2 * number))
        there = {seat.pk: True for seat in year.seats(group)}
        deeds: list[Any] = [
            partial(actions.stand_in, one, mentor=other, by=year.by),
            partial(actions.record, one, mentor=year.mentor(group), there=there, version=0, by=year.actor(group)),
        ]

        results = at_once(runners, deeds if number % 2 else deeds[::-1])

        stands = StandIn.objects.filter(meeting=one, ended_at=None).exists()
        assert (StandInRefusal.NOT_PLANNED in results) != stands
        (held,) = [each for each in queries.held(Group.objects.filter(pk=group.pk)) if each.meeting == one.pk]
        assert held.led_by == ((other.pk,) if stands else (year.mentor(group).pk,))
    assert not Meeting.objects.filter(group=group, state=MeetingState.PLANNED).exists()
