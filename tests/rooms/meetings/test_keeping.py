"""One tap "I can't come", the reminder of the day before, calendars that follow who is in a group."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests.rooms.meetings.deeds import everybody, letters, refused, verbs, who, wish
from tests.rooms.meetings.year import NOVEMBER, Year, a_year
from verme.audit.actors import WORKER
from verme.kernel import clock
from verme.mail import jobs as mail
from verme.mail.terms import State
from verme.meetings import actions, jobs
from verme.meetings.models import Excuse, Meeting
from verme.meetings.terms import ExcuseRefusal, MeetingKind, MeetingState

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 12, 1)
BEFORE = clock.at(DAY - dt.timedelta(days=1), dt.time(9))


@pytest.fixture
def year(at: Callable[[dt.datetime], None]) -> Year:
    made = a_year()
    at(NOVEMBER)
    return made


def planned(year: Year, day: dt.date = DAY) -> Meeting:
    (made,) = actions.plan(year.groups[0], wishes=[wish(day)], by=year.by)
    return made


def test_one_tap_tells_the_mentor_without_a_name_and_can_be_taken_back(year: Year, at: Callable[[dt.datetime], None]) -> None:
    meeting, seat = planned(year), year.seats(year.groups[0])[0]

    actions.excuse(meeting, seat=seat, by=year.by)
    actions.excuse(meeting, seat=seat, by=year.by)

    (letter,) = letters("excuse")
    assert letter.to_address == year.mentor(year.groups[0]).email and seat.signup.name not in letter.text + letter.html
    mail.send_waiting()
    assert letters("excuse", State.WAITING) == [letter]  # there is time to change one's mind
    actions.take_back(meeting, seat=seat, by=year.by)
    actions.take_back(meeting, seat=seat, by=year.by)
    assert (letters("excuse")[0].state, Excuse.objects.count()) == (State.DROPPED, 0)
    assert verbs() == ["meeting.planned", "meeting.excused", "meeting.excuse_taken_back"]

    actions.excuse(meeting, seat=seat, by=year.by)
    at(NOVEMBER + dt.timedelta(minutes=11))
    mail.send_waiting()
    assert [each.state for each in letters("excuse")] == [State.DROPPED, State.SENT]


def test_one_cannot_come_only_to_what_is_coming(year: Year, at: Callable[[dt.datetime], None]) -> None:
    meeting, seat = planned(year), year.seats(year.groups[0])[0]

    at(meeting.starts_at)
    refused(ExcuseRefusal.BEGUN, actions.excuse, meeting, seat=seat, by=year.by)
    refused(ExcuseRefusal.BEGUN, actions.take_back, meeting, seat=seat, by=year.by)
    Meeting.objects.update(state=MeetingState.HELD, recorded_at=clock.now())
    refused(ExcuseRefusal.NOT_PLANNED, actions.excuse, meeting, seat=seat, by=year.by)


def test_the_day_before_everybody_who_comes_is_reminded_once(year: Year, at: Callable[[dt.datetime], None]) -> None:
    meeting, seats = planned(year), year.seats(year.groups[0])
    actions.excuse(meeting, seat=seats[0], by=year.by)
    seats[1].until = clock.now()
    seats[1].save()

    at(BEFORE - dt.timedelta(minutes=1))
    assert jobs.remind() == 0
    at(BEFORE)
    assert (jobs.remind(), jobs.remind()) == (1, 0)

    coming = everybody(year.groups[0])
    coming.remove(seats[0].signup.email)
    assert who("reminder") == coming and len(coming) == 3
    assert {letter.expires_at for letter in letters("reminder")} == {meeting.starts_at}
    assert letters("reminder")[0].subject == "Verme-tapaaminen huomenna klo 14.30"


def test_a_reminder_that_is_late_is_dropped(year: Year, at: Callable[[dt.datetime], None]) -> None:
    meeting = planned(year)
    at(BEFORE)
    jobs.remind()

    at(meeting.starts_at)
    mail.send_waiting()

    assert {letter.state for letter in letters("reminder")} == {State.DROPPED}


def test_a_reminder_follows_a_moved_meeting(year: Year, at: Callable[[dt.datetime], None]) -> None:
    meeting = planned(year)
    at(BEFORE)
    jobs.remind()

    actions.change(meeting, wish=wish(DAY + dt.timedelta(days=7)), sequence=0, by=year.by)
    assert {letter.state for letter in letters("reminder")} == {State.DROPPED}
    assert jobs.remind() == 0
    at(BEFORE + dt.timedelta(days=7))
    assert jobs.remind() == 1

    assert len([letter for letter in letters("reminder", State.WAITING) if "ti 8.12. klo 14.30" in letter.text]) == 5


def test_who_was_told_today_is_not_reminded_today(year: Year, at: Callable[[dt.datetime], None]) -> None:
    at(BEFORE + dt.timedelta(hours=1))
    planned(year)

    assert jobs.remind() == 0
    Meeting.objects.update(state=MeetingState.CANCELLED, made_at=NOVEMBER)
    assert jobs.remind() == 0


def test_calendars_follow_who_is_in_a_group(year: Year) -> None:
    first, second = year.groups
    meeting = planned(year)
    assert jobs.tell_of_changes() == 0
    leaver, mover = year.seats(first)[0], year.seats(second)[0]
    for seat in (leaver, mover):
        seat.until = clock.now()
        seat.save()
    first.seats.create(signup=mover.signup)
    first.leaders.update(until=clock.now())
    first.leaders.create(mentor=year.mentor(second))

    assert jobs.tell_of_changes() == 4
    assert jobs.tell_of_changes() == 0

    assert who("left") == sorted([leaver.signup.email, *first.leaders.filter(until__isnull=False).values_list("mentor__email", flat=True)])
    assert [letter.to_address for letter in letters("invited")[5:]] == [mover.signup.email, year.mentor(second).email]
    actions.cancel(meeting, sequence=0, by=year.by)
    assert who("cancelled") == everybody(first)


def test_the_mentor_is_nudged_once_a_day_about_what_is_over(year: Year, at: Callable[[dt.datetime], None]) -> None:
    meeting = planned(year)

    assert actions.nudge(meeting, by=year.by) == 0
    at(meeting.ends_at)
    actions.nudge(meeting, by=year.by)
    actions.nudge(meeting, by=WORKER)

    assert who("nudge") == [year.mentor(year.groups[0]).email]


def test_who_has_left_gets_no_reminder_that_still_waits(year: Year, at: Callable[[dt.datetime], None]) -> None:
    planned(year)
    at(BEFORE)
    jobs.remind()
    leaver = year.seats(year.groups[0])[0]
    leaver.until = clock.now()
    leaver.save()

    jobs.tell_of_changes()

    assert [letter.to_address for letter in letters("reminder", State.DROPPED)] == [leaver.signup.email]
    assert len(letters("reminder", State.WAITING)) == 4


def test_a_gathering_follows_who_is_in_the_programme(year: Year) -> None:
    """A newcomer is called; who moves from one group to another has it in the calendar already, and is told nothing."""
    first, second = year.groups
    meeting = actions.gather(year.here.programme, kind=MeetingKind.KICK_OFF, wish=wish(DAY), by=year.by)
    assert jobs.tell_of_changes() == 0
    mover = year.seats(second)[0]
    mover.until = clock.now()
    mover.save()
    first.seats.create(signup=mover.signup)
    first.seats.create(signup=year.signups[-1])

    assert jobs.tell_of_changes() == 1
    assert jobs.tell_of_changes() == 0

    assert who("left") == [] and letters("invited")[-1].to_address == year.signups[-1].email
    actions.cancel(meeting, sequence=0, by=year.by)
    assert who("cancelled") == sorted([*everybody(first), *everybody(second)])
