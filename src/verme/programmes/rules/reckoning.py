"""What a year can cost at most, and what units cost on average: for budgets and plans. What is really owed is reckoned in later rooms."""

from decimal import ROUND_HALF_UP, Decimal

from verme.programmes.rules.model import Rules


def price(rules: Rules, units: Decimal) -> int | None:
    """Units × average price, rounded half up to the step of the rules; None without a price."""
    if rules.average_price_cents is None:
        return None
    steps = (units * rules.average_price_cents / rules.rounding_cents).to_integral_value(ROUND_HALF_UP)
    return int(steps) * rules.rounding_cents


def most_units(rules: Rules) -> Decimal:
    """What one mentor of one group can get in a year: 3 + 6 × 1 + 3 = 12 by the brochure; nothing where no fee is paid."""
    if not rules.pays_fee:
        return Decimal(0)
    return rules.planning_units + rules.meeting_units * rules.meetings + rules.arrangement_units_max
