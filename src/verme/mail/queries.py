"""Reading the outbox."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from verme.mail.models import Letter


def of_organisation(organisation_id: int) -> QuerySet[Letter]:
    """An organisation's letters, newest first; secrets (sign-in codes) are not among them."""
    return Letter.objects.filter(organisation_id=organisation_id, is_secret=False).order_by("-id")


def newest() -> QuerySet[Letter]:
    """Every letter of the installation, newest first: only for the development post office."""
    return Letter.objects.order_by("-id")


def sent_since(address: str, kinds: Sequence[str], *, programme_id: int, since: datetime) -> bool:
    """Whether a letter of one of the kinds was written to this address, about this programme, after a moment."""
    return Letter.objects.filter(to_address__iexact=address, kind__in=kinds, programme_id=programme_id, written_at__gt=since).exists()
