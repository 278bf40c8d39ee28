"""When people can come and when mentors can, as counts."""

from django.db.models import Count, Q

from verme.programmes.models import Programme, Slot
from verme.signups.terms import ACTIVE


def suitable(programme: Programme) -> list[tuple[Slot, int]]:
    """Each weekly time in order, with how many standing sign-ups it fits well or if needed; in one query."""
    fits = Count("answers", filter=Q(answers__signup__state__in=ACTIVE))
    return [(slot, slot.fits) for slot in programme.slots.annotate(fits=fits)]


def offered(programme: Programme) -> list[tuple[Slot, int]]:
    """Each weekly time in order, with how many standing mentor entries offer it; in one query."""
    entries = Count("mentor_entries", filter=Q(mentor_entries__withdrawn_at__isnull=True), distinct=True)
    return [(slot, slot.entries) for slot in programme.slots.annotate(entries=entries)]
