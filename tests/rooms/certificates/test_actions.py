"""Credit of real groups: who has earned what, how far it is; confirming and reporting; certificates, their check and the bundle."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from tests.rooms.certificates.season import (
    SPRING,
    certificate,
    change,
    chosen,
    confirm,
    coordinator,
    correct,
    days,
    earners,
    hold,
    listed,
    named,
    refused,
    season,
    seats,
)
from tests.rooms.meetings.year import Year, gathering, meeting
from verme.audit.models import Entry
from verme.certificates import actions
from verme.certificates import queries as papers
from verme.certificates.models import Confirmation
from verme.certificates.terms import CreditRefusal, CreditState
from verme.groups.models import Seat
from verme.kernel import clock
from verme.meetings import actions as meetings
from verme.meetings import queries
from verme.meetings.models import Meeting
from verme.meetings.terms import MeetingKind
from verme.programmes.terms import ConfirmedBy, CreditForm, PartTime
from verme.signups.models import Signup

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def spring(at: Callable[[dt.datetime], None]) -> None:
    """It is the end of May."""
    at(SPRING)


# --- who has earned what ----------------------------------------------------------------------------------------------------


def test_seinajokis_figures_by_hand() -> None:
    """Issue: with 4, 5 and 3 attended 1, 1 and 0 days."""
    year = season([4, 5, 3])

    found = [named(year, seat) for seat in seats(year)[:3]]

    assert [(each.earned.days, each.earned.minutes, each.earned.counted) for each in found] == [
        (Decimal(1), 360, 4),
        (Decimal(1), 360, 5),
        (Decimal(0), 0, 3),
    ]
    assert [each.state for each in found] == [CreditState.EARNED, CreditState.EARNED, CreditState.ACCRUING]


def test_eight_in_a_group_that_met_eight_times_give_one_day() -> None:
    year = season([8], held=8)

    found = named(year, seats(year)[0])

    assert (found.earned.days, found.earned.counted, found.earned.is_full) == (1, 8, True)


def test_three_of_four_lack_one_while_a_meeting_is_to_come(at: Callable[[dt.datetime], None]) -> None:
    year = season([3], held=3)
    at(clock.at(dt.date(2026, 12, 1), dt.time(9)))
    found = named(year, seats(year)[0])
    assert (found.earned.more_meetings, found.coming, found.suffices) == (1, 0, False)

    meeting(year.groups[0], dt.date(2027, 1, 12))

    found = named(year, seats(year)[0])
    assert (found.earned.more_meetings, found.coming, found.suffices) == (1, 1, True)


def test_who_changed_groups_has_one_credit() -> None:
    """Two seats of one sign-up: what was attended in both counts together."""
    year = season([2], held=2)
    moved = seats(year)[0]
    Seat.objects.filter(pk=moved.pk).update(until=clock.at(dt.date(2026, 12, 1), dt.time()))
    other = Seat.objects.create(group=year.groups[1], signup=moved.signup, since=clock.at(dt.date(2026, 12, 1), dt.time(0, 1)))
    for day in (dt.date(2026, 12, 8), dt.date(2027, 1, 12)):
        hold(year, year.groups[1], day, year.seats(year.groups[1]))

    found = named(year, other)

    assert (found.earned.counted, found.earned.days, len(found.groups)) == (4, 1, 2)


def test_the_rules_of_the_day_decide_and_the_past_does_not_move() -> None:
    """Mid-year the threshold rises: who had earned the day keeps it, the others need more."""
    year = season([4, 5, 6], held=6)
    change(year.here.house.organisation, days(6)[4], credit_threshold=6)

    assert [named(year, seat).earned.days for seat in seats(year)[:3]] == [1, 1, 1]
    later = season_with_late_starter(year)
    assert named(year, later).earned.days == 0


def season_with_late_starter(year: Year) -> Seat:
    """Somebody who comes to group B after the change and is there four times."""
    seat = year.seats(year.groups[1])[0]
    for number in range(4):
        hold(year, year.groups[1], dt.date(2027, 3, 2) + dt.timedelta(weeks=number), year.seats(year.groups[1]))
    return seat


def test_part_time_work_is_read_from_the_staff_list() -> None:
    year = season([2, 2])
    house = year.here.house.organisation
    change(house, dt.date(2026, 10, 2), part_time=PartTime.SCALED)
    listed(house, seats(year)[0].signup, working_time="veso", percentage="50.00")

    assert [named(year, seat).earned.days for seat in seats(year)[:2]] == [1, 0]
    assert [named(year, seat).earned.minutes for seat in seats(year)[:2]] == [180, 0]


def test_the_staff_list_says_the_form_of_work() -> None:
    """An assistant earns hours, and they are ripe when nothing is to come."""
    year = season([3])
    listed(year.here.house.organisation, seats(year)[0].signup, working_time="office")

    found = named(year, seats(year)[0])

    assert (found.earned.form, found.earned.minutes, found.state) == (CreditForm.HOURS, 270, CreditState.EARNED)


def test_mentors_count_only_where_the_rules_say_so() -> None:
    year = season([4])
    mentor = year.mentor(year.groups[0])
    assert [each for each in earners(year) if each.address == mentor.email] == []
    change(year.here.house.organisation, dt.date(2026, 10, 2), mentor_credit=True)

    (found,) = [each for each in earners(year) if each.address == mentor.email]

    assert (found.earned.counted, found.attended) == (6, 6)


def gathered(year: Year, here: list[Seat], day: dt.date) -> Meeting:
    """A closing gathering at which these people were."""
    made = gathering(year, day, MeetingKind.CLOSING)
    with clock.frozen(made.ends_at):
        said = {seat.pk: seat in here for seat in queries.seats_at(made)}
        mentors = {mentor.pk: True for mentor in queries.mentors_expected(made)}
        meetings.record_common(made, mentors=mentors, seats=said, version=0, by=coordinator(year))
    return made


@pytest.mark.parametrize(("counts", "days_earned", "attended"), [(False, 0, 3), (True, 1, 4)])
def test_a_gathering_counts_exactly_when_the_rules_of_its_day_say_so(*, counts: bool, days_earned: int, attended: int) -> None:
    year = season([3])
    seat, house = seats(year)[0], year.here.house.organisation
    if counts:
        change(house, dt.date(2027, 5, 18), gatherings_count=True)
    change(house, dt.date(2027, 5, 21), gatherings_count=not counts)
    gathered(year, [seat, seats(year)[1]], dt.date(2027, 5, 20))

    found = named(year, seat)
    made = certificate(year, seat)

    assert (found.earned.days, found.earned.counted) == (days_earned, attended)
    assert (made.meetings, made.minutes) == (attended, 3 * 90 + (120 if counts else 0))  # the gathering took two hours (I-27)


def test_a_gathering_that_is_to_come_may_be_the_missing_meeting() -> None:
    year = season([3])
    seat, house = seats(year)[0], year.here.house.organisation
    gathering(year, dt.date(2027, 5, 31), MeetingKind.CLOSING)

    assert (named(year, seat).coming, named(year, seat).suffices) == (0, False)
    change(house, dt.date(2027, 5, 29), gatherings_count=True)
    assert (named(year, seat).coming, named(year, seat).suffices) == (1, True)


def test_a_gathering_counts_for_a_mentor_where_both_rules_say_so() -> None:
    year = season([3])
    house, mentor = year.here.house.organisation, year.mentor(year.groups[0])
    change(house, dt.date(2026, 10, 2), mentor_credit=True)
    gathered(year, seats(year), dt.date(2027, 5, 20))

    def counted() -> tuple[int, int, int]:
        (found,) = [each for each in earners(year) if each.address == mentor.email]
        return found.led, found.led_counted, found.earned.counted

    assert counted() == (7, 6, 6)
    held = [each for each in papers.of_person(year.person(mentor)) if each.school_year == 2026]
    assert [(each.led, each.led_counted) for each in held] == [(7, 6)]
    change(house, dt.date(2027, 5, 19), gatherings_count=True)
    assert counted() == (7, 7, 7)


def test_a_certificate_says_what_was_earned_as_both() -> None:
    """Who led two meetings and was at two others has one credit, and the certificate says it once it is confirmed."""
    year = season([4])
    group, other = year.groups
    seat = year.seats(group)[0]
    mentor, held = year.mentor(other), days(2)
    for day in held:
        hold(year, other, day, year.seats(other))
    change(year.here.house.organisation, dt.date(2026, 10, 2), mentor_credit=True, credit_threshold=6)
    mentor.email, mentor.person = seat.signup.address, year.member(seat)
    mentor.save()
    assert named(year, seat).earned.days == 1

    confirm(year, seat)

    assert papers.told_of(certificate(year, seat)).days == "1"


def test_a_correction_of_a_gathering_replaces_the_certificate() -> None:
    year = season([3])
    people = seats(year)[:3]
    change(year.here.house.organisation, dt.date(2027, 5, 18), gatherings_count=True)
    held = gathered(year, people, dt.date(2027, 5, 20))
    made = certificate(year, people[0])

    said = {**queries.stored(held), people[0].pk: False}
    meetings.record_common(held, mentors=queries.mentors_stored(held), seats=said, version=1, by=coordinator(year))

    assert [(each.certificate, each.is_replaced) for each in papers.made_for(people[0].signup)] == [(made, True)]
    assert named(year, people[0]).earned.days == 0


def test_short_meetings_do_not_count_but_stand_in_the_certificate() -> None:
    year = season([4], minutes=45)

    assert (named(year, seats(year)[0]).earned.counted, certificate(year, seats(year)[0]).meetings) == (0, 4)


@pytest.mark.counting
def test_queries_do_not_grow(django_assert_max_num_queries: Any) -> None:
    year = season([4, 5, 3])

    with django_assert_max_num_queries(9):
        assert len(earners(year)) == 10


# --- confirming and reporting -----------------------------------------------------------------------------------------------


def test_the_coordinator_confirms_what_was_seen() -> None:
    year = season([4, 5, 3])

    assert confirm(year, *seats(year)[:2]) == 2

    assert [named(year, seat).state for seat in seats(year)[:3]] == [CreditState.CONFIRMED] * 2 + [CreditState.ACCRUING]
    assert [(each.days, each.minutes, each.meetings) for each in Confirmation.objects.all()] == [(1, 360, 4), (1, 360, 5)]
    entry = Entry.objects.filter(verb="credit.confirmed").get()
    assert entry.facts == {"school_year": 2026, "people": 2}


def test_confirming_twice_is_confirming_once() -> None:
    year = season([4])
    seen = chosen(year, seats(year)[0])
    for _ in range(2):
        actions.confirm(year.here.house.organisation, school_year=2026, seen=seen, by=coordinator(year))

    assert Confirmation.objects.count() == 1


def test_what_is_not_earned_or_has_changed_is_not_confirmed() -> None:
    year = season([4, 3])
    house, by = year.here.house.organisation, coordinator(year)
    refused(CreditRefusal.NOTHING, actions.confirm, house, school_year=2026, seen={}, by=by)
    refused(CreditRefusal.CHANGED, actions.confirm, house, school_year=2026, seen=chosen(year, seats(year)[1]), by=by)
    stale = dict.fromkeys(chosen(year, seats(year)[0]), 720)
    refused(CreditRefusal.CHANGED, actions.confirm, house, school_year=2026, seen=stale, by=by)
    refused(CreditRefusal.NOT_YOURS, actions.confirm, house, school_year=2026, seen=chosen(year, seats(year)[0]), units=[], by=by)


def test_the_principal_confirms_where_the_rules_say_so() -> None:
    year = season([4, 4, 4])
    house = year.here.house.organisation
    change(house, SPRING.date(), confirmed_by=ConfirmedBy.PRINCIPAL)
    own = [seat for seat in seats(year)[:3] if seat.signup.unit == seats(year)[0].signup.unit]
    seen = chosen(year, *seats(year)[:3])
    refused(CreditRefusal.NOT_YOURS, actions.confirm, house, school_year=2026, seen=seen, by=coordinator(year))

    made = actions.confirm(house, school_year=2026, seen=seen, units=[own[0].signup.unit], by=coordinator(year))

    assert made == len(own)


def test_where_nobody_confirms_what_is_earned_is_valid() -> None:
    year = season([4, 3])
    change(year.here.house.organisation, SPRING.date(), confirmed_by=ConfirmedBy.NOBODY)

    refused(
        CreditRefusal.NOBODY,
        actions.confirm,
        year.here.house.organisation,
        school_year=2026,
        seen=chosen(year, seats(year)[0]),
        by=coordinator(year),
    )
    assert [named(year, seat).is_valid for seat in seats(year)[:2]] == [True, False]


def test_a_correction_waits_to_be_confirmed_again() -> None:
    """I-28: what is earned falls only by a correction, and the correction is confirmed as a row of its own."""
    year = season([4])
    seat = seats(year)[0]
    confirm(year, seat)
    correct(year, year.groups[0].meeting_rows.order_by("starts_at")[0], seat, here=False)
    found = named(year, seat)
    assert (found.state, found.is_corrected, found.is_valid) == (CreditState.EARNED, True, False)

    confirm(year, seat)

    assert [(each.number, each.days) for each in Confirmation.objects.all()] == [(1, 1), (2, 0)]
    assert named(year, seat).is_valid is False


def test_what_is_confirmed_is_reported_once() -> None:
    year = season([4, 5])
    house, by = year.here.house.organisation, coordinator(year)
    refused(CreditRefusal.NOTHING_NEW, actions.report, house, school_year=2026, by=by)
    confirm(year, seats(year)[0])

    assert actions.report(house, school_year=2026, by=by) == 1

    assert named(year, seats(year)[0]).state == CreditState.REPORTED
    refused(CreditRefusal.NOTHING_NEW, actions.report, house, school_year=2026, by=by)
    confirm(year, seats(year)[1])
    assert actions.report(house, school_year=2026, by=by) == 1


def test_confirmed_credit_follows_the_person_to_a_new_address() -> None:
    year = season([4])
    seat = seats(year)[0]
    year.member(seat)
    confirm(year, seat)
    Signup.objects.filter(pk=seat.signup_id).update(email="uusi@koulu.example", address="uusi@koulu.example")

    (found,) = [each for each in earners(year) if each.address == "uusi@koulu.example"]

    assert found.state == CreditState.CONFIRMED
