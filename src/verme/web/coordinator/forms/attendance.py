"""Who was there: present or absent for everyone, nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verme.groups.models import Seat
from verme.mentors.models import Mentor

HERE, AWAY = "yes", "no"
ANSWERS = [(HERE, gettext_lazy("Present")), (AWAY, gettext_lazy("Absent"))]
MISSING = dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose present or absent."))
FILLS = {"all": HERE, "none": AWAY}  # the buttons that fill the form in; they save nothing


@dataclass(frozen=True)
class Part:
    """The rows of the mentors, or of one group."""

    title: str
    rows: Sequence[forms.BoundField]


class CommonForm(forms.Form):
    """A row for each mentor and each participant, and the version of the attendance that the writer has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1_000_000)

    def __init__(
        self,
        data: Any,
        *,
        mentors: Mapping[Mentor, bool | None],
        seats: Mapping[Seat, bool | None],
        version: int,
    ) -> None:
        """`mentors` and `seats` → what stands about them, None for nothing yet."""
        self.mentors = {f"m{mentor.pk}": mentor for mentor in mentors}
        self.seats = {f"p{seat.pk}": seat for seat in seats}
        stood = {f"m{mentor.pk}": was for mentor, was in mentors.items()} | {f"p{seat.pk}": was for seat, was in seats.items()}
        chosen = {name: HERE if was else AWAY for name, was in stood.items() if was is not None}
        super().__init__(self._filled(data), initial={"version": version, **chosen}, auto_id="%s")
        names = {name: mentor.name for name, mentor in self.mentors.items()}
        for name, label in (names | {name: seat.signup.name for name, seat in self.seats.items()}).items():
            self.fields[name] = forms.ChoiceField(label=label, choices=ANSWERS, widget=forms.RadioSelect, error_messages=MISSING)

    def _filled(self, data: Any) -> Any:
        """The same; with "all" or "none" about everybody."""
        answer = next((answer for button, answer in FILLS.items() if data is not None and button in data), None)
        if answer is None:
            return data
        filled = data.copy()
        for name in (*self.mentors, *self.seats):
            filled[name] = answer
        return filled

    @property
    def is_filling(self) -> bool:
        """Whether the form was only asked to be filled in."""
        return any(button in self.data for button in FILLS)

    @property
    def parts(self) -> Iterator[Part]:
        """The mentors, then the groups by letter, each by name."""
        if self.mentors:
            yield Part(_("Mentors"), [self[name] for name in self.mentors])
        for letter, names in groupby(self.seats, key=lambda name: self.seats[name].group.letter):
            yield Part(_("Group %(letter)s") % {"letter": letter}, [self[name] for name in names])

    @property
    def mentors_there(self) -> dict[int, bool]:
        """Mentor → present, of a form that is valid."""
        return {mentor.pk: self.cleaned_data[name] == HERE for name, mentor in self.mentors.items()}

    @property
    def seats_there(self) -> dict[int, bool]:
        """Seat → present, of a form that is valid."""
        return {seat.pk: self.cleaned_data[name] == HERE for name, seat in self.seats.items()}
