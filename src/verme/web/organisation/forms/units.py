"""Schools and other units, and staff groups."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from verme.organisations.models import Organisation, StaffGroup, Unit
from verme.organisations.terms import Level, WorkingTime
from verme.web.ui.choice_fields import offer
from verme.web.ui.text_fields import initial_texts, text_fields, texts

CLOSED = _("It is not offered any more. People of the staff list and of earlier years keep it.")


class UnitForm(forms.Form):
    """A school or another place of work."""

    name = forms.CharField(
        label=_("Name"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write the name")},
    )
    level = forms.ChoiceField(label=_("Level"), error_messages={"required": _("Choose the level")})
    town = forms.CharField(
        label=_("Town or district"), required=False, max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, data: Mapping[str, Any] | None, *, unit: Unit | None = None) -> None:
        held = {name: getattr(unit, name) for name in ("name", "level", "town", "is_closed")} if unit else {}
        super().__init__(data, initial=held)
        levels = [(level.value, capfirst(str(level.label))) for level in Level]
        offer(self, "level", levels if unit else [("", _("Choose the level")), *levels])
        if unit:
            self.fields["is_closed"] = forms.BooleanField(label=_("Closed"), help_text=CLOSED, required=False)

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {**self.cleaned_data, "level": Level(self.cleaned_data["level"])}


class StaffGroupForm(forms.Form):
    """A group of staff as this organisation names it."""

    def __init__(self, data: Mapping[str, Any] | None, *, house: Organisation, group: StaffGroup | None = None) -> None:
        held = {"working_time": group.working_time, "is_closed": group.is_closed, **initial_texts("names", group.names)} if group else {}
        super().__init__(data, initial=held)
        self.house, self.group = house, group
        self.fields |= text_fields(house.languages, "names", _("Name"), required=_("Write the name"), max_length=100)
        self.fields["working_time"] = forms.ChoiceField(
            label=_("Working-time form"),
            help_text=_("It decides what taking part earns by the operating model."),
            choices=[(form.value, capfirst(str(form.label))) for form in WorkingTime],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one")},
        )
        if group:
            self.fields["is_closed"] = forms.BooleanField(label=_("Closed"), help_text=CLOSED, required=False)

    @property
    def own_names(self) -> list[forms.BoundField]:
        """The name in each language."""
        return [self[f"names_{language}"] for language in self.house.languages]

    def values(self) -> dict[str, Any]:
        """What the actions take. Names in languages that are not in use now stay as they are."""
        held = self.group.names if self.group else {}
        given = {
            "names": {**held, **texts(self, "names", self.house.languages)},
            "working_time": WorkingTime(self.cleaned_data["working_time"]),
        }
        return {**given, "is_closed": self.cleaned_data["is_closed"]} if self.group else given
