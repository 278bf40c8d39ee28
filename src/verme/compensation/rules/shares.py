"""Units of pay divided and stretched, always in whole quarters."""

from decimal import ROUND_FLOOR, Decimal

from verme.programmes.rules import Rules

QUARTER = Decimal("0.25")


def share(units: Decimal, *, place: int, of: int) -> Decimal:
    """One of so many shares of units; the shares are quarters, differ by at most one of them, and make up the whole exactly."""
    whole, odd = divmod(int(units / QUARTER), of)
    return (whole + (place < odd)) * QUARTER


def by_length(rules: Rules, minutes: int) -> Decimal:
    """The units of a held meeting of this length: a longer one than usual gives more only if the rules say so, in full quarters."""
    if not rules.pays_by_length or minutes <= rules.meeting_minutes:
        return rules.meeting_units
    quarters = rules.meeting_units / QUARTER * minutes / rules.meeting_minutes
    return quarters.to_integral_value(ROUND_FLOOR) * QUARTER
