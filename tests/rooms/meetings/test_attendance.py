"""Recording who was at a meeting: once, corrected, undone, objected to."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.rooms.meetings.year import NOVEMBER, Year, a_year, gathering, meeting
from verme.audit.models import Entry
from verme.groups.models import Group, Leader, Seat
from verme.kernel import clock
from verme.kernel.refusals import Reason, Refused
from verme.mail.models import Letter
from verme.meetings import actions, queries
from verme.meetings.actions import Recorded
from verme.meetings.models import Attendance, Correction, Meeting, MentorAttendance, Objection, StandIn
from verme.meetings.terms import AttendanceRefusal, MeetingKind, MeetingState

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 24)
EVENING = clock.at(DAY, dt.time(16, 5))
TABLES = (Meeting, Attendance, Correction, Objection, MentorAttendance, Letter, Entry)


@pytest.fixture
def year(at: Callable[[dt.datetime], None]) -> Year:
    made = a_year()
    at(EVENING)
    return made


@pytest.fixture
def group(year: Year) -> Group:
    return year.groups[0]


@pytest.fixture
def one(group: Group) -> Meeting:
    return meeting(group, DAY)


def said(year: Year, group: Group, *absent: int) -> dict[int, bool]:
    """Everybody was there but those with these numbers in the order of names."""
    return {seat.pk: number not in absent for number, seat in enumerate(year.seats(group))}


def record(year: Year, one: Meeting, there: Mapping[int, bool], version: int = 0, **other: Any) -> Recorded:
    group = one.group
    assert group is not None
    known = {"mentor": year.mentor(group), "by": year.actor(group)}
    return actions.record(one, there=there, version=version, **{**known, **other})


def fresh(one: Meeting) -> Meeting:
    return Meeting.objects.get(pk=one.pk)


def refused(reason: Reason, deed: Callable[[], Any]) -> None:
    before = [list(model.objects.order_by("pk").values()) for model in TABLES]
    with pytest.raises(Refused) as no:
        deed()
    assert no.value.reason == reason
    assert [list(model.objects.order_by("pk").values()) for model in TABLES] == before


def log() -> list[tuple[str, dict[str, Any]]]:
    return list(Entry.objects.filter(verb__startswith="attendance.").order_by("id").values_list("verb", "facts"))


def letters() -> list[tuple[str, str]]:
    return list(Letter.objects.filter(kind__startswith="meetings.").order_by("id").values_list("kind", "to_address"))


def test_recording_holds_the_meeting(year: Year, group: Group, one: Meeting) -> None:
    there = said(year, group, 2)

    done = record(year, one, there)

    assert (done.present, done.absent, done.is_new) == (3, 1, True)
    held = fresh(one)
    assert (held.state, held.attendance_version, held.recorded_at) == (MeetingState.HELD, 1, EVENING)
    assert queries.stored(one) == there
    rows = Attendance.objects.values_list("marked_by", "marked_at").distinct()
    assert list(rows) == [(year.actor(group).person_id, EVENING)]
    assert log() == [("attendance.recorded", {"state": "held", "version": 1, "present": 3, "absent": 1})]
    assert letters() == []


def test_with_one_participant_the_meeting_was_not_held(year: Year, group: Group, one: Meeting) -> None:
    record(year, one, said(year, group, 0, 1, 2))

    assert fresh(one).state == MeetingState.TOO_FEW
    assert queries.attended(Seat.objects.all()) == []


@pytest.mark.parametrize("version", [0, 1, 7])
def test_the_same_again_changes_nothing_whatever_the_version(year: Year, group: Group, one: Meeting, version: int) -> None:
    there = said(year, group, 2)
    first = record(year, one, there)

    again = record(year, one, there, version)

    assert (again.present, again.absent, again.is_new) == (first.present, first.absent, False)
    assert fresh(one).attendance_version == 1
    assert len(log()) == 1


def test_who_saw_an_older_version_overwrites_nothing(year: Year, group: Group, one: Meeting) -> None:
    record(year, one, said(year, group, 2))

    refused(AttendanceRefusal.STALE, lambda: record(year, one, said(year, group, 1), 0))


def test_a_change_within_two_weeks_is_a_correction_without_a_letter(
    year: Year, group: Group, one: Meeting, at: Callable[[dt.datetime], None]
) -> None:
    record(year, one, said(year, group, 2))
    later = EVENING + dt.timedelta(days=10)
    at(later)

    done = record(year, one, said(year, group, 1, 2), 1)

    assert (done.present, done.absent, done.is_new) == (2, 2, True)
    seat = year.seats(group)[1]
    rows = Correction.objects.values_list("attendance__seat", "version", "was_present", "is_present", "is_late", "made_by", "made_at")
    assert list(rows) == [(seat.pk, 2, True, False, False, year.actor(group).person_id, later)]
    assert (fresh(one).attendance_version, fresh(one).recorded_at) == (2, EVENING)
    assert log()[1:] == [("attendance.changed", {"state": "held", "version": 2, "changed": 1, "is_late": False})]
    assert letters() == []


def test_a_late_correction_is_marked_and_told(year: Year, group: Group, one: Meeting, at: Callable[[dt.datetime], None]) -> None:
    record(year, one, said(year, group, 2))
    at(one.ends_at + dt.timedelta(days=14, seconds=1))

    record(year, one, said(year, group), 1)

    seat = year.seats(group)[2]
    assert list(Correction.objects.values_list("attendance__seat", "is_present", "is_late")) == [(seat.pk, True, True)]
    assert letters() == [("meetings.corrected", seat.signup.email)]
    letter = Letter.objects.get(kind="meetings.corrected")
    assert letter.subject == "Läsnäoloasi korjattiin"
    assert "läsnäolosi tapaamisessa ti 24.11.2026 on korjattu: sinut on nyt merkitty paikalla olleeksi." in letter.text


def test_a_correction_may_tell_that_it_was_not_held_after_all_and_again_that_it_was(year: Year, group: Group, one: Meeting) -> None:
    record(year, one, said(year, group))
    record(year, one, said(year, group, 0, 1, 2), 1)
    assert fresh(one).state == MeetingState.TOO_FEW

    record(year, one, said(year, group, 0, 1), 2)
    assert (fresh(one).state, fresh(one).attendance_version) == (MeetingState.HELD, 3)


def test_what_is_not_recorded(year: Year, group: Group, one: Meeting, at: Callable[[dt.datetime], None]) -> None:
    other = year.groups[1]
    all_there = said(year, group)
    missing = dict(list(all_there.items())[1:])
    stranger = {**all_there, year.seats(other)[0].pk: True}
    cancelled = meeting(group, DAY, starts=dt.time(9), state=MeetingState.CANCELLED)

    refused(AttendanceRefusal.NOT_YOURS, lambda: record(year, one, all_there, mentor=year.mentor(other)))
    refused(AttendanceRefusal.UNANSWERED, lambda: record(year, one, missing))
    refused(AttendanceRefusal.UNANSWERED, lambda: record(year, one, stranger))
    refused(AttendanceRefusal.CANCELLED, lambda: record(year, cancelled, all_there))
    at(one.starts_at - dt.timedelta(seconds=1))
    refused(AttendanceRefusal.NOT_BEGUN, lambda: record(year, one, all_there))
    at(one.starts_at)
    assert record(year, one, all_there).is_new


def test_who_keeps_a_meeting(year: Year, group: Group, one: Meeting) -> None:
    led, other = year.mentor(group), year.mentor(year.groups[1])

    def kept() -> tuple[bool, bool]:
        return queries.keeps(one, led), queries.keeps(one, other)

    assert kept() == (True, False)
    stand_in = StandIn.objects.create(meeting=one, mentor=other)
    assert kept() == (True, True)
    stand_in.ended_at = EVENING
    stand_in.save()
    assert kept() == (True, False)
    Leader.objects.filter(group=group).update(until=one.ends_at)  # led then, and does so no more
    assert kept() == (True, False)
    Leader.objects.create(group=group, mentor=other, since=one.ends_at)  # no meeting is left without anybody to correct it
    assert kept() == (True, True)
    second = Leader.objects.create(group=group, mentor=led, since=one.starts_at)  # one who led then leads still: it is theirs
    assert kept() == (True, False)
    Leader.objects.exclude(pk=second.pk).filter(mentor=led).delete()
    assert [each.pk for each in queries.kept_by(year.person(led))] == [one.pk]
    assert list(queries.kept_by(year.person(other))) == []


def test_undoing_the_first_recording(year: Year, group: Group, one: Meeting) -> None:
    record(year, one, said(year, group, 2))

    for _ in range(2):  # twice is once
        actions.undo(one, version=1, by=year.actor(group))

    undone = fresh(one)
    assert (undone.state, undone.attendance_version, undone.recorded_at) == (MeetingState.PLANNED, 2, None)
    assert Attendance.objects.count() == 0
    assert log()[1:] == [("attendance.undone", {"version": 2})]
    refused(AttendanceRefusal.STALE, lambda: record(year, one, said(year, group, 2), 0))
    assert record(year, one, said(year, group), 2).is_new


def test_undoing_a_correction(year: Year, group: Group, one: Meeting) -> None:
    was = said(year, group, 2)
    record(year, one, was)
    record(year, one, said(year, group, 0, 1), 1)

    for _ in range(2):
        actions.undo(one, version=2, by=year.actor(group))

    assert queries.stored(one) == was
    assert fresh(one).attendance_version == 3
    assert Correction.objects.count() == 6


def test_what_is_not_undone(year: Year, group: Group, one: Meeting, at: Callable[[dt.datetime], None]) -> None:
    by = year.actor(group)
    refused(AttendanceRefusal.UNDO_GONE, lambda: actions.undo(one, version=0, by=by))
    record(year, one, said(year, group, 2))
    refused(AttendanceRefusal.UNDO_GONE, lambda: actions.undo(one, version=1, by=year.by))
    at(EVENING + dt.timedelta(hours=1, seconds=1))
    refused(AttendanceRefusal.UNDO_GONE, lambda: actions.undo(one, version=1, by=by))
    at(one.ends_at + dt.timedelta(days=15))
    record(year, one, said(year, group), 1)
    refused(AttendanceRefusal.UNDO_GONE, lambda: actions.undo(one, version=2, by=by))  # the participant was told by letter


def objection(year: Year, group: Group, one: Meeting) -> Objection:
    """The third by name was recorded as absent and says that this is wrong."""
    record(year, one, said(year, group, 2))
    seat = year.seats(group)[2]
    return actions.object_to(one, seat=seat, by=year.member(seat).acting("member"))


def test_an_objection_goes_to_the_mentor_once(year: Year, group: Group, one: Meeting) -> None:
    made = objection(year, group, one)
    seat = year.seats(group)[2]

    again = actions.object_to(one, seat=seat, by=year.member(seat).acting("member"))

    assert again == made
    assert letters() == [("meetings.objected", year.mentor(group).email)]
    letter = Letter.objects.get(kind="meetings.objected")
    assert seat.signup.name not in letter.subject + letter.text
    assert list(queries.open_objections(year.person(year.mentor(group)))) == [made]
    assert list(queries.open_objections(year.person(year.mentor(year.groups[1])))) == []
    assert [verb for verb, _ in log()] == ["attendance.recorded", "attendance.questioned"]


def test_before_recording_there_is_nothing_to_object_to(year: Year, group: Group, one: Meeting) -> None:
    seat = year.seats(group)[0]

    refused(AttendanceRefusal.NOT_RECORDED, lambda: actions.object_to(one, seat=seat, by=year.member(seat).acting("member")))


@pytest.mark.parametrize(("agrees", "kind"), [(True, "meetings.corrected"), (False, "meetings.stays")])
def test_the_mentor_settles_an_objection(year: Year, group: Group, one: Meeting, agrees: bool, kind: str) -> None:
    made = objection(year, group, one)
    mentor, by = year.mentor(group), year.actor(group)

    for _ in range(2):
        settled = actions.settle(made, mentor=mentor, agrees=agrees, by=by)

    assert (settled.is_corrected, settled.settled_at) == (agrees, EVENING)
    assert queries.stored(one)[made.seat_id] is agrees
    assert letters()[1:] == [(kind, made.seat.signup.email)]
    refused(AttendanceRefusal.SETTLED, lambda: actions.settle(made, mentor=mentor, agrees=not agrees, by=by))
    assert list(queries.open_objections(year.person(mentor))) == []


def test_only_who_led_settles(year: Year, group: Group, one: Meeting) -> None:
    made = objection(year, group, one)
    other = year.mentor(year.groups[1])

    refused(AttendanceRefusal.NOT_YOURS, lambda: actions.settle(made, mentor=other, agrees=True, by=year.actor(year.groups[1])))


def test_correcting_on_the_page_answers_the_objection_and_is_told(year: Year, group: Group, one: Meeting) -> None:
    made = objection(year, group, one)

    record(year, one, said(year, group), 1)

    made.refresh_from_db()
    assert made.is_corrected is True
    assert letters()[1:] == [("meetings.corrected", made.seat.signup.email)]
    refused(AttendanceRefusal.UNDO_GONE, lambda: actions.undo(one, version=2, by=year.actor(group)))


def test_what_a_participant_sees(year: Year, group: Group, one: Meeting) -> None:
    early = meeting(group, DAY - dt.timedelta(28), minutes=60)
    record(year, early, said(year, group))
    made = objection(year, group, one)

    seen = queries.own_attendance(year.member(made.seat))

    assert [(each.meeting, each.is_present, each.was_held, each.waits) for each in seen] == [
        (one.pk, False, True, True),
        (early.pk, True, True, False),
    ]
    total = queries.own_sum(seen, group.programme_id)
    assert (total.meetings, total.minutes) == (1, 60)
    assert queries.own_attendance(year.member(year.seats(year.groups[1])[0])) == []


def test_the_coordinator_says_which_mentors_were_there(year: Year) -> None:
    first, second = (year.mentor(group) for group in year.groups)
    plan = gathering(year, DAY, MeetingKind.PLANNING)
    assert queries.mentors_expected(plan) == sorted([first, second], key=lambda mentor: mentor.name)
    there = {first.pk: True, second.pk: False}

    done = actions.record_common(plan, seats={}, mentors=there, version=0, by=year.by)
    again = actions.record_common(plan, seats={}, mentors=there, version=0, by=year.by)

    assert (done.present, done.absent, done.is_new, again.is_new) == (1, 1, True, False)
    assert (fresh(plan).state, fresh(plan).attendance_version) == (MeetingState.HELD, 1)
    refused(
        AttendanceRefusal.STALE, lambda: actions.record_common(plan, seats={}, mentors={**there, second.pk: True}, version=0, by=year.by)
    )
    actions.record_common(plan, seats={}, mentors=dict.fromkeys(there, False), version=1, by=year.by)
    assert fresh(plan).state == MeetingState.TOO_FEW
    assert [verb for verb, _ in log()] == ["attendance.common_recorded"] * 2


def test_a_groups_own_meeting_is_not_the_coordinators_to_record(year: Year, one: Meeting) -> None:
    there = {mentor.pk: True for mentor in queries.mentors_expected(one)}

    refused(AttendanceRefusal.NOT_YOURS, lambda: actions.record_common(one, seats={}, mentors=there, version=0, by=year.by))


def test_meetings_that_nobody_has_recorded(year: Year, group: Group, one: Meeting) -> None:
    meeting(group, DAY + dt.timedelta(28))
    person = year.person(year.mentor(group))

    assert list(queries.unrecorded_by(person, clock.now())) == [one]
    assert list(queries.unrecorded_by(person, NOVEMBER)) == []
    record(year, one, said(year, group))
    assert list(queries.unrecorded_by(person, clock.now())) == []
