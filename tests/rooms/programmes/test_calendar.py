"""The days of a programme follow one another, and those that the page proposes make sense whenever it is opened."""

import datetime as dt

import pytest

from verme.kernel import clock
from verme.programmes import rules
from verme.programmes.rules import PRESETS, Dates, changed
from verme.programmes.terms import ProgrammeRefusal

RULES = PRESETS["seinajoki"]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def dates(
    opens: str = "2026-08-10", last: str = "2026-09-08", told: str = "2026-09-15", starts: str = "2026-09-21", ends: str = "2027-05-31"
) -> Dates:
    return Dates(clock.at(day(opens), dt.time(8)), clock.end_of(day(last)), day(told), day(starts), day(ends))


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (dates(), None),
        (dates(last="2026-08-10"), None),
        (dates(last="2026-08-09"), ProgrammeRefusal.OPENS_BEFORE_CLOSES),
        (dates(told="2026-09-08"), None),
        (dates(told="2026-09-07"), ProgrammeRefusal.GROUPS_AFTER_SIGNUP),
        (dates(starts="2027-06-01"), ProgrammeRefusal.STARTS_BEFORE_ENDS),
        (dates(starts="2026-08-01", ends="2026-09-01"), ProgrammeRefusal.ENDS_AFTER_GROUPS),
    ],
)
def test_dates_follow_one_another(given: Dates, reason: ProgrammeRefusal | None) -> None:
    assert rules.why_not_dates(given) == reason


def test_a_deadline_is_told_as_its_last_day_in_finland() -> None:
    assert rules.last_day(clock.end_of(day("2026-09-08"))) == day("2026-09-08")
    assert rules.last_day(clock.end_of(day("2026-10-25"))) == day("2026-10-25")  # the day the clocks go back


@pytest.mark.parametrize(
    ("last", "told", "reason"),
    [
        ("2026-09-10", "2026-09-15", None),
        ("2026-09-16", "2026-09-15", ProgrammeRefusal.GROUPS_AFTER_SIGNUP),
        ("2026-09-16", "2026-09-20", None),
        ("2026-08-30", "2026-09-15", ProgrammeRefusal.DEADLINE_PAST),
        ("2026-08-01", "2026-09-15", ProgrammeRefusal.OPENS_BEFORE_CLOSES),
    ],
)
def test_a_new_deadline_lies_ahead(last: str, told: str, reason: ProgrammeRefusal | None) -> None:
    now, opens = clock.at(day("2026-09-01"), dt.time(9)), clock.at(day("2026-08-10"), dt.time(8))

    assert rules.why_not_deadline(clock.end_of(day(last)), opens_at=opens, groups_by=day(told), now=now) == reason


@pytest.mark.parametrize(
    ("today", "opens", "last", "told", "starts", "ends", "is_spring"),
    [
        ("2026-03-01", "2026-08-10", "2026-09-08", "2026-09-15", "2026-09-21", "2027-05-31", False),
        ("2026-08-03", "2026-08-10", "2026-09-08", "2026-09-15", "2026-09-21", "2027-05-31", False),
        ("2026-08-20", "2026-08-20", "2026-09-08", "2026-09-15", "2026-09-21", "2027-05-31", False),
        ("2026-09-08", "2026-09-08", "2026-09-08", "2026-09-15", "2026-09-21", "2027-05-31", False),
        ("2026-09-09", "2026-09-09", "2026-09-29", "2026-10-06", "2026-10-12", "2027-05-31", False),
        ("2026-11-24", "2026-11-24", "2026-12-14", "2026-12-21", "2027-01-11", "2027-05-31", True),
        ("2027-01-12", "2027-01-12", "2027-02-01", "2027-02-08", "2027-02-15", "2027-05-31", True),
        ("2027-06-30", "2027-08-10", "2027-09-08", "2027-09-15", "2027-09-20", "2028-05-31", False),
        ("2028-06-30", "2028-08-10", "2028-09-08", "2028-09-15", "2028-09-18", "2029-05-31", False),
    ],
)
def test_the_proposed_days(today: str, opens: str, last: str, told: str, starts: str, ends: str, is_spring: bool) -> None:
    found = rules.year_defaults(RULES, day(today))

    assert [found.opens_on, found.last_day, found.groups_by, found.starts_on, found.ends_on] == [
        day(each) for each in (opens, last, told, starts, ends)
    ]
    assert (found.is_spring, found.opens_time) == (is_spring, dt.time(8))


def test_the_proposed_days_follow_one_another_all_year_round() -> None:
    for model in (RULES, changed(RULES, {"signup_days": 1, "groups_days": 0}), changed(RULES, {"signup_days": 120, "groups_days": 60})):
        for number in range(3 * 365):
            today = day("2026-01-01") + dt.timedelta(days=number)
            found = rules.year_defaults(model, today)
            given = Dates(
                clock.at(found.opens_on, found.opens_time), clock.end_of(found.last_day), found.groups_by, found.starts_on, found.ends_on
            )

            assert rules.why_not_dates(given) is None, today
            assert today <= found.opens_on, today
            assert found.starts_on.weekday() == 0, today
            assert found.groups_by <= found.starts_on, today


def test_a_first_programmes_times_are_a_meeting_long() -> None:
    times = rules.slot_times(changed(RULES, {"meeting_minutes": 60}))

    assert len(times) == 8
    assert times[:2] == [(0, dt.time(14, 30), dt.time(15, 30)), (0, dt.time(16), dt.time(17))]


def test_a_time_does_not_run_over_midnight() -> None:
    assert len(rules.slot_times(changed(RULES, {"meeting_minutes": 480}))) == 4
