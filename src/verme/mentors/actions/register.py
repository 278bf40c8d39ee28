"""The register: who is a mentor, and what is known of their training."""

from typing import Any

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel.refusals import Refused
from verme.mentors.models import Mentor
from verme.mentors.terms import MentorRefusal
from verme.organisations.models import Organisation
from verme.people.models import Person
from verme.people.rules import same_address

FIELDS = frozenset(
    {
        "name", "phone", "language", "unit", "training", "trained_by", "trained_in", "credits", "languages", "kinds", "areas", "is_visible",
    }
)  # fmt: skip


@transaction.atomic
def register(organisation: Organisation, *, email: str, by: Actor, **known: Any) -> Mentor:
    """Adds a mentor with the given FIELDS (name and training at least). Raises Refused(ALREADY)."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    address = same_address(email)
    if Mentor.objects.filter(organisation=organisation, email=address).exists():
        raise Refused(MentorRefusal.ALREADY)
    person = Person.objects.filter(email=address).first()
    mentor = Mentor.objects.create(organisation=organisation, email=address, person=person, **_only_fields(known))
    audit.record("mentor.registered", mentor, by=by, organisation=organisation.pk)
    return mentor


@transaction.atomic
def change(mentor: Mentor, *, by: Actor, **values: Any) -> Mentor:
    """Corrects the given FIELDS of a mentor."""
    held = Mentor.objects.select_for_update(of=("self",)).get(pk=mentor.pk)
    for column, value in _only_fields(values).items():
        setattr(held, column, value)
    held.save(update_fields=sorted(values))
    audit.record("mentor.changed", held, by=by, organisation=held.organisation_id, fields=sorted(values))
    return held


@transaction.atomic
def tie(person: Person, *, by: Actor) -> int:
    """At sign-in: register rows with the person's own, just proven, address become theirs. Returns how many."""
    rows = Mentor.objects.filter(email=person.email, person__isnull=True)
    tied = rows.update(person=person)
    if tied:
        audit.record("mentor.tied", person, by=by, rows=tied)
    return tied


def _only_fields(values: dict[str, Any]) -> dict[str, Any]:
    if strange := set(values) - FIELDS:
        raise TypeError(f"not a field of the register: {sorted(strange)}")
    return values
