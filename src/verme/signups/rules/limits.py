"""Limits against abuse (decisions.md §2): generous enough for a whole school behind one address."""

from collections.abc import Iterable
from datetime import datetime, timedelta

LETTERS_EVERY = timedelta(hours=1)  # per address
NETWORK_LIMIT, NETWORK_WINDOW = 600, timedelta(hours=1)  # per IPv4 address or IPv6 /64
BURST, BURST_WINDOW = 60, timedelta(minutes=10)  # above: the coordinator is told
STEP = 5  # minutes; what people are told to wait is rounded up


def minutes_to_wait(knocks: Iterable[tuple[datetime, int]], now: datetime) -> int:
    """How long until one more is allowed, in whole steps of five minutes; 0 when it is allowed now.

    `knocks` are the counts of each minute within the window.
    """
    counts = sorted(knocks)
    total = sum(count for _minute, count in counts)
    for minute, count in counts:
        if total < NETWORK_LIMIT:
            break
        total -= count
        if total < NETWORK_LIMIT:
            seconds = (minute + NETWORK_WINDOW + timedelta(minutes=1) - now).total_seconds()
            return max(STEP, -(-int(seconds) // (60 * STEP)) * STEP)
    return 0


def is_burst(count: int) -> bool:
    """Whether this very sign-up made it too many within the window. Counts grow one by one, so each burst crosses the line."""
    return count == BURST + 1
