"""The one clock: every "now" in the product comes from here.

The example world always begins on the same morning, so a database may hold an offset that is set once at start.
Sessions, sign-in codes and limits against abuse use real time: no example may make them longer.
"""

import contextlib
import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")

_offset = dt.timedelta()
_frozen: dt.datetime | None = None


def now() -> dt.datetime:
    """This moment of the product, in UTC."""
    return _frozen if _frozen is not None else real_now() + _offset


def today() -> dt.date:
    """This day in Finland."""
    return local(now()).date()


def real_now() -> dt.datetime:
    """This moment outside, in UTC: for sessions, codes and limits."""
    return dt.datetime.now(dt.UTC)


def local(moment: dt.datetime) -> dt.datetime:
    """An aware moment as Finland's clocks show it."""
    return moment.astimezone(HELSINKI)


def at(day: dt.date, time: dt.time) -> dt.datetime:
    """The moment when Finland's clocks show this day and time."""
    return dt.datetime.combine(day, time, HELSINKI).astimezone(dt.UTC)


def end_of(day: dt.date) -> dt.datetime:
    """The first moment after a local day: a deadline "by 8.9." ends here."""
    return at(day + dt.timedelta(days=1), dt.time())


def shift(offset: dt.timedelta) -> None:
    """Moves the product's clock; called once at start with the offset of an example database."""
    global _offset
    _offset = offset


@contextlib.contextmanager
def frozen(moment: dt.datetime) -> Iterator[None]:
    """Within the block it is always this moment."""
    global _frozen
    before, _frozen = _frozen, moment.astimezone(dt.UTC)
    try:
        yield
    finally:
        _frozen = before
