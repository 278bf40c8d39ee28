"""Who was at a kick-off or a closing gathering: everybody in the groups and the mentors, in one save, corrected with an author."""

import datetime as dt
from collections.abc import Callable, Iterable

import pytest

from tests.rooms.certificates.season import change
from tests.rooms.meetings.test_attendance import fresh, letters, refused
from tests.rooms.meetings.year import Year, a_year, gathering, meeting
from verme.audit.models import Entry
from verme.groups.models import Seat
from verme.kernel import clock
from verme.mail.models import Letter
from verme.meetings import actions, queries
from verme.meetings.models import Attendance, Correction, Meeting, MentorAttendance, Objection
from verme.meetings.queries import Sum
from verme.meetings.terms import AttendanceRefusal, MeetingKind, MeetingState
from verme.signups.models import Signup

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 24)


@pytest.fixture
def year(at: Callable[[dt.datetime], None]) -> Year:
    made = a_year()
    at(clock.at(DAY, dt.time(16, 5)))
    return made


@pytest.fixture
def closing(year: Year) -> Meeting:
    return gathering(year, DAY, MeetingKind.CLOSING)


def everybody(year: Year) -> list[Seat]:
    """Group A by name, then group B."""
    return [seat for group in year.groups for seat in year.seats(group)]


def record(year: Year, held: Meeting, here: Iterable[Seat], *, version: int = 0) -> actions.Recorded:
    """The coordinator saves the form: all mentors were there, and these participants."""
    here = set(here)
    mentors = {mentor.pk: True for mentor in queries.mentors_expected(held)}
    return actions.record_common(
        held, mentors=mentors, seats={seat.pk: seat in here for seat in queries.seats_at(held)}, version=version, by=year.by
    )


def test_the_list_is_everybody_who_sat_in_a_group_then(year: Year, closing: Meeting) -> None:
    left, *others = everybody(year)
    Seat.objects.filter(pk=left.pk).update(until=closing.starts_at)
    late = Seat.objects.create(group=year.groups[1], signup=year.signups[-1], since=closing.starts_at + dt.timedelta(minutes=1))

    assert queries.seats_at(closing) == others
    assert late not in queries.seats_at(closing)
    assert queries.seats_at(gathering(year, DAY, MeetingKind.PLANNING)) == []


def test_one_save_for_mentors_and_participants(year: Year, closing: Meeting) -> None:
    seats = everybody(year)

    done = record(year, closing, seats[:5])
    again = record(year, closing, seats[:5], version=0)

    assert [(each.present, each.absent, each.is_new) for each in (done, again)] == [(7, 3, True), (7, 3, False)]
    held = fresh(closing)
    assert (held.state, held.attendance_version, held.recorded_at) == (MeetingState.HELD, 1, clock.now())
    assert dict(Attendance.objects.filter(meeting=held).values_list("seat", "is_present")) == {
        seat.pk: number < 5 for number, seat in enumerate(seats)
    }
    assert set(Attendance.objects.values_list("marked_by", flat=True)) == {year.by.person_id}
    assert MentorAttendance.objects.filter(meeting=held, is_present=True).count() == 2
    entry = Entry.objects.get(verb="attendance.common_recorded")
    assert entry.facts == {"state": "held", "version": 1, "changed": 10, "corrected": 0, "is_late": False}
    assert letters() == []


def test_a_correction_is_a_new_entry_with_its_author(year: Year, closing: Meeting) -> None:
    seats = everybody(year)
    record(year, closing, seats)

    record(year, closing, seats[1:], version=1)

    correction = Correction.objects.get()
    assert (correction.attendance.seat_id, correction.version, correction.was_present, correction.is_present) == (
        seats[0].pk,
        2,
        True,
        False,
    )
    assert (correction.made_by_id, correction.is_late) == (year.by.person_id, False)
    assert letters() == []


def test_a_late_correction_is_told_to_the_one_it_is_about(year: Year, closing: Meeting, at: Callable[[dt.datetime], None]) -> None:
    seats = everybody(year)
    record(year, closing, seats[1:])
    at(clock.at(DAY + dt.timedelta(15), dt.time(12)))

    record(year, closing, seats, version=1)

    assert Correction.objects.get().is_late
    assert letters() == [("meetings.corrected", seats[0].signup.email)]
    text = Letter.objects.get(kind="meetings.corrected").text
    assert "tilaisuudessa" in text
    assert "mentori" not in text.partition("/oma/")[0].lower()


