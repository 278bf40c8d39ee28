"""When people can come, as a table: a row a weekday, a column a time of day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from django.utils.translation import get_language

from verme.kernel import dates
from verme.programmes.models import Slot


@dataclass(frozen=True)
class Heat:
    """Times of day in order, (weekday, counts; None where that day has no such time), the largest count."""

    times: Sequence[time]
    rows: Sequence[tuple[str, Sequence[int | None]]]
    most: int


def heat(counts: Sequence[tuple[Slot, int]]) -> Heat:
    """The table of these counts."""
    times = sorted({slot.starts for slot, _count in counts})
    days = sorted({slot.weekday for slot, _count in counts})
    held = {(slot.weekday, slot.starts): count for slot, count in counts}
    spoken = (get_language() or "fi")[:2]
    rows = [(dates.weekday(day, spoken), [held.get((day, each)) for each in times]) for day in days]
    return Heat(times, rows, max(held.values(), default=0))
