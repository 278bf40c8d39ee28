"""Who was there: present or absent for everyone, nothing else."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verme.groups.models import Seat

HERE, AWAY = "yes", "no"
ANSWERS = [(HERE, _("Present")), (AWAY, _("Absent"))]
MISSING = dict.fromkeys(("required", "invalid_choice"), _("Choose present or absent."))


class VersionForm(forms.Form):
    """The version of the attendance that the writer has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1_000_000)


class AttendanceForm(VersionForm):
    """A row for each seat, and the version."""

    def __init__(
        self, data: Any = None, *, seats: Sequence[Seat], stored: Mapping[int, bool], version: int, excused: Collection[int]
    ) -> None:
        """`stored`: what stands about each seat; `excused`: who has said that they cannot come."""
        chosen = {field_of(seat): HERE if stored[seat.pk] else AWAY for seat in seats if seat.pk in stored}
        super().__init__(data, initial={"version": version, **chosen}, auto_id="%s")
        self.seats = seats
        for seat in seats:
            note = _("said: can't come") if seat.pk in excused else ""
            self.fields[field_of(seat)] = forms.ChoiceField(
                label=seat.signup.name, help_text=note, choices=ANSWERS, widget=forms.RadioSelect, error_messages=MISSING
            )

    @property
    def rows(self) -> list[forms.BoundField]:
        """The fields of the seats, in the order of names."""
        return [self[field_of(seat)] for seat in self.seats]

    @property
    def there(self) -> dict[int, bool]:
        """Seat → present, of a form that is valid."""
        return {seat.pk: self.cleaned_data[field_of(seat)] == HERE for seat in self.seats}

    @property
    def version_seen(self) -> int:
        """The version that the writer has seen."""
        return int(self.cleaned_data["version"])


def field_of(seat: Seat) -> str:
    """The name of a seat's field."""
    return f"p{seat.pk}"
