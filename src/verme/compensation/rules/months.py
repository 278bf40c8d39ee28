"""Months of pay: which one is open, which can be closed."""

import datetime as dt

from verme.compensation.terms import CloseRefusal


def month_of(day: dt.date) -> dt.date:
    """The first day of the day's month: how months are named everywhere."""
    return day.replace(day=1)


def next_month(month: dt.date) -> dt.date:
    """The month after."""
    return (month + dt.timedelta(days=31)).replace(day=1)


def last_day(month: dt.date) -> dt.date:
    """The month's last day: work done by then belongs to its batch."""
    return next_month(month) - dt.timedelta(days=1)


SLACK = 10  # days of a new month in which one usually still means the old one


def open_month(today: dt.date, last_closed: dt.date | None) -> dt.date:
    """The month that a clerk means: in the first days of a month the one before, unless it is closed; never one that is closed.

    It may still be to come, when this month is closed already: then nothing can be closed yet.
    """
    meant = month_of(today - dt.timedelta(days=SLACK))
    return meant if last_closed is None else max(meant, next_month(last_closed))


def why_not_close(month: dt.date, *, today: dt.date, last_closed: dt.date | None, is_closed: bool) -> CloseRefusal | None:
    """A month is closed once, when it has begun, and before any later one."""
    reasons = (
        (is_closed, CloseRefusal.ALREADY),
        (last_closed is not None and month < last_closed, CloseRefusal.EARLIER),
        (month > month_of(today), CloseRefusal.FUTURE),
    )
    return next((reason for holds, reason in reasons if holds), None)
