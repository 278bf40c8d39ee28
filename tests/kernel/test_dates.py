"""Days and times as Finnish, Swedish and English readers expect them."""

import datetime as dt

import pytest

from verme.kernel import clock, dates

TUESDAY = dt.date(2026, 10, 6)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", ["6.10.2026", "ti 6.10.2026", "ti 6.10.", "14.05", "ti 6.10.2026 klo 14.30", "14.30–16.00", "lokakuu 2026"]),
        ("sv", ["6.10.2026", "ti 6.10.2026", "ti 6.10", "14.05", "ti 6.10.2026 kl. 14.30", "14.30–16.00", "oktober 2026"]),
        ("en", ["6 Oct 2026", "Tue 6 Oct 2026", "Tue 6 Oct", "14:05", "Tue 6 Oct 2026, 14:30", "14:30–16:00", "October 2026"]),
    ],
)
def test_days_and_times(language: str, words: list[str]) -> None:
    moment = clock.at(TUESDAY, dt.time(14, 30))

    assert [
        dates.bare_day(TUESDAY, language),
        dates.day(TUESDAY, language),
        dates.short_day(TUESDAY, language),
        dates.clock(dt.time(14, 5), language),
        dates.moment(moment, language),
        dates.span(dt.time(14, 30), dt.time(16), language),
        dates.month(TUESDAY, language),
    ] == words


@pytest.mark.parametrize(
    ("language", "within", "over"),
    [
        ("fi", "10.8.–8.9.2026", "10.11.2026–8.1.2027"),
        ("sv", "10.8–8.9.2026", "10.11.2026–8.1.2027"),
        ("en", "10 Aug–8 Sep 2026", "10 Nov 2026–8 Jan 2027"),
    ],
)
def test_periods(language: str, within: str, over: str) -> None:
    assert dates.period(dt.date(2026, 8, 10), dt.date(2026, 9, 8), language) == within
    assert dates.period(dt.date(2026, 11, 10), dt.date(2027, 1, 8), language) == over
    assert dates.period(TUESDAY, TUESDAY, language) == dates.bare_day(TUESDAY, language)


@pytest.mark.parametrize(("day", "year"), [(dt.date(2026, 7, 31), 2025), (dt.date(2026, 8, 1), 2026), (dt.date(2027, 1, 1), 2026)])
def test_the_school_year_turns_in_august(day: dt.date, year: int) -> None:
    assert dates.school_year_of(day) == year
    assert dates.school_year(year) == f"{year}–{year + 1}"
