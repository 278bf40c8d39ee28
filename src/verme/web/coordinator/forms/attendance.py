"""Which mentors were there: present or absent for everyone, nothing else."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verme.mentors.models import Mentor

HERE, AWAY = "yes", "no"
ANSWERS = [(HERE, _("Present")), (AWAY, _("Absent"))]
MISSING = dict.fromkeys(("required", "invalid_choice"), _("Choose present or absent."))


class MentorsForm(forms.Form):
    """A row for each mentor, and the version of the attendance that the writer has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1_000_000)

    def __init__(self, data: Any, *, mentors: Sequence[Mentor], stored: Mapping[int, bool], version: int) -> None:
        """`stored`: what stands about each mentor."""
        chosen = {f"m{mentor}": HERE if was_there else AWAY for mentor, was_there in stored.items()}
        super().__init__(self._all(data, mentors), initial={"version": version, **chosen}, auto_id="%s")
        self.mentors = mentors
        for mentor in mentors:
            self.fields[f"m{mentor.pk}"] = forms.ChoiceField(
                label=mentor.name, choices=ANSWERS, widget=forms.RadioSelect, error_messages=MISSING
            )

    @staticmethod
    def _all(data: Any, mentors: Sequence[Mentor]) -> Any:
        """The same; with "all" everybody is present."""
        if data is None or "all" not in data:
            return data
        filled = data.copy()
        for mentor in mentors:
            filled[f"m{mentor.pk}"] = HERE
        return filled

    @property
    def rows(self) -> list[forms.BoundField]:
        """The fields of the mentors, in the order of names."""
        return [self[f"m{mentor.pk}"] for mentor in self.mentors]

    @property
    def there(self) -> dict[int, bool]:
        """Mentor → present, of a form that is valid."""
        return {mentor.pk: self.cleaned_data[f"m{mentor.pk}"] == HERE for mentor in self.mentors}
