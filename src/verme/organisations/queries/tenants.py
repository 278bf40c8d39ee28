"""Finding organisations and what stands on their pages."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from verme.organisations.models import Logo, Organisation, StaffGroup, Unit
from verme.organisations.queries.roles import active_roles

LISTED = Count("staff", filter=Q(staff__is_listed=True))


def every() -> QuerySet[Organisation]:
    """All organisations of the installation, in the order they came."""
    return Organisation.objects.order_by("id")


def logo(slug: str) -> Logo | None:
    """The picture of the organisation with this address."""
    return Logo.objects.filter(organisation__slug=slug).first()


def logo_mark(organisation: Organisation) -> str:
    """The beginning of the picture's digest, which changes with the picture; empty where there is none. The picture is not loaded."""
    digest = Logo.objects.filter(organisation=organisation).values_list("digest", flat=True).first()
    return digest[:12] if digest else ""


def units(organisation: Organisation) -> QuerySet[Unit]:
    """Open ones first, by name; `listed` is how many of the staff list work there."""
    return organisation.units.annotate(listed=LISTED).order_by("is_closed", "name")


def staff_groups(organisation: Organisation) -> QuerySet[StaffGroup]:
    """Open ones first, in their order; `listed` is how many of the staff list belong to it."""
    return organisation.staff_groups.annotate(listed=LISTED).order_by("is_closed", "order", "key")


@dataclass(frozen=True)
class Counts:
    """How much of everything an organisation has now."""

    units: int
    staff_groups: int
    people: int  # with a role
    staff: int


def counts(organisation: Organisation) -> Counts:
    """What is open, in force and listed. Four queries."""
    return Counts(
        units=organisation.units.filter(is_closed=False).count(),
        staff_groups=organisation.staff_groups.filter(is_closed=False).count(),
        people=active_roles().filter(organisation=organisation).values("person").distinct().count(),
        staff=organisation.staff.filter(is_listed=True).count(),
    )
