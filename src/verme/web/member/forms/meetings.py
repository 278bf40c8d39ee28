"""Planning a group's meetings: one row a meeting, day, clock and place; a row whose day is empty is no meeting."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verme.kernel import clock
from verme.meetings.actions import Wish
from verme.meetings.rules import Proposed, Span, Where, where
from verme.web.ui.choice_fields import offer
from verme.web.ui.near_days import NEAR_DAYS

MOST_ROWS = 40
LENGTHS = (30, 45, 60, 75, 90, 105, 120, 150, 180, 240, 300, 360, 420, 480)


def length_field() -> forms.TypedChoiceField:
    """How long a meeting lasts."""
    return forms.TypedChoiceField(label=_("Length"), coerce=int, widget=forms.Select(attrs={"class": "w-s"}))


def lengths(chosen: int) -> list[tuple[int, str]]:
    """The lengths that are offered, with the one that is usual here among them."""
    return [(minutes, f"{minutes} min") for minutes in sorted({*LENGTHS, chosen})]


class RowForm(forms.Form):
    """One meeting. `kept` is the day that the mentor keeps although something is in the way."""

    day = forms.DateField(
        label=_("Day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "ds-input"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Choose the day")},
        validators=NEAR_DAYS,
    )
    clock = forms.TimeField(
        label=_("Clock"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "class": "ds-input"}, format="%H:%M"),
        error_messages={"invalid": _("Write the time in the form 14:30")},
    )
    place = forms.CharField(
        label=_("Place or meeting link"), required=False, max_length=700, widget=forms.TextInput(attrs={"class": "ds-input"})
    )
    kept = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    seen: Proposed | None = None  # what the day runs into, once it is known

    def clean(self) -> dict[str, Any]:
        """A meeting has a day, a clock and a place; a row without a day is left out."""
        given = super().clean() or {}
        if given.get("day") and not self.errors:
            if not given.get("clock"):
                self.add_error("clock", _("Choose the time"))
            if not given.get("place"):
                self.add_error("place", _("Tell where you meet, or give the link of the video meeting."))
        return given

    @property
    def chosen(self) -> tuple[date, time] | None:
        """The day and the clock of the row as it stands; None without a day or with one that cannot be read."""
        if self.is_bound:
            self.is_valid()
        given = self.cleaned_data if self.is_bound else self.initial
        return (given["day"], given["clock"]) if given.get("day") and given.get("clock") else None

    @property
    def is_meeting(self) -> bool:
        """Whether the row asks for a meeting."""
        return self.is_valid() and bool(self.cleaned_data.get("day"))

    def span(self, minutes: int) -> Span:
        """The time of the row."""
        starts_at = clock.at(self.cleaned_data["day"], self.cleaned_data["clock"])
        return Span(starts_at, starts_at + timedelta(minutes=minutes))

    def where(self, online: Collection[str]) -> Where:
        """How and where."""
        return where(self.cleaned_data["place"], online=online)

    @property
    def is_kept(self) -> bool:
        """Whether the mentor keeps this very day."""
        return bool(self.cleaned_data.get("kept")) and self.cleaned_data["kept"] == self.cleaned_data["day"].isoformat()


class PlanForm(forms.Form):
    """The rows and the length they share. A button of a row (`use`, `keep`) or `add` only changes the rows."""

    minutes = length_field()
    rows = forms.IntegerField(min_value=1, max_value=MOST_ROWS, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None, *, first: Sequence[dict[str, Any]], minutes: int) -> None:
        super().__init__(data, initial={"minutes": minutes, "rows": len(first)})
        offer(self, "minutes", lengths(minutes))
        number = len(first) if data is None else self._number(data)
        self.meetings = [RowForm(data, prefix=str(row + 1), initial=first[row] if data is None else None) for row in range(number)]

    def _number(self, data: Mapping[str, Any]) -> int:
        try:
            return min(max(int(data.get("rows", 1)), 1), MOST_ROWS)
        except ValueError:
            return 1

    def is_valid(self) -> bool:
        """Whether every row is."""
        return all([super().is_valid(), *(row.is_valid() for row in self.meetings)])

    @property
    def asked(self) -> list[RowForm]:
        """The rows that ask for a meeting."""
        return [row for row in self.meetings if row.is_meeting]

    def wishes(self, online: Collection[str]) -> list[Wish]:
        """What the action takes."""
        return [Wish(row.span(self.cleaned_data["minutes"]), row.where(online)) for row in self.asked]


class MeetingForm(forms.Form):
    """One meeting that moves or gets another place. `sequence` is the meeting as it was seen."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date", "class": "w-s"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the day"), "invalid": _("Choose the day")},
        validators=NEAR_DAYS,
    )
    clock = forms.TimeField(
        label=_("Clock"),
        widget=forms.TimeInput(attrs={"type": "time", "class": "w-s"}, format="%H:%M"),
        error_messages={"required": _("Choose the time"), "invalid": _("Write the time in the form 14:30")},
    )
    minutes = length_field()
    place = forms.CharField(
        label=_("Place or meeting link"),
        max_length=700,
        error_messages={"required": _("Tell where you meet, or give the link of the video meeting.")},
    )
    sequence = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None, *, first: dict[str, Any]) -> None:
        super().__init__(data, initial=first)
        offer(self, "minutes", lengths(int(first["minutes"])))

    def wish(self, online: Collection[str]) -> Wish:
        """What the action takes."""
        given = self.cleaned_data
        starts_at = clock.at(given["day"], given["clock"])
        return Wish(Span(starts_at, starts_at + timedelta(minutes=given["minutes"])), where(given["place"], online=online))


def row_of(day: date | None, at: time, place: str) -> dict[str, Any]:
    """A row's first content."""
    return {"day": day, "clock": at, "place": place}
