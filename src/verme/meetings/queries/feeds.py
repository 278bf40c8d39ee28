"""Whose calendar an address is."""

from verme.kernel import tokens
from verme.meetings.models import Feed
from verme.people.models import Person


def feed_of(secret: str) -> Person | None:
    """The person whose calendar this secret address shows. None for an unknown one, for one that was reset, for who may not sign in."""
    held = Feed.objects.filter(digest=tokens.digest(secret), ended_at__isnull=True, person__is_active=True).select_related("person").first()
    return held.person if held else None


def has_feed(person: Person) -> bool:
    """Whether some calendar may fetch this person's meetings now."""
    return Feed.objects.filter(person=person, ended_at__isnull=True).exists()
