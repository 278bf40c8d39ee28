"""Limits against abuse, counted in the database so that they hold over all workers; real time."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Sum

from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.signups import rules
from verme.signups.models import Counter
from verme.signups.terms import ApplyRefusal


@transaction.atomic
def knock(network: str) -> None:
    """Counts one sent form from this network. Raises Refused(RATE) above 600 an hour; what was typed is kept by the page."""
    now = clock.real_now()
    key, minute = f"signup:{network}", now.replace(second=0, microsecond=0)
    row, _ = Counter.objects.get_or_create(key=key, minute=minute)
    Counter.objects.filter(pk=row.pk).update(count=F("count") + 1)
    total = Counter.objects.filter(key=key, minute__gt=now - rules.NETWORK_WINDOW).aggregate(sum=Sum("count"))["sum"] or 0
    if total > rules.NETWORK_LIMIT:
        raise Refused(ApplyRefusal.RATE)


def forget_old() -> int:
    """Counters older than a day are gone: they hold addresses."""
    return Counter.objects.filter(minute__lt=clock.real_now() - timedelta(days=1)).delete()[0]
