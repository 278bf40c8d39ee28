"""Giving somebody a role."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from verme.kernel.texts import OWN_NAMES
from verme.organisations.models import Organisation
from verme.organisations.terms import ROLE_PERMISSIONS, Permission, RoleKind
from verme.web.ui.choice_fields import offer

KINDS = [kind for kind in RoleKind if kind != RoleKind.NETWORK]


def powers() -> list[tuple[str, list[str]]]:
    """What each role may do, read off the policy table, in its order."""
    return [(capfirst(str(kind.label)), [str(right.label) for right in Permission if right in ROLE_PERMISSIONS[kind]]) for kind in KINDS]


class RoleForm(forms.Form):
    """Who, and what they may do here."""

    kind = forms.ChoiceField(
        label=_("Role"),
        choices=[(kind.value, capfirst(kind.label)) for kind in KINDS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the role")},
    )
    unit = forms.ChoiceField(label=_("The principal's school or unit"), help_text=_("Only for principals."), required=False)
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write the name")},
    )
    email = forms.EmailField(
        label=_("Email"),
        help_text=_("The person signs in with it, and a letter tells about the role."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter the email address"),
            "invalid": _("Enter the email address in the form name@example.fi"),
        },
    )
    language = forms.ChoiceField(label=_("Language of letters"), choices=list(OWN_NAMES.items()), widget=forms.RadioSelect)

    def __init__(self, data: Mapping[str, Any] | None, *, house: Organisation) -> None:
        super().__init__(data, initial={"language": house.first_language})
        self.units = {str(unit.pk): unit for unit in house.units.filter(is_closed=False)}
        offer(self, "unit", [("", "–"), *((key, unit.name) for key, unit in self.units.items())])

    def values(self) -> dict[str, Any]:
        """What the action takes; the unit counts for principals only."""
        kind = RoleKind(self.cleaned_data["kind"])
        person = {name: self.cleaned_data[name] for name in ("email", "name", "language")}
        return {**person, "kind": kind, "unit": self.units.get(self.cleaned_data["unit"]) if kind == RoleKind.PRINCIPAL else None}
