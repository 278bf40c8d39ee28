"""Public holidays, against the dates in the laws and school calendars (domain facts, not the package's own output)."""

import datetime as dt

import pytest

from verme.kernel.public_holidays import is_working_day, public_holiday


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (dt.date(2026, 12, 6), "Itsenäisyyspäivä"),
        (dt.date(2026, 12, 24), "Jouluaatto"),
        (dt.date(2027, 1, 6), "Loppiainen"),
        (dt.date(2027, 3, 26), "Pitkäperjantai"),  # Easter is on 28 March
        (dt.date(2027, 5, 6), "Helatorstai"),
        (dt.date(2027, 6, 25), "Juhannusaatto"),  # the Friday between 19 and 25 June
        (dt.date(2027, 5, 1), "Vappu"),
        (dt.date(2026, 10, 12), None),  # an autumn break is the organisation's own matter
    ],
)
def test_a_day_of_rest_has_a_name(day: dt.date, name: str | None) -> None:
    assert public_holiday(day) == name


def test_names_follow_the_reader() -> None:
    assert [public_holiday(dt.date(2027, 1, 6), language) for language in ("fi", "sv", "en", "de")] == [
        "Loppiainen",
        "Trettondag",
        "Epiphany",
        "Loppiainen",
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [(dt.date(2026, 11, 24), True), (dt.date(2026, 11, 28), False), (dt.date(2027, 1, 6), False), (dt.date(2027, 5, 7), True)],
)
def test_working_days(day: dt.date, expected: bool) -> None:
    assert is_working_day(day) is expected
