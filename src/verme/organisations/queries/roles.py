"""Who is what in an organisation."""

from django.db.models import QuerySet

from verme.organisations.models import Organisation, Role
from verme.organisations.terms import RoleKind
from verme.people.models import Person

# Which role shows first in the masthead and acts in the log.
ORDER = [RoleKind.COORDINATOR, RoleKind.APPROVER, RoleKind.MANAGER, RoleKind.PAYROLL, RoleKind.PRINCIPAL, RoleKind.DPO, RoleKind.NETWORK]


def active_roles() -> QuerySet[Role]:
    """Roles that have not ended."""
    return Role.objects.filter(ended_at__isnull=True)


def roles_of(person: Person, slug: str) -> list[Role]:
    """The person's roles in the organisation with this address, the one with most rights first; empty for strangers to it."""
    roles = active_roles().filter(person=person, organisation__slug=slug).select_related("organisation", "unit")
    return sorted(roles, key=lambda role: ORDER.index(RoleKind(role.kind)))


def all_roles_of(person: Person) -> list[Role]:
    """All the person's roles everywhere, by organisation."""
    roles = active_roles().filter(person=person).select_related("organisation", "unit").order_by("organisation_id")
    return sorted(roles, key=lambda role: (role.organisation_id or 0, ORDER.index(RoleKind(role.kind))))


def network_roles_of(person: Person) -> list[Role]:
    """The person's roles in the network itself."""
    return list(active_roles().filter(person=person, organisation__isnull=True))


def coordinators(organisation: Organisation) -> list[Person]:
    """The organisation's coordinators, in the order they were named."""
    roles = (
        active_roles().filter(organisation=organisation, kind=RoleKind.COORDINATOR).select_related("person").order_by("granted_at", "id")
    )
    return [role.person for role in roles]


def coordinates(person: Person) -> bool:
    """Whether the person coordinates somewhere."""
    return active_roles().filter(person=person, kind=RoleKind.COORDINATOR).exists()


def people_with_access(organisation: Organisation) -> QuerySet[Role]:
    """The organisation's roles with their people and units, by name; a principal's unit with them."""
    return active_roles().filter(organisation=organisation).select_related("person", "unit").order_by("person__name", "person_id", "id")
