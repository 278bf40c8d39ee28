"""The secret address of one's own calendar."""

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import clock, tokens
from verme.meetings.models import Feed
from verme.people.models import Person


@transaction.atomic
def open_feed(person: Person, *, by: Actor) -> str:
    """A new secret address; an earlier one ends. Returns the secret: only its digest is kept."""
    Person.objects.select_for_update().get(pk=person.pk)
    is_new = not Feed.objects.filter(person=person, ended_at__isnull=True).update(ended_at=clock.now())
    secret = tokens.new()
    made = Feed.objects.create(person=person, digest=tokens.digest(secret))
    audit.record("feed.opened", made, by=by, is_new=is_new)
    return secret


@transaction.atomic
def close_feed(person: Person, *, by: Actor) -> None:
    """The address shows nothing any more. Closed already: nothing changes."""
    Person.objects.select_for_update().get(pk=person.pk)
    held = Feed.objects.filter(person=person, ended_at__isnull=True).first()
    if held is None:
        return
    held.ended_at = clock.now()
    held.save(update_fields=["ended_at"])
    audit.record("feed.withdrawn", held, by=by)
