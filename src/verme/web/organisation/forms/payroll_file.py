"""The form of an organisation's payroll file: a preset, what of it is changed, and payroll's own codes."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verme.compensation.rules import FORMATS, Format
from verme.compensation.terms import Column, DateForm, DecimalSign, Encoding, LineEnd, Preset, Quoting, Separator, WorkKind
from verme.organisations.models import Unit
from verme.programmes.models import Programme
from verme.web.ui.choice_fields import offer
from verme.web.ui.text_fields import Words

CODE = {"class": "w-s", "autocomplete": "off", "spellcheck": "false"}
PARTS = ("separator", "quoting", "encoding", "line_end", "decimal_sign", "date_form")
MARK = " = "


def _codes(label: Words, *, length: int = 20) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=length, widget=forms.TextInput(attrs=CODE))


class PresetForm(forms.Form):
    """Which system the file is for."""

    preset = forms.ChoiceField(label=_("Payroll system"), choices=Preset.choices, widget=forms.RadioSelect)


class FormatForm(forms.Form):
    """Everything of one preset, with payroll's codes."""

    columns = forms.CharField(
        label=_("Columns, one a line in the order of the file"),
        help_text=_("After = stands the heading, if the file has a row of headings."),
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        error_messages={"required": _("Choose at least the personnel number and the number of units.")},
    )
    separator = forms.ChoiceField(label=_("Separator"), choices=Separator.choices)
    quoting = forms.ChoiceField(label=_("Quotation marks"), choices=Quoting.choices)
    has_header = forms.BooleanField(label=_("The first row has headings"), required=False)
    encoding = forms.ChoiceField(label=_("Characters"), choices=Encoding.choices)
    line_end = forms.ChoiceField(label=_("End of a line"), choices=LineEnd.choices)
    decimal_sign = forms.ChoiceField(label=_("Decimal sign"), choices=DecimalSign.choices)
    date_form = forms.ChoiceField(label=_("Form of a day"), choices=DateForm.choices)
    account = _codes(_("Account"))
    cost_centre = _codes(_("Cost centre, unless something else is said below"), length=40)

    def __init__(self, data: Any, *, made: Format, units: list[Unit], programmes: list[Programme], language: str) -> None:
        self.made, self.units, self.programmes = made, units, programmes
        super().__init__(data, initial=self._initial(made))
        for kind in WorkKind:
            self.fields[f"type_{kind}"] = _codes(kind.label)
        for unit in units:
            self.fields[f"unit_{unit.pk}"] = _codes(unit.name, length=40)
        for programme in programmes:
            self.fields[f"programme_{programme.pk}"] = _codes(programme.title_in(language), length=40)
        if made.is_workbook:
            for name in (*PARTS, "has_header"):
                del self.fields[name]
        else:
            offer(self, "separator", Separator.choices)

    def _initial(self, made: Format) -> dict[str, object]:
        lines = [f"{column.label}{MARK}{heading}" if heading else str(column.label) for column, heading in made.columns]
        return {
            "columns": "\n".join(lines),
            **{name: getattr(made, name) for name in (*PARTS, "has_header", "account", "cost_centre")},
            **{f"type_{kind}": made.salary_types.get(kind, "") for kind in WorkKind},
            **{f"unit_{key}": code for key, code in made.unit_centres.items()},
            **{f"programme_{key}": code for key, code in made.programme_centres.items()},
        }

    def clean_columns(self) -> tuple[tuple[Column, str], ...]:
        """The columns by their names. Raises ValidationError with the line that names none."""
        known = {str(column.label).casefold(): column for column in Column} | {column.value: column for column in Column}
        found = []
        for line in self.cleaned_data["columns"].splitlines():
            if not line.strip():
                continue
            name, _mark, heading = line.partition(MARK.strip())
            column = known.get(name.strip().casefold())
            if column is None:
                raise forms.ValidationError(_("There is no column called “%(name)s”."), params={"name": name.strip()})
            found.append((column, heading.strip()))
        return tuple(found)

    @property
    def value(self) -> Format:
        """The format as it was chosen."""
        given = self.cleaned_data
        parts = {name: given[name] for name in (*PARTS, "has_header") if name in given}
        return Format(
            preset=self.made.preset,
            columns=given["columns"],
            has_header=parts.pop("has_header", True),
            salary_types={kind.value: given[f"type_{kind}"] for kind in WorkKind if given[f"type_{kind}"]},
            unit_centres={unit.pk: given[f"unit_{unit.pk}"] for unit in self.units if given[f"unit_{unit.pk}"]},
            programme_centres={each.pk: given[f"programme_{each.pk}"] for each in self.programmes if given[f"programme_{each.pk}"]},
            cost_centre=given["cost_centre"],
            account=given["account"],
            **parts,
        )

    def types(self) -> Iterator[forms.BoundField]:
        """The fields of salary types."""
        return (self[f"type_{kind}"] for kind in WorkKind)

    def centres(self) -> Iterator[forms.BoundField]:
        """The fields of cost centres by programme and unit."""
        return (self[name] for name in self.fields if name.startswith(("programme_", "unit_")))


def beginning(preset: str, before: Format) -> Format:
    """A preset as a beginning, with the codes that were chosen before."""
    fresh = FORMATS[Preset(preset)]
    kept = ("salary_types", "cost_centre", "unit_centres", "programme_centres", "account")
    return Format(**{**fresh.__dict__, **{name: getattr(before, name) for name in kept}})
