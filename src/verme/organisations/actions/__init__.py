"""The deeds of an organisation."""

from verme.organisations.actions.found import add, add_staff_group, add_unit, change, change_staff_group, change_unit, set_logo
from verme.organisations.actions.roles import end_role, grant_role

__all__ = ["add", "add_staff_group", "add_unit", "change", "change_staff_group", "change_unit", "end_role", "grant_role", "set_logo"]
