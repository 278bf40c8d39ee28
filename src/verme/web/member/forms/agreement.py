"""What a mentor writes with the group: the agreement's language and sections, the plan of activities."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verme.agreements.rules import PlanLine, Section
from verme.kernel.texts import LANGUAGES, OWN_NAMES
from verme.web.ui.section_fields import SectionsForm

LINES_MOST = 20


class DraftForm(SectionsForm):
    """The agreement as it is being written."""

    language = forms.ChoiceField(
        label=_("Language of the agreement"),
        choices=[(code, OWN_NAMES[code]) for code in LANGUAGES],
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose the language of the agreement")),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, sections: Sequence[Section], revision: int, language: str) -> None:
        super().__init__(data, sections=sections, revision=revision, language=language)
        self.initial["language"] = language


class OfferForm(forms.Form):
    """Which version is offered, of which draft: what was seen."""

    number = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class AcceptForm(forms.Form):
    """Which version is accepted: the one that was read."""

    number = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class PlanForm(forms.Form):
    """One line a meeting: theme, and who brings what."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, Any] | None, *, lines: Sequence[PlanLine], revision: int, count: int, days: Sequence[date] = ()
    ) -> None:
        """`days`: when the group's meetings are, as far as they are known."""
        super().__init__(data, initial={"revision": revision})
        self.days = days
        sent = sum(name.startswith("theme_") for name in data or ())
        self.count = min(max(count, len(lines) + 1, len(days), sent), LINES_MOST)
        for number in range(self.count):
            line = lines[number] if number < len(lines) else PlanLine("", "")
            self.fields[f"theme_{number}"] = _line(_("Theme"), line.theme)
            self.fields[f"brings_{number}"] = _line(_("Who brings what"), line.brings)

    @property
    def rows(self) -> list[tuple[int, date | None, forms.BoundField, forms.BoundField]]:
        """Number and day of the meeting, and its fields."""
        days = [*self.days, *[None] * self.count]
        return [(n + 1, days[n], self[f"theme_{n}"], self[f"brings_{n}"]) for n in range(self.count)]

    def lines(self) -> list[PlanLine]:
        """What was written."""
        return [PlanLine(self.cleaned_data[f"theme_{n}"], self.cleaned_data[f"brings_{n}"]) for n in range(self.count)]


def _line(label: Any, text: str) -> forms.CharField:
    widget = forms.TextInput({"autocomplete": "off", "spellcheck": "true"})
    return forms.CharField(label=label, required=False, max_length=200, initial=text, widget=widget)
