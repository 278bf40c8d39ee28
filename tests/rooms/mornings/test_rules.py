"""When letters come in the morning."""

import datetime as dt

import pytest

from verme.kernel import clock
from verme.mornings import rules

THURSDAY = dt.date(2026, 8, 20)


def on(day: int, hour: int, minute: int = 0) -> dt.datetime:
    """A moment of August 2026 in Finland; the 20th is a Thursday."""
    return clock.at(dt.date(2026, 8, day), dt.time(hour, minute))


@pytest.mark.parametrize(
    ("now", "told_until", "expected"),
    [
        (on(20, 6, 59), None, False),
        (on(20, 7), None, True),
        (on(20, 16), on(19, 7), True),  # the worker stood still in the morning
        (on(20, 7, 10), on(20, 7), False),
        (on(20, 7), on(20, 6, 50), True),
        (on(22, 9), on(21, 7), False),  # Saturday
        (on(23, 9), on(21, 7), False),
        (on(24, 7), on(21, 7), True),
        (clock.at(dt.date(2027, 1, 6), dt.time(9)), None, False),  # Epiphany, a Wednesday
    ],
)
def test_once_on_the_morning_of_a_working_day(now: dt.datetime, told_until: dt.datetime | None, expected: bool) -> None:
    assert rules.is_time(now, told_until) is expected


@pytest.mark.parametrize(
    ("last_deed", "expected"), [(None, False), (on(20, 6), False), (on(14, 0), False), (on(13, 23, 59), True), (on(1, 9), True)]
)
def test_seven_days_without_a_deed(last_deed: dt.datetime | None, expected: bool) -> None:
    assert rules.is_idle(THURSDAY, last_deed) is expected
