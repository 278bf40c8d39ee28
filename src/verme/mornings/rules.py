"""When letters come in the morning."""

from datetime import date, datetime, time

from verme.kernel import clock
from verme.kernel.public_holidays import is_working_day

FROM = time(7)  # on working days
IDLE_DAYS = 7  # so long may a list of tasks stand still before one is reminded of it


def began(today: date) -> datetime:
    """The moment a day's morning begins."""
    return clock.at(today, FROM)


def is_time(now: datetime, told_until: datetime | None) -> bool:
    """Whether it is a working day's morning, or later on that day, and nothing has been told yet."""
    here = clock.local(now)
    return is_working_day(here.date()) and here.time() >= FROM and (told_until is None or told_until < began(here.date()))


def is_idle(today: date, last_deed: datetime | None) -> bool:
    """Whether nobody has done anything for the programme in seven days; one for which nothing was ever done is not idle but new."""
    return last_deed is not None and (today - clock.local(last_deed).date()).days >= IDLE_DAYS
