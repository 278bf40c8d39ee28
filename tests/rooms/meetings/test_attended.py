"""What credit and pay are reckoned from: held meetings, who was there, who led."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.rooms.meetings.year import NOVEMBER, Year, a_year, gathering, meeting
from verme.groups.models import Group, Leader, Seat
from verme.kernel import clock
from verme.meetings import queries
from verme.meetings.models import Attendance, Meeting, MentorAttendance, StandIn
from verme.meetings.queries import Attended, Held, MentorThere, Sum
from verme.meetings.terms import MeetingKind, MeetingState

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 10, 6)


def was(one: Meeting, *there: Seat, absent: tuple[Seat, ...] = (), state: MeetingState = MeetingState.HELD) -> Meeting:
    """The meeting as it is after its attendance was recorded."""
    Attendance.objects.bulk_create(Attendance(meeting=one, seat=seat, is_present=seat in there) for seat in (*there, *absent))
    one.state, one.recorded_at, one.attendance_version = state, clock.now(), 1
    one.save()
    return one


def all_seats(group: Group) -> list[Attended]:
    return queries.attended(Seat.objects.filter(group=group))


def test_attended_tells_held_meetings_at_which_somebody_was() -> None:
    year = a_year()
    group = year.groups[0]
    first, second, *rest = year.seats(group)
    one = was(meeting(group, DAY), first, second, absent=tuple(rest))
    two = was(meeting(group, DAY + dt.timedelta(28), minutes=120), first, absent=(second, *rest))
    was(meeting(group, DAY + dt.timedelta(35)), first, absent=(second, *rest), state=MeetingState.TOO_FEW)
    meeting(group, DAY + dt.timedelta(60))

    told = all_seats(group)

    expected = [(one, first, 90), (one, second, 90), (two, first, 120)]
    assert told == [
        Attended(seat.signup_id, seat.pk, held.pk, group.pk, MeetingKind.GROUP, held.starts_at, minutes) for held, seat, minutes in expected
    ]
    assert [each.day for each in told] == [DAY, DAY, DAY + dt.timedelta(28)]
    assert queries.sums(told) == {first.signup_id: Sum(2, 210), second.signup_id: Sum(1, 90)}
    assert all_seats(year.groups[1]) == []


def test_a_person_who_changed_groups_has_attended_in_both() -> None:
    year = a_year()
    here, there = year.groups
    mover = year.seats(here)[0]
    was(meeting(here, DAY), mover)
    mover.until = clock.at(DAY + dt.timedelta(10), dt.time(9))
    mover.save()
    new = Seat.objects.create(group=there, signup=mover.signup, since=mover.until)
    was(meeting(there, DAY + dt.timedelta(14)), new)

    told = queries.attended(Seat.objects.filter(signup=mover.signup))

    assert [(each.group, each.seat) for each in told] == [(here.pk, mover.pk), (there.pk, new.pk)]
    assert queries.sums(told) == {mover.signup_id: Sum(2, 180)}


def test_held_tells_who_led_then_and_who_stood_in() -> None:
    year = a_year()
    group, other = year.groups
    old, new = year.mentor(group), year.mentor(other)
    seats = year.seats(group)
    one = was(meeting(group, DAY), *seats[:3], absent=(seats[3],))
    change = clock.at(DAY + dt.timedelta(10), dt.time(9))
    Leader.objects.filter(group=group).update(until=change)
    Leader.objects.create(group=group, mentor=new, since=change)
    two = was(meeting(group, DAY + dt.timedelta(28)), *seats[:2])
    StandIn.objects.create(meeting=one, mentor=new, ended_at=NOVEMBER)  # was taken back
    StandIn.objects.create(meeting=two, mentor=old)
    meeting(group, DAY + dt.timedelta(60))

    told = queries.held(Group.objects.filter(programme=group.programme))

    assert told == [
        Held(one.pk, group.pk, one.starts_at, 90, 3, (old.pk,), None),
        Held(two.pk, group.pk, two.starts_at, 90, 2, (new.pk,), old.pk),
    ]
    assert [each.led_by for each in told] == [(old.pk,), (old.pk,)]
    assert [each.day for each in told] == [DAY, DAY + dt.timedelta(28)]


def test_at_the_moment_of_a_change_the_new_leader_leads() -> None:
    year = a_year()
    group, other = year.groups
    one = was(meeting(group, DAY))
    Leader.objects.filter(group=group).update(until=one.starts_at)
    Leader.objects.create(group=group, mentor=year.mentor(other), since=one.starts_at)

    assert [each.leaders for each in queries.held(Group.objects.filter(pk=group.pk))] == [(year.mentor(other).pk,)]


def test_planned_tells_what_may_still_be_attended() -> None:
    year = a_year()
    group, other = year.groups
    left, *rest = year.seats(group)
    left.until = NOVEMBER
    left.save()
    was(meeting(group, DAY), *rest)
    meeting(group, DAY + dt.timedelta(1))  # is over and not recorded
    meeting(group, dt.date(2026, 12, 8))
    meeting(group, dt.date(2027, 2, 2))
    meeting(group, dt.date(2027, 3, 2), state=MeetingState.CANCELLED)

    with clock.frozen(NOVEMBER):
        told = {seat.pk: queries.coming_of(seat) for seat in queries.with_coming(Seat.objects.filter(group__in=[group, other]))}

    assert told == {left.pk: 0} | {seat.pk: 2 for seat in rest} | {seat.pk: 0 for seat in year.seats(other)}


def test_mentors_there() -> None:
    year = a_year()
    one, other = (year.mentor(group) for group in year.groups)
    plan = gathering(year, DAY)
    kick_off = gathering(year, DAY + dt.timedelta(7), MeetingKind.KICK_OFF)
    gathering(year, DAY + dt.timedelta(60))
    for held in (plan, kick_off):
        was(held)
    MentorAttendance.objects.create(meeting=plan, mentor=one, is_present=True)
    MentorAttendance.objects.create(meeting=plan, mentor=other, is_present=False)
    MentorAttendance.objects.create(meeting=kick_off, mentor=other, is_present=True)

    told = queries.mentors_there(year.here.programme)

    assert told == [
        MentorThere(one.pk, plan.pk, MeetingKind.PLANNING, plan.starts_at, 120),
        MentorThere(other.pk, kick_off.pk, MeetingKind.KICK_OFF, kick_off.starts_at, 120),
    ]
    assert [each.day for each in told] == [DAY, DAY + dt.timedelta(7)]


def test_seats_at_a_meeting_are_those_of_its_first_moment() -> None:
    year = a_year()
    group = year.groups[0]
    everybody = year.seats(group)
    _, leaves, goes, _ = everybody
    one = meeting(group, DAY)
    Seat.objects.filter(pk=leaves.pk).update(until=one.starts_at)
    Seat.objects.filter(pk=goes.pk).update(until=one.starts_at + dt.timedelta(minutes=1))
    waits = year.signups[-1]
    late = Seat.objects.create(group=group, signup=waits, since=one.starts_at + dt.timedelta(minutes=1))

    told = queries.seats_at(one)

    assert late not in told
    assert told == [seat for seat in everybody if seat != leaves]


@pytest.mark.counting
def test_queries_do_not_grow_with_meetings() -> None:
    year = a_year()
    counts = [_counted(year, number) for number in (1, 6)]

    assert counts == [4, 4]


def _counted(year: Year, meetings: int) -> int:
    group = year.groups[0]
    for number in range(meetings):
        was(meeting(group, DAY + dt.timedelta(number + meetings)), *year.seats(group))
    with CaptureQueriesContext(connection) as seen:
        queries.attended(Seat.objects.filter(group=group))
        queries.held(Group.objects.filter(pk=group.pk))
    return len(seen)
