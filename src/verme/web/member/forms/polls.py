"""Asking about times, and answering."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verme.kernel import clock
from verme.kernel.dates import short_moment
from verme.meetings.queries import Asked
from verme.meetings.rules import Span
from verme.meetings.terms import Suits
from verme.web.member.forms.meetings import length_field, lengths
from verme.web.ui.choice_fields import offer
from verme.web.ui.near_days import NEAR_DAYS

ROWS = 5  # as many as anybody reads


class SuggestForm(forms.Form):
    """Up to five times, all of one length; an empty day is no time."""

    minutes = length_field()

    def __init__(self, data: Mapping[str, Any] | None, *, first: Sequence[Mapping[str, Any]], minutes: int) -> None:
        super().__init__(data, initial={"minutes": minutes})
        offer(self, "minutes", lengths(minutes))
        for row in range(1, max(ROWS, len(first)) + 1):
            known = first[row - 1] if row <= len(first) else {}
            self.fields[f"day_{row}"] = forms.DateField(
                label=_("Day"),
                required=False,
                initial=known.get("day"),
                widget=forms.DateInput(attrs={"type": "date", "class": "ds-input"}, format="%Y-%m-%d"),
                error_messages={"invalid": _("Choose the day")},
                validators=NEAR_DAYS,
            )
            self.fields[f"clock_{row}"] = forms.TimeField(
                label=_("Clock"),
                required=False,
                initial=known.get("clock"),
                widget=forms.TimeInput(attrs={"type": "time", "class": "ds-input"}, format="%H:%M"),
                error_messages={"invalid": _("Write the time in the form 14:30")},
            )

    def clean(self) -> dict[str, Any]:
        """A day has a clock."""
        given = super().clean() or {}
        for name in [name for name in self.fields if name.startswith("day_")]:
            if given.get(name) and not given.get(name.replace("day", "clock")) and name.replace("day", "clock") not in self.errors:
                self.add_error(name.replace("day", "clock"), _("Choose the time"))
        return given

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Day and clock of each row."""
        return [(self[name], self[name.replace("day", "clock")]) for name in self.fields if name.startswith("day_")]

    def spans(self) -> list[Span]:
        """The times that are asked about."""
        given, length = self.cleaned_data, timedelta(minutes=self.cleaned_data["minutes"])
        found = []
        for name in [name for name in self.fields if name.startswith("day_") and given.get(name)]:
            starts_at = clock.at(given[name], given[name.replace("day", "clock")])
            found.append(Span(starts_at, starts_at + length))
        return sorted(set(found))


class AnswerForm(forms.Form):
    """Three answers to each time; a time without an answer does not suit."""

    def __init__(self, data: Mapping[str, Any] | None, *, asked: Sequence[Asked], language: str, hints: Mapping[int, str]) -> None:
        super().__init__(data)
        self.asked = asked
        short = {Suits.WELL: _("Works well"), Suits.IF_NEEDED: _("If needed"), Suits.NOT: _("Doesn't work")}
        for each in asked:
            self.fields[f"time_{each.time.pk}"] = forms.ChoiceField(
                label=short_moment(each.time.starts_at, language),
                help_text=hints[each.time.pk],
                choices=list(short.items()),
                required=False,
                initial=each.own,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Choose one of the answers")},
            )

    def answers(self) -> dict[int, Suits]:
        """Time's number → answer; what was left empty does not suit."""
        said = {each.time.pk: self.cleaned_data.get(f"time_{each.time.pk}") for each in self.asked}
        return {number: Suits(suits) if suits else Suits.NOT for number, suits in said.items()}
