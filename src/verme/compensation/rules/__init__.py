"""What holds about pay, on plain values."""

from verme.compensation.rules.chain import GIVES, NEEDS, Handled, orphans, split, who_may, why_not_by
from verme.compensation.rules.months import last_day, month_of, next_month, open_month, why_not_close
from verme.compensation.rules.owed import Arranged, Fact, Led, Met, Part, Year, arrangement_limit, owed, why_not_paid
from verme.compensation.rules.payroll_file import FORMATS, Format, why_not_format, without_type
from verme.compensation.rules.price import UNKNOWN, Price, Rate, price_on, total
from verme.compensation.rules.settling import Line, Move, Owed, Restate, Revise, TakeBack, Void, is_same, moves
from verme.compensation.rules.shares import QUARTER, by_length, share

__all__ = [
    "FORMATS",
    "GIVES",
    "NEEDS",
    "QUARTER",
    "UNKNOWN",
    "Arranged",
    "Fact",
    "Format",
    "Handled",
    "Led",
    "Line",
    "Met",
    "Move",
    "Owed",
    "Part",
    "Price",
    "Rate",
    "Restate",
    "Revise",
    "TakeBack",
    "Void",
    "Year",
    "arrangement_limit",
    "by_length",
    "is_same",
    "last_day",
    "month_of",
    "moves",
    "next_month",
    "open_month",
    "orphans",
    "owed",
    "price_on",
    "share",
    "split",
    "total",
    "who_may",
    "why_not_by",
    "why_not_close",
    "why_not_format",
    "why_not_paid",
    "without_type",
]
