"""The deeds of an organisation."""

from verme.organisations.actions.found import add, change, remove_logo, set_logo
from verme.organisations.actions.roles import appoint, end_role, grant_role
from verme.organisations.actions.staff_list import Imported, choose_columns, forget_staff_file, import_staff, receive_staff_file
from verme.organisations.actions.units import add_staff_group, add_unit, add_units, change_staff_group, change_unit

__all__ = [
    "Imported", "add", "add_staff_group", "add_unit", "add_units", "appoint", "change", "change_staff_group", "change_unit",
    "choose_columns", "end_role", "forget_staff_file", "grant_role", "import_staff", "receive_staff_file", "remove_logo", "set_logo",
]  # fmt: skip
