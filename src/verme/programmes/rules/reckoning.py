"""The arithmetic of credit and pay: what the rules give for so many meetings. Time in minutes, money in cents, pay in units."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from verme.programmes.rules.model import Rules


@dataclass(frozen=True)
class CreditSum:
    """What attending gives: whole days by the threshold, days after the cap, the minutes they are, meetings left over."""

    attended: int
    whole: int
    days: Decimal
    minutes: int
    left_over: int
    attended_minutes: int  # what a certificate says

    @property
    def is_cut(self) -> bool:
        """Whether the year's cap took something away."""
        return self.days < self.whole


def credit(rules: Rules, attended: int) -> CreditSum:
    """days = min(cap, attended ÷ threshold rounded down); with shares each meeting counts as its part (decisions.md §5)."""
    whole, left_over = divmod(attended, rules.credit_threshold)
    share = Decimal(attended) / rules.credit_threshold if rules.credit_in_shares else Decimal(whole)
    days = min(Decimal(rules.credit_cap_days), share)
    minutes = int((days * rules.credit_day_minutes).to_integral_value(ROUND_HALF_UP))
    return CreditSum(attended, whole, days, minutes, left_over, attended * rules.meeting_minutes)


@dataclass(frozen=True)
class PaySum:
    """A mentor's units of a year by part, and their estimated price if the rules have one."""

    planning: Decimal
    meetings: Decimal
    arrangements: Decimal
    price_cents: int | None

    @property
    def units(self) -> Decimal:
        """All of them."""
        return self.planning + self.meetings + self.arrangements


def pay(rules: Rules, *, held: int, arrangements: Decimal) -> PaySum:
    """Planning once a year, so many units for each held meeting, arrangements up to their limit; nothing where no fee is paid."""
    if not rules.pays_fee:
        return PaySum(Decimal(0), Decimal(0), Decimal(0), None)
    done = PaySum(rules.planning_units, rules.meeting_units * held, min(arrangements, rules.arrangement_units_max), None)
    return PaySum(done.planning, done.meetings, done.arrangements, price(rules, done.units))


def price(rules: Rules, units: Decimal) -> int | None:
    """Units × average price, rounded half up to the step of the rules; None without a price."""
    if rules.average_price_cents is None:
        return None
    steps = (units * rules.average_price_cents / rules.rounding_cents).to_integral_value(ROUND_HALF_UP)
    return int(steps) * rules.rounding_cents


def most_units(rules: Rules) -> Decimal:
    """What one mentor of one group can get in a year: 3 + 6 × 1 + 3 = 12 by the brochure."""
    return pay(rules, held=rules.meetings, arrangements=rules.arrangement_units_max).units
