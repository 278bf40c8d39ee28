"""The register: who is a mentor, and what is known of their training."""

from typing import Any

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import tokens
from verme.kernel.refusals import Refused
from verme.mentors import queries, rules
from verme.mentors.models import Invitation, Mentor
from verme.mentors.terms import MentorRefusal, Training
from verme.organisations.models import Organisation
from verme.people.models import Person
from verme.people.rules import same_address

FIELDS = frozenset(
    {
        "name", "phone", "language", "unit", "training", "trained_by", "trained_in", "credits", "languages", "kinds", "areas", "is_visible",
        "practice",
    }
)  # fmt: skip


@transaction.atomic
def register(organisation: Organisation, *, email: str, by: Actor, **known: Any) -> Mentor:
    """Adds a mentor with the given FIELDS (name and training at least). Raises Refused(ALREADY)."""
    address = _free_address(organisation.pk, email)
    person = Person.objects.filter(email=address).first()
    mentor = Mentor.objects.create(organisation=organisation, email=address, person=person, **_only_fields(known))
    audit.record("mentor.registered", mentor, by=by, organisation=organisation.pk)
    return mentor


@transaction.atomic
def change(mentor: Mentor, *, email: str | None = None, by: Actor, **values: Any) -> Mentor:
    """Corrects the given FIELDS of a mentor. Raises Refused (ALREADY, HAS_OFFER).

    With another address the links that went to the old one stop working: they may have reached a stranger.
    """
    changes = dict(_only_fields(values))
    if email is not None and same_address(email) != mentor.email:
        address = _free_address(mentor.organisation_id, email)
        changes |= {"email": address, "person": Person.objects.filter(email=address).first()}
    held = Mentor.objects.select_for_update(of=("self",)).get(pk=mentor.pk)
    training = Training(changes.get("training", held.training))
    if (reason := rules.why_not_retire(training, has_offer=queries.has_open_offer(held))) is not None:
        raise Refused(reason)
    for column, value in changes.items():
        setattr(held, column, value)
    held.save(update_fields=sorted(changes))
    if "email" in changes:
        _spoil_links(held)
    audit.record("mentor.changed", held, by=by, organisation=held.organisation_id, fields=sorted(changes))
    return held


@transaction.atomic
def tie(person: Person, *, by: Actor) -> int:
    """At sign-in: register rows with the person's own, just proven, address become theirs. Returns how many."""
    rows = Mentor.objects.filter(email=person.email, person__isnull=True)
    tied = rows.update(person=person)
    if tied:
        audit.record("mentor.tied", person, by=by, rows=tied)
    return tied


@transaction.atomic
def follow(person: Person, *, by: Actor) -> int:
    """The person's register rows get the address that was just proven, but where another mentor has it. Returns how many.

    Links that went to the old address stop working, as after any other change of the address.
    """
    moved = 0
    for mentor in Mentor.objects.filter(person=person).exclude(email=person.email).order_by("organisation_id"):
        try:
            mentor.email = _free_address(mentor.organisation_id, person.email)
        except Refused:
            continue
        mentor.save(update_fields=["email"])
        _spoil_links(mentor)
        moved += 1
    if moved:
        audit.record("mentor.address_changed", person, by=by, rows=moved)
    return moved


def _free_address(organisation_id: int, email: str) -> str:
    """The address in its one form, if no mentor of the organisation has it; the organisation stays locked."""
    Organisation.objects.select_for_update().get(pk=organisation_id)
    address = same_address(email)
    if Mentor.objects.filter(organisation=organisation_id, email=address).exists():
        raise Refused(MentorRefusal.ALREADY)
    return address


def _spoil_links(mentor: Mentor) -> None:
    for invitation in Invitation.objects.filter(mentor=mentor):
        invitation.digest, invitation.reminded_at = tokens.digest(tokens.new()), None
        invitation.save(update_fields=["digest", "reminded_at"])


def _only_fields(values: dict[str, Any]) -> dict[str, Any]:
    if strange := set(values) - FIELDS:
        raise TypeError(f"not a field of the register: {sorted(strange)}")
    return values
