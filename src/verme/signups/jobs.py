"""What the clock asks of sign-ups. Each may run twice without harm."""

from datetime import timedelta

from verme.audit.actors import WORKER
from verme.kernel import clock
from verme.programmes.models import Programme
from verme.signups import actions
from verme.signups.models import Signup
from verme.signups.terms import ACTIVE

REMIND_AFTER = timedelta(days=3)


def expire_offers() -> int:
    """Places offered three days ago go to the next."""
    with_open_offers = Programme.objects.filter(signups__offers__answered_at__isnull=True, signups__offers__expires_at__lte=clock.now())
    return sum(actions.expire_offers(programme) for programme in with_open_offers.distinct())


def remind_unconfirmed() -> int:
    """Whose letter was never opened gets one reminder after three days."""
    due = Signup.objects.filter(
        state__in=ACTIVE,
        confirmed_at__isnull=True,
        reminded_at__isnull=True,
        signed_up_at__lte=clock.now() - REMIND_AFTER,
        programme__published_at__isnull=True,
        programme__ended_at__isnull=True,
    )
    return sum(bool(actions.remind(signup, by=WORKER)) for signup in due)


def forget_counters() -> int:
    """Yesterday's counters of addresses are forgotten."""
    return actions.forget_old()
