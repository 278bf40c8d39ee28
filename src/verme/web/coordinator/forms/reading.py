"""Whom a text means."""

from typing import Any

from django import forms

from verme.groups.queries import Meant
from verme.web.ui.choice_fields import offer


class ReadingForm(forms.Form):
    """Likely matches as ticks; everybody else behind a list. No tick: nobody of those who are here."""

    likely = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    other = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any, *, meant: Meant) -> None:
        chosen = {
            "likely": [key for key, _ in meant.likely if key in meant.chosen],
            "other": [key for key, _ in meant.others if key in meant.chosen],
        }
        super().__init__(data, initial=chosen)
        for name, choices in (("likely", meant.likely), ("other", meant.others)):
            offer(self, name, list(choices))

    def meant(self) -> list[str]:
        """The ids that were ticked."""
        return [*self.cleaned_data["likely"], *self.cleaned_data["other"]]
