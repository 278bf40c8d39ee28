"""Days on which Finland is at rest. Breaks and days off of schools are not among them: each organisation enters its own."""

import datetime as dt
from functools import cache

SPOKEN = {"fi": "fi", "sv": "sv_FI", "en": "en_US"}


@cache
def _of_year(year: int, spoken: str) -> dict[dt.date, str]:
    import holidays  # slow import

    return dict(holidays.country_holidays("FI", years=year, language=spoken))


def public_holiday(day: dt.date, language: str = "fi") -> str | None:
    """The name of the public holiday that this day is, in a language of the product; else None.

    Christmas Eve and Midsummer Eve count: they are no public holidays by law, but schools are closed.
    """
    return _of_year(day.year, SPOKEN.get(language, "fi")).get(day)


def is_working_day(day: dt.date) -> bool:
    """Whether it is a day from Monday to Friday and no public holiday."""
    return day.weekday() < 5 and public_holiday(day) is None
