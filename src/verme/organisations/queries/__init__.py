"""Finding organisations, who is what in them, and who is on their staff list."""

from verme.organisations.queries.roles import (
    active_roles,
    all_roles_of,
    coordinates,
    coordinators,
    network_roles_of,
    people_with_access,
    roles_of,
)
from verme.organisations.queries.staff import Judged, judge, known, roles_of_those_who_left, staff_counts, staff_list, waiting_imports
from verme.organisations.queries.tenants import Counts, counts, every, logo, logo_mark, staff_groups, units

__all__ = [
    "Counts", "Judged", "active_roles", "all_roles_of", "coordinates", "coordinators", "counts", "every", "judge", "known",
    "logo", "logo_mark", "network_roles_of", "people_with_access", "roles_of", "roles_of_those_who_left", "staff_counts",
    "staff_groups", "staff_list", "units", "waiting_imports",
]  # fmt: skip
