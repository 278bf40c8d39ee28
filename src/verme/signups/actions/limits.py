"""Limits against abuse, counted in the database so that they hold over all workers; in real time."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F

from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.signups import rules
from verme.signups.models import Counter
from verme.signups.terms import ApplyRefusal

KEPT = timedelta(days=1)


@transaction.atomic
def knock(network: str) -> None:
    """Counts one sent form from this network. Raises Refused(RATE, minutes=…) above 600 an hour; then it is not counted."""
    now = clock.real_now()
    key, minute = f"signup:{network}", now.replace(second=0, microsecond=0)
    counted = Counter.objects.filter(key=key, minute__gt=now - rules.NETWORK_WINDOW).values_list("minute", "count")
    if (minutes := rules.minutes_to_wait(counted, now)) > 0:
        raise Refused(ApplyRefusal.RATE, minutes=minutes)
    row, _ = Counter.objects.get_or_create(key=key, minute=minute)
    Counter.objects.filter(pk=row.pk).update(count=F("count") + 1)


@transaction.atomic
def forget_old() -> int:
    """Counters older than a day are gone: they hold addresses. Returns how many."""
    return Counter.objects.filter(minute__lt=clock.real_now() - KEPT).delete()[0]
