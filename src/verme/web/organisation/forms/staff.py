"""The staff list: looking for somebody, what the columns of a file hold, units that are not here yet, taking it into use."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from verme.organisations import staff_rows
from verme.organisations.models import StaffImport
from verme.organisations.staff_rows import Field
from verme.organisations.terms import FileRefusal, Level, StaffField
from verme.web.ui.file_form import heading


class SearchForm(forms.Form):
    """Words that somebody's row must have."""

    haku = forms.CharField(
        label=_("Name, email, number or school"), required=False, max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    @property
    def words(self) -> str:
        """What was asked for; nothing where it cannot be asked for."""
        return str(self.cleaned_data["haku"]) if self.is_valid() else ""


class ColumnsForm(forms.Form):
    """Which column holds what: as guessed from the headings, until somebody says otherwise."""

    def __init__(self, data: Mapping[str, Any] | None, *, held: StaffImport) -> None:
        super().__init__(data)
        table = held.table
        matching = staff_rows.match(table.header.cells)
        guessed: Mapping[Field, int | None] = held.chosen if held.columns else matching.columns
        choices = [("", _("Not in the file")), *((str(index), heading(table, index)) for index in range(len(table.header.cells)))]
        for field in Field:
            made = self.fields[field.value] = forms.ChoiceField(label=StaffField(field.value).label, required=False, choices=choices)
            if field in matching.twice:
                twice = FileRefusal.TWO_COLUMNS.label % {"column": table.header.cells[matching.columns[field]]}
                made.help_text = twice
            elif (index := guessed.get(field)) is not None:
                made.initial = str(index)

    def clean(self) -> dict[str, Any]:
        """No column holds two things."""
        given = super().clean() or {}
        chosen = Counter(value for value in given.values() if value)
        for name in [name for name, value in given.items() if chosen[value] > 1 and value]:
            self.add_error(name, _("The same column was chosen twice."))
        return given

    @property
    def columns(self) -> dict[Field, int]:
        """What the action takes."""
        return {field: int(self.cleaned_data[field.value]) for field in Field if self.cleaned_data[field.value]}


class TakeInForm(forms.Form):
    """A yes to exactly what was seen; `skip` when faulty rows are left out."""

    seen = forms.CharField(max_length=64)
    skip = forms.CharField(required=False, max_length=10)


class NewUnitsForm(forms.Form):
    """Schools and units of the file that are not here yet: the level of each that shall be added."""

    def __init__(self, data: Mapping[str, Any] | None, *, names: Mapping[str, str]) -> None:
        """`names`: unit → what helps to decide about it."""
        super().__init__(data)
        levels = [("", _("Do not add")), *((level.value, capfirst(str(level.label))) for level in Level)]
        self.names = {f"unit_{number}": name for number, name in enumerate(names)}
        for key, name in self.names.items():
            self.fields[key] = forms.ChoiceField(label=name, help_text=names[name], required=False, choices=levels)

    @property
    def units(self) -> dict[str, Level]:
        """What the action takes."""
        return {name: Level(self.cleaned_data[key]) for key, name in self.names.items() if self.cleaned_data[key]}