def test_with_one_participant_it_was_no_gathering(year: Year, closing: Meeting) -> None:
    record(year, closing, everybody(year)[:1])

    assert fresh(closing).state == MeetingState.TOO_FEW


def test_what_is_refused(year: Year, closing: Meeting) -> None:
    seats = everybody(year)
    half = {mentor.pk: True for mentor in queries.mentors_expected(closing)}
    said = {seat.pk: True for seat in seats}
    own, later = meeting(year.groups[0], DAY), gathering(year, DAY + dt.timedelta(7), MeetingKind.KICK_OFF)
    off = gathering(year, DAY, MeetingKind.KICK_OFF)
    off.state = MeetingState.CANCELLED
    off.save()

    for reason, one, people in (
        (AttendanceRefusal.UNANSWERED, closing, dict(list(said.items())[1:])),
        (AttendanceRefusal.UNANSWERED, closing, {}),
        (AttendanceRefusal.NOT_YOURS, own, said),
        (AttendanceRefusal.NOT_BEGUN, later, said),
        (AttendanceRefusal.CANCELLED, off, said),
    ):
        refused(reason, lambda one=one, people=people: actions.record_common(one, mentors=half, seats=people, version=0, by=year.by))
    record(year, closing, seats)
    refused(AttendanceRefusal.STALE, lambda: record(year, closing, seats[1:]))


def test_an_objection_goes_to_the_coordinators_and_they_answer(year: Year, closing: Meeting) -> None:
    seats = everybody(year)
    record(year, closing, seats[2:])

    first, second = (actions.object_to(closing, seat=seat, by=year.member(seat).acting("member")) for seat in seats[:2])
    assert set(letters()) == {("meetings.objected", year.here.house.coordinator.email)}
    text = Letter.objects.filter(kind="meetings.objected").latest("id").text
    assert f"/tapaamiset/{closing.pk}/lasnaolot/" in text
    refused(AttendanceRefusal.NOT_YOURS, lambda: actions.settle(first, mentor=year.mentor(year.groups[0]), agrees=True, by=year.by))

    actions.settle(first, mentor=None, agrees=True, by=year.by)
    actions.settle(second, mentor=None, agrees=False, by=year.by)

    assert [(each.is_corrected, each.settled_at) for each in Objection.objects.order_by("pk")] == [
        (True, clock.now()),
        (False, clock.now()),
    ]
    assert letters()[2:] == [("meetings.corrected", seats[0].signup.email), ("meetings.stays", seats[1].signup.email)]
    assert queries.stored(closing)[seats[0].pk] is True
    assert list(queries.objections_at(closing)) == []


def test_the_coordinator_settles_no_groups_objection(year: Year) -> None:
    group = year.groups[0]
    one, seat = meeting(group, DAY), year.seats(group)[0]
    actions.record(one, mentor=year.mentor(group), there={each.pk: True for each in year.seats(group)}, version=0, by=year.actor(group))
    made = actions.object_to(one, seat=seat, by=year.member(seat).acting("member"))

    refused(AttendanceRefusal.NOT_YOURS, lambda: actions.settle(made, mentor=None, agrees=True, by=year.by))


@pytest.mark.parametrize("counts", [False, True])
def test_a_participant_sees_it_among_the_own_attendance(year: Year, closing: Meeting, *, counts: bool) -> None:
    """It is one of the meetings attended exactly when the rules of its day say so."""
    group = year.groups[0]
    seat = year.seats(group)[0]
    own = meeting(group, DAY - dt.timedelta(7))
    actions.record(own, mentor=year.mentor(group), there={each.pk: True for each in year.seats(group)}, version=0, by=year.actor(group))
    if counts:
        change(year.here.house.organisation, DAY, gatherings_count=True)
    change(year.here.house.organisation, DAY + dt.timedelta(1), gatherings_count=not counts)
    record(year, closing, everybody(year))

    seen = queries.own_attendance(year.member(seat))

    assert [(each.meeting, each.kind, each.letter, each.counts) for each in seen] == [
        (closing.pk, MeetingKind.CLOSING, "", counts),
        (own.pk, MeetingKind.GROUP, group.letter, True),
    ]
    expected = Sum(2, 210) if counts else Sum(1, 90)
    assert queries.own_sum(seen, group.programme_id) == expected
    signups = queries.with_attended(Signup.objects.filter(pk=seat.signup_id))
    assert queries.attended_by(signups) == {group.programme_id: expected}
