"""A sign-up becomes a person's own when the address is proven: at sign-in, or by the button of the letter's page."""

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.people.models import Person
from verme.signups.models import Signup


@transaction.atomic
def tie(person: Person, *, by: Actor) -> int:
    """All sign-ups with the person's own, just proven, address become theirs. Returns how many were new."""
    tied = Signup.objects.filter(address=person.email, person__isnull=True).update(person=person)
    if tied:
        audit.record("signup.tied", person, by=by, rows=tied)
    return tied
