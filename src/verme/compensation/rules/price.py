"""Units into money: a personal dated rate, or else the average price as an estimate, or no price at all. Money is integer cents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from verme.programmes.rules import Rules


@dataclass(frozen=True)
class Rate:
    """What one mentor's unit costs from a day on, until the next rate; of two for the same day the one written later holds."""

    valid_from: date
    cents: int


@dataclass(frozen=True)
class Price:
    """What a unit costs. `is_estimate`: the average price (keskihinta), for budget and report; payroll has the real one."""

    cents: int | None = None
    is_estimate: bool = False


UNKNOWN = Price()


def price_on(day: date, *, rates: Sequence[Rate], rules: Rules | None) -> Price:
    """The price of a unit of work of this day. `rates` in the order they were written (decisions.md §5 "price")."""
    begun = [rate for rate in rates if rate.valid_from <= day]
    if begun:
        latest = max(rate.valid_from for rate in begun)
        return Price(next(rate.cents for rate in reversed(begun) if rate.valid_from == latest))
    if rules is None or rules.average_price_cents is None:
        return UNKNOWN
    return Price(rules.average_price_cents, is_estimate=True)


def total(units: Decimal, price: Price, *, step: int) -> int | None:
    """Units × price in cents, rounded once to a whole number of steps, halves away from zero; None without a price.

    A minus line is exactly the plus line it takes back.
    """
    if price.cents is None:
        return None
    return int((units * price.cents / step).to_integral_value(ROUND_HALF_UP)) * step
