"""How far a credit is: accruing → earned → confirmed → reported (domain.md must 24)."""

from dataclasses import dataclass
from decimal import Decimal

from verme.certificates.rules.credit import Credit
from verme.certificates.terms import CreditRefusal, CreditState
from verme.programmes.terms import ConfirmedBy, CreditForm


@dataclass(frozen=True)
class Given:
    """What has been confirmed last, and whether the school was told."""

    form: CreditForm
    days: Decimal
    minutes: int
    is_reported: bool = False

    def fits(self, earned: Credit) -> bool:
        """Whether it still is what attendance gives."""
        return (self.form, self.days, self.minutes) == (earned.form, earned.days, earned.minutes)


def is_ripe(earned: Credit, *, coming: int) -> bool:
    """Whether it can be confirmed: whole days at once; shares of a day and hours when no meeting is to come."""
    if earned.form == CreditForm.VESO:
        return earned.days > 0 and (earned.days == int(earned.days) or coming == 0)
    return earned.minutes > 0 and coming == 0


def state_of(earned: Credit, given: Given | None, *, coming: int) -> CreditState | None:
    """None where nothing but a certificate is given. What was confirmed and then corrected is not confirmed any more."""
    if given is not None and given.fits(earned):
        return CreditState.REPORTED if given.is_reported else CreditState.CONFIRMED
    if earned.form == CreditForm.NOTHING:
        return None
    is_corrected = given is not None and earned.days < given.days  # a correction that takes a day away is confirmed too
    return CreditState.EARNED if is_corrected or is_ripe(earned, coming=coming) else CreditState.ACCRUING


def why_not_confirm(confirmed_by: ConfirmedBy, *, as_principal: bool, chosen: int, is_changed: bool) -> CreditRefusal | None:
    """The operating model says who confirms; what is confirmed is what was seen."""
    if confirmed_by == ConfirmedBy.NOBODY:
        return CreditRefusal.NOBODY
    if (confirmed_by == ConfirmedBy.PRINCIPAL) != as_principal:
        return CreditRefusal.NOT_YOURS
    if not chosen:
        return CreditRefusal.NOTHING
    return CreditRefusal.CHANGED if is_changed else None
