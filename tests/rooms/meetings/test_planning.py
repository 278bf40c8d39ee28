"""Planning, moving and cancelling: what changes, who is told, how calendars follow."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests.rooms.meetings.deeds import ONLINE, SCHOOL, events, everybody, letters, refused, span, verbs, who, wish
from tests.rooms.meetings.year import NOVEMBER, Year, a_year
from verme.audit.actors import WORKER
from verme.groups.models import Leader
from verme.kernel import clock
from verme.meetings import actions, queries
from verme.meetings.models import Excuse, Meeting, MeetingChange, StandIn
from verme.meetings.terms import MeetingKind, MeetingRefusal, MeetingState

pytestmark = pytest.mark.django_db
DAYS = [dt.date(2026, 12, 1), dt.date(2027, 1, 12), dt.date(2027, 2, 9)]


@pytest.fixture
def year(at: Callable[[dt.datetime], None]) -> Year:
    made = a_year()
    at(NOVEMBER)
    return made


def planned(year: Year, *days: dt.date) -> list[Meeting]:
    return actions.plan(year.groups[0], wishes=[wish(day) for day in days or DAYS], by=year.by)


def test_planning_tells_everybody_once_with_a_file_for_each_meeting(year: Year) -> None:
    group = year.groups[0]

    made = planned(year)

    assert [(each.starts_at, each.ends_at, each.place, each.sequence) for each in made] == [
        (span(day).starts_at, span(day).ends_at, "Lyseo, luokka 12", 0) for day in DAYS
    ]
    assert len({each.uid for each in made}) == 3
    assert who("invited") == everybody(group) and len(letters()) == 5
    for letter in letters():
        assert events(letter) == [("REQUEST", each.uid, 0, clock.local(each.starts_at)) for each in made]
        assert "ti 1.12. klo 14.30–16.00, Lyseo, luokka 12" in letter.text
    assert verbs() == ["meeting.planned"]


def test_the_same_form_sent_again_plans_nothing_twice(year: Year) -> None:
    first = planned(year)

    again = planned(year)

    assert [each.pk for each in again] == [each.pk for each in first]
    assert (Meeting.objects.count(), len(letters()), verbs()) == (3, 5, ["meeting.planned"])


def test_days_off_do_not_hinder_but_everything_impossible_does(year: Year) -> None:
    group, by = year.groups[0], year.by
    (had,) = planned(year, DAYS[0])

    refused(MeetingRefusal.NO_TIMES, actions.plan, group, wishes=[], by=by)
    refused(MeetingRefusal.PAST, actions.plan, group, wishes=[wish(dt.date(2026, 11, 23))], by=by)
    refused(MeetingRefusal.OUTSIDE, actions.plan, group, wishes=[wish(dt.date(2027, 6, 1))], by=by)
    refused(MeetingRefusal.OVERLAPS, actions.plan, group, wishes=[wish(DAYS[0], dt.time(15))], by=by)
    refused(MeetingRefusal.NO_PLACE, actions.plan, group, wishes=[wish(DAYS[1], where=SCHOOL.__class__(SCHOOL.mode))], by=by)
    refused(MeetingRefusal.LONG_PLACE, actions.plan, group, wishes=[wish(DAYS[1], where=SCHOOL.__class__(SCHOOL.mode, "x" * 201))], by=by)
    no = refused(MeetingRefusal.OUTSIDE, actions.plan, group, wishes=[wish(DAYS[1]), wish(dt.date(2027, 6, 1))], by=by)

    assert "ti 1.6. klo 14.30" in no.sentence
    assert actions.plan(group, wishes=[wish(dt.date(2026, 12, 24))], by=by)
    assert had.state == MeetingState.PLANNED


def test_a_mentor_is_not_in_two_places(year: Year) -> None:
    first, second = year.groups
    Leader.objects.create(group=second, mentor=year.mentor(first))
    (meeting,) = planned(year, DAYS[0])

    no = refused(MeetingRefusal.MENTOR_BUSY, actions.plan, second, wishes=[wish(DAYS[0], dt.time(15))], by=year.by)
    (later,) = actions.plan(second, wishes=[wish(DAYS[0], dt.time(16))], by=year.by)
    refused(MeetingRefusal.MENTOR_BUSY, actions.change, later, wish=wish(DAYS[0], dt.time(15, 30)), sequence=0, by=year.by)
    assert year.mentor(first).name in no.sentence

    StandIn.objects.create(meeting=meeting, mentor=year.mentor(first).__class__.objects.exclude(pk=year.mentor(first).pk).first())
    refused(MeetingRefusal.MENTOR_BUSY, actions.change, later, wish=wish(DAYS[0], dt.time(15)), sequence=0, by=year.by)
    actions.cancel(meeting, sequence=0, by=year.by)
    assert actions.change(later, wish=wish(DAYS[0], dt.time(15)), sequence=0, by=year.by).sequence == 1


def test_a_move_keeps_the_name_raises_the_sequence_and_tells_once(year: Year) -> None:
    (meeting,) = planned(year, DAYS[0])
    seat = year.seats(year.groups[0])[0]
    Excuse.objects.create(meeting=meeting, seat=seat)

    moved = actions.change(meeting, wish=wish(DAYS[1]), sequence=0, by=year.by)

    assert (moved.sequence, moved.starts_at, moved.uid) == (1, span(DAYS[1]).starts_at, meeting.uid)
    change = MeetingChange.objects.get()
    assert (change.sequence, change.starts_at, change.is_cancelled) == (1, span(DAYS[0]).starts_at, False)
    assert who("changed") == everybody(year.groups[0])
    for letter in letters("changed"):
        assert letter.subject == "Muutos: verme-tapaaminen ti 12.1. klo 14.30"
        assert "Uusi aika: ti 12.1. klo 14.30–16.00, Lyseo, luokka 12." in letter.text
        assert "Vanha aika: ti 1.12. klo 14.30–16.00." in letter.text
        assert events(letter) == [("REQUEST", meeting.uid, 1, clock.local(span(DAYS[1]).starts_at))]
    assert not Excuse.objects.exists()  # it was about the old time


def test_another_place_keeps_what_was_said(year: Year) -> None:
    (meeting,) = planned(year, DAYS[0])
    Excuse.objects.create(meeting=meeting, seat=year.seats(year.groups[0])[0])

    actions.change(meeting, wish=wish(DAYS[0], where=ONLINE), sequence=0, by=year.by)

    (letter, *_) = letters("changed")
    assert "https://meet.example/abc" in letter.text and "Vanha aika" not in letter.text
    assert b"meet.example" not in letter.attachments[0]["base64"].encode()
    assert Excuse.objects.count() == 1


def test_a_change_that_changes_nothing_and_one_of_an_old_sight(year: Year) -> None:
    (meeting,) = planned(year, DAYS[0])

    actions.change(meeting, wish=wish(DAYS[0]), sequence=0, by=year.by)
    assert not letters("changed")
    actions.change(meeting, wish=wish(DAYS[1]), sequence=0, by=year.by)
    actions.change(meeting, wish=wish(DAYS[1]), sequence=0, by=year.by)  # the same form again: done already

    assert len(letters("changed")) == 5
    refused(MeetingRefusal.STALE, actions.change, meeting, wish=wish(DAYS[2]), sequence=0, by=year.by)
    refused(MeetingRefusal.STALE, actions.cancel, meeting, sequence=0, by=year.by)


def test_a_cancelled_meeting_goes_out_of_calendars_and_is_over(year: Year) -> None:
    (meeting,) = planned(year, DAYS[0])

    actions.cancel(meeting, sequence=0, by=year.by)
    actions.cancel(meeting, sequence=0, by=year.by)

    meeting.refresh_from_db()
    assert (meeting.state, meeting.sequence) == (MeetingState.CANCELLED, 1)
    assert who("cancelled") == everybody(year.groups[0])
    for letter in letters("cancelled"):
        assert events(letter) == [("CANCEL", meeting.uid, 1, clock.local(meeting.starts_at))]
    refused(MeetingRefusal.NOT_PLANNED, actions.change, meeting, wish=wish(DAYS[1]), sequence=1, by=year.by)
    assert verbs() == ["meeting.planned", "meeting.cancelled"]


def test_a_held_meeting_is_neither_moved_nor_cancelled(year: Year) -> None:
    (meeting,) = planned(year, DAYS[0])
    Meeting.objects.update(state=MeetingState.HELD, recorded_at=clock.now())

    refused(MeetingRefusal.NOT_PLANNED, actions.change, meeting, wish=wish(DAYS[1]), sequence=0, by=year.by)
    refused(MeetingRefusal.NOT_PLANNED, actions.cancel, meeting, sequence=0, by=year.by)


def test_who_leaves_hears_no_more_and_who_comes_gets_what_is_coming(year: Year) -> None:
    first, second = year.groups
    made = planned(year, *DAYS[:2])
    leaver, newcomer = year.seats(first)[0], year.seats(second)[0]
    leaver.until = clock.now()
    leaver.save()
    newcomer.until = clock.now()
    newcomer.save()
    seat = newcomer.__class__.objects.create(group=first, signup=newcomer.signup)

    assert actions.bring_up_to_date(first, by=WORKER) == 2
    assert actions.bring_up_to_date(first, by=WORKER) == 0

    (gone,) = letters("left")
    assert gone.to_address == leaver.signup.email
    assert events(gone) == [("CANCEL", each.uid, 1, clock.local(each.starts_at)) for each in made]
    come = letters("invited")[-1]
    assert come.to_address == seat.signup.email
    assert [event[:3] for event in events(come)] == [("REQUEST", each.uid, 0) for each in made]

    actions.change(made[0], wish=wish(DAYS[2]), sequence=0, by=year.by)
    assert who("changed") == everybody(first)
    assert leaver.signup.email not in who("changed")


def test_who_comes_back_gets_a_higher_sequence(year: Year) -> None:
    first = year.groups[0]
    planned(year, DAYS[0])
    leaver = year.seats(first)[0]
    leaver.until = clock.now()
    leaver.save()
    actions.bring_up_to_date(first, by=WORKER)
    leaver.__class__.objects.create(group=first, signup=leaver.signup)

    actions.bring_up_to_date(first, by=WORKER)

    own = [events(letter)[0][::2] for letter in letters() if letter.to_address == leaver.signup.email]
    assert [event[:2] for event in own] == [("REQUEST", 0), ("CANCEL", 1), ("REQUEST", 2)]


def test_a_gathering_concerns_everybody_a_planning_meeting_the_mentors(year: Year) -> None:
    by, programme = year.by, year.here.programme

    kick_off = actions.gather(programme, kind=MeetingKind.KICK_OFF, wish=wish(DAYS[0]), by=by)
    actions.gather(programme, kind=MeetingKind.KICK_OFF, wish=wish(DAYS[0]), by=by)
    assert who("invited") == sorted([*everybody(year.groups[0]), *everybody(year.groups[1])])
    refused(MeetingRefusal.OVERLAPS, actions.gather, programme, kind=MeetingKind.PLANNING, wish=wish(DAYS[0], dt.time(15)), by=by)
    planning = actions.gather(programme, kind=MeetingKind.PLANNING, wish=wish(DAYS[1], dt.time(13), 120), by=by)

    assert len(letters("invited")) == 12
    refused(MeetingRefusal.MENTOR_BUSY, actions.plan, year.groups[0], wishes=[wish(DAYS[1])], by=by)
    mentor, member = year.person(year.mentor(year.groups[0])), year.member(year.seats(year.groups[0])[0])
    assert list(queries.coming(mentor)) == [kick_off, planning]
    assert list(queries.coming(member)) == [kick_off]


def test_what_is_coming_to_whom(year: Year) -> None:
    first, second = year.groups
    (mine, later), (other,) = planned(year, *DAYS[:2]), actions.plan(second, wishes=[wish(DAYS[0])], by=year.by)
    member, mentor = year.member(year.seats(first)[0]), year.person(year.mentor(first))
    standing = year.person(year.mentor(second))
    StandIn.objects.create(meeting=mine, mentor=year.mentor(second))

    assert list(queries.coming(member)) == [mine, later]
    assert list(queries.coming(mentor)) == [mine, later]
    assert list(queries.coming(standing)) == [mine, other]
    assert list(queries.led_by(standing)) == [mine, other]
    actions.cancel(later, sequence=0, by=year.by)
    assert list(queries.coming(member)) == [mine]
    assert queries.of_groups([first, second]) == {first.pk: [mine, later], second.pk: [other]}


def test_the_proposal_names_what_is_in_the_way(year: Year) -> None:
    group = year.groups[0]  # Mondays
    calendar = year.here.house.organisation.school_calendars.create(name="Perusopetus", levels=["basic"])
    calendar.days_off.create(name="Talviloma", first_day=dt.date(2027, 3, 1), last_day=dt.date(2027, 3, 5))
    foreign = year.here.house.organisation.school_calendars.create(name="Lukio", levels=["general"])
    foreign.days_off.create(name="Koeviikko", first_day=dt.date(2026, 12, 1), last_day=dt.date(2027, 5, 31))
    planned(year, dt.date(2026, 12, 7))
    people = queries.people_of(group)

    found = queries.proposal(group, queries.rules_now(group), queries.around(group, "fi", people=people))

    assert len(found) == 5
    assert all(each.day.weekday() == group.slot.weekday and each.day > dt.date(2026, 11, 30) for each in found)
    named = {conflict.name for each in found for conflict in each.conflicts}
    assert "Koeviikko" not in named
    assert [each.name for each in queries.days_off(group, people, dt.date(2026, 12, 1), dt.date(2027, 5, 31))] == ["Talviloma"]


def test_what_the_people_of_a_group_have_besides(year: Year) -> None:
    first, second = year.groups
    mentor, other = year.mentor(first), year.mentor(second)
    Leader.objects.create(group=second, mentor=mentor)
    actions.plan(second, wishes=[wish(DAYS[0])], by=year.by)
    (standing,) = actions.plan(second, wishes=[wish(DAYS[1])], by=year.by)
    StandIn.objects.create(meeting=standing, mentor=other)
    actions.gather(year.here.programme, kind=MeetingKind.KICK_OFF, wish=wish(DAYS[2]), by=year.by)

    found = queries.busy(first, queries.people_of(first), clock.now(), clock.end_of(dt.date(2027, 5, 31)))

    assert sorted((each.span.starts_at, each.name, each.people) for each in found) == [
        (span(DAYS[0]).starts_at, mentor.name, 1),
        (span(DAYS[2]).starts_at, "", 4),
        (span(DAYS[2]).starts_at, mentor.name, 1),
    ]
