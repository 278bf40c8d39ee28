"""Reading pay."""

from verme.compensation.queries.book import Book, lines_of, rates_of, read, rules_by_day, running_years, staff_of, years_with_lines
from verme.compensation.queries.chain import (
    PERMISSION,
    Seen,
    Sums,
    holders,
    kinds_of,
    others,
    returned,
    seen,
    sums,
    waiting,
    without_anybody,
)
from verme.compensation.queries.ledger import batch, batches, entries, for_month, format_of, is_format_chosen, last_closed, month_to_close

__all__ = [
    "PERMISSION",
    "Book",
    "Seen",
    "Sums",
    "batch",
    "batches",
    "entries",
    "for_month",
    "format_of",
    "holders",
    "is_format_chosen",
    "kinds_of",
    "last_closed",
    "lines_of",
    "month_to_close",
    "others",
    "rates_of",
    "read",
    "returned",
    "rules_by_day",
    "running_years",
    "seen",
    "staff_of",
    "sums",
    "waiting",
    "without_anybody",
    "years_with_lines",
]
