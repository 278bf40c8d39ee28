"""Who is what: roles are given and end; rights change at the next request."""

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.organisations import notices, rules
from verme.organisations.models import Organisation, Role, Unit
from verme.organisations.queries import active_roles
from verme.organisations.terms import RoleKind
from verme.people import actions as people
from verme.people.models import Person


@transaction.atomic
def grant_role(organisation: Organisation | None, *, person: Person, kind: RoleKind, unit: Unit | None = None, by: Actor) -> Role:
    """Gives a role and tells the person by letter. `organisation` is None only for the network. Raises Refused (ALREADY, NO_UNIT)."""
    if organisation is not None:
        Organisation.objects.select_for_update().get(pk=organisation.pk)
    has_it = active_roles().filter(person=person, organisation=organisation, kind=kind, unit=unit).exists()
    if (reason := rules.why_not_grant(kind, has_it=has_it, has_unit=unit is not None)) is not None:
        raise Refused(reason)
    role = Role.objects.create(person=person, organisation=organisation, kind=kind, unit=unit)
    audit.record("role.granted", role, by=by, organisation=organisation.pk if organisation else None, kind=kind)
    notices.role_granted(role)
    return role


@transaction.atomic
def appoint(
    organisation: Organisation, *, email: str, name: str, language: str, kind: RoleKind, unit: Unit | None = None, by: Actor
) -> Role:
    """Gives a role to whoever has this address: somebody new comes into being, somebody known is not altered. Raises as grant_role."""
    person = people.ensure(email, name=name, language=language, by=by)
    return grant_role(organisation, person=person, kind=kind, unit=unit, by=by)


@transaction.atomic
def end_role(role: Role, *, by: Actor) -> Role:
    """Ends a role now; ending an ended one changes nothing. Raises Refused(LAST_COORDINATOR)."""
    if role.organisation_id is not None:
        Organisation.objects.select_for_update().get(pk=role.organisation_id)
    held = Role.objects.select_for_update(of=("self",)).get(pk=role.pk)
    if held.ended_at is not None:
        return held
    coordinators = active_roles().filter(organisation=held.organisation, kind=RoleKind.COORDINATOR).count()
    if (reason := rules.why_not_end(RoleKind(held.kind), coordinators=coordinators)) is not None:
        raise Refused(reason)
    held.ended_at = clock.now()
    held.save(update_fields=["ended_at"])
    audit.record("role.ended", held, by=by, organisation=held.organisation_id, kind=held.kind)
    return held
