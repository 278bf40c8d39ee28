"""When people can come, as counts."""

from django.db.models import Count, Q

from verme.programmes.models import Programme, Slot
from verme.signups.terms import ACTIVE


def suitable(programme: Programme) -> list[tuple[Slot, int]]:
    """Each weekly time in order, with how many standing sign-ups it fits well or if needed; in one query."""
    fits = Count("answers", filter=Q(answers__signup__state__in=ACTIVE))
    return [(slot, slot.fits) for slot in programme.slots.annotate(fits=fits)]
