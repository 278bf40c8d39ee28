"""What one mentor's group is: a choice among what the mentor offers."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from verme.groups.models import DraftGroup
from verme.kernel.texts import OWN_NAMES
from verme.mentors.models import MentorEntry
from verme.organisations.models import Organisation
from verme.web.ui.choice_fields import offer

PARTS = ("theme", "slot", "place")


class OptionForm(forms.Form):
    """Theme, time, place and language of a group. What has only one choice is chosen."""

    theme = forms.ChoiceField(label=_("Theme"), widget=forms.RadioSelect)
    slot = forms.ChoiceField(label=_("Weekly time"), widget=forms.RadioSelect)
    place = forms.ChoiceField(label=_("Place"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language"), widget=forms.RadioSelect)
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, entry: MentorEntry | None, group: DraftGroup | None, revision: int, house: Organisation) -> None:
        """`entry` is None when the mentor has taken the offer back: then the group can only be taken apart."""
        super().__init__(data, initial=_initial(group, revision))
        self.entry, self.group = entry, group
        self.is_closing = bool(data) and "close" in data
        language, first = (get_language() or "fi")[:2], house.first_language
        rows = {name: list(getattr(entry, f"{name}s").all()) if entry else [] for name in PARTS}
        self.rows = {name: {str(row.pk): row for row in found} for name, found in rows.items()}
        words = {
            "theme": [(str(row.pk), row.title_in(language, first)) for row in rows["theme"]],
            "slot": [(str(row.pk), row.words_in(language)) for row in rows["slot"]],
            "place": [(str(row.pk), row.name_in(language, first)) for row in rows["place"]],
            "language": [(code, OWN_NAMES.get(code, code)) for code in (entry.languages if entry else [])],
        }
        for name, choices in words.items():
            offer(self, name, choices)
            self.fields[name].required = not self.is_closing
            if len(choices) == 1:
                self.initial.setdefault(name, choices[0][0])

    def option(self) -> dict[str, Any]:
        """The chosen rows."""
        return {**{name: self.rows[name][self.cleaned_data[name]] for name in PARTS}, "language": self.cleaned_data["language"]}


def _initial(group: DraftGroup | None, revision: int) -> dict[str, Any]:
    if group is None:
        return {"revision": revision}
    return {"revision": revision, "language": group.language, **{name: str(getattr(group, f"{name}_id")) for name in PARTS}}
