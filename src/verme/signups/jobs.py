"""What the clock asks of sign-ups. Each may run twice without harm."""

from datetime import timedelta

from django.db.models import Q

from verme.audit.actors import WORKER
from verme.kernel import clock
from verme.programmes.models import Programme
from verme.signups import actions
from verme.signups.models import Signup, SignupList
from verme.signups.rules import UNDO_FOR
from verme.signups.terms import ACTIVE, State

REMIND_AFTER = timedelta(days=3)
KEPT = timedelta(days=1)  # of real time, as sessions


def expire_offers() -> int:
    """The queues move on: offers without an answer go to the next, places that have become free (more of them, new mentors) are offered.

    Returns how many offers were made.
    """
    waiting = Programme.objects.filter(
        Q(signups__state=State.QUEUED) | Q(signups__offers__answered_at__isnull=True, signups__offers__expires_at__lte=clock.now()),
        published_at__isnull=True,
        ended_at__isnull=True,
    )
    return sum(actions.offer(programme, by=WORKER) for programme in waiting.distinct())


def remind_unconfirmed() -> int:
    """Whose letter was never opened gets one reminder after three days. Returns how many."""
    due = Signup.objects.filter(
        state__in=ACTIVE,
        confirmed_at__isnull=True,
        reminded_at__isnull=True,
        signed_up_at__lte=clock.now() - REMIND_AFTER,
        programme__published_at__isnull=True,
        programme__ended_at__isnull=True,
        programme__is_practice=False,
    )
    return sum(actions.remind(signup, by=WORKER).reminded_at is not None for signup in due)


def forget_counters() -> int:
    """Yesterday's counters of addresses are forgotten."""
    return actions.forget_old()


def forget_mergers() -> int:
    """What was kept to undo the merging of two sign-ups is forgotten after thirty days. Returns how many."""
    late = Programme.objects.filter(signups__mergers__made_at__lt=clock.now() - UNDO_FOR)
    return sum(actions.forget_mergers(programme, by=WORKER) for programme in late.distinct())


def forget_lists() -> int:
    """Lists gathered elsewhere that nobody took in are forgotten after a day of real time. Returns how many."""
    old = SignupList.objects.filter(made_at__lt=clock.real_now() - KEPT).defer("rows")
    for held in old:
        actions.forget_list(held, by=WORKER)
    return len(old)
