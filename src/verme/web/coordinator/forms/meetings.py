"""Meetings of the whole programme, and the lessons that a planning meeting takes."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verme.kernel import clock
from verme.meetings.actions import Lessons, Wish
from verme.meetings.models import SubstituteNeed
from verme.meetings.rules import Span, where
from verme.meetings.terms import MeetingKind
from verme.organisations.models import Unit
from verme.web.coordinator.forms.year import day_field, time_field
from verme.web.ui.choice_fields import offer
from verme.web.ui.near_days import NEAR_DAYS

LENGTHS = (30, 45, 60, 75, 90, 105, 120, 150, 180, 240, 300, 360, 420, 480)
KINDS = (MeetingKind.PLANNING, MeetingKind.KICK_OFF, MeetingKind.CLOSING)


class GatheringForm(forms.Form):
    """A meeting of the mentors, or of everybody. `sequence` is a meeting that changes as it was seen."""

    kind = forms.ChoiceField(label=_("What it is"), widget=forms.RadioSelect, error_messages={"required": _("Choose what it is")})
    day = day_field(_("Day"))
    clock = time_field(_("Clock"))
    minutes = forms.TypedChoiceField(label=_("Length"), coerce=int, widget=forms.Select(attrs={"class": "w-s"}))
    place = forms.CharField(
        label=_("Place or meeting link"),
        max_length=700,
        error_messages={"required": _("Tell where you meet, or give the link of the video meeting.")},
    )
    sequence = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None, *, first: Mapping[str, Any], is_new: bool) -> None:
        super().__init__(data, initial=dict(first))
        offer(self, "minutes", [(each, f"{each} min") for each in sorted({*LENGTHS, int(first["minutes"])})])
        self.fields["day"].validators += NEAR_DAYS
        offer(self, "kind", [(kind.value, str(kind.label)) for kind in KINDS])
        if not is_new:
            del self.fields["kind"]

    def wish(self, online: Collection[str]) -> Wish:
        """What the action takes."""
        given = self.cleaned_data
        starts_at = clock.at(given["day"], given["clock"])
        return Wish(Span(starts_at, starts_at + timedelta(minutes=given["minutes"])), where(given["place"], online=online))


class NeedForm(forms.Form):
    """The lessons of one mentor that a planning meeting takes."""

    unit = forms.ChoiceField(label=_("School or unit"), error_messages={"required": _("Choose the school or unit")})
    lessons = forms.IntegerField(
        label=_("Lessons"), min_value=1, max_value=12, widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "w-s"})
    )
    minutes = forms.IntegerField(
        label=_("Minutes in all"), min_value=1, max_value=600, widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "w-s"})
    )
    euros = forms.DecimalField(
        label=_("Estimated cost, €"),
        help_text=_("An estimate for the budget. Empty if you don't know."),
        required=False,
        min_value=0,
        max_value=100_000,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "w-s"}),
    )
    principal_name = forms.CharField(label=_("Principal"), required=False, max_length=200)
    principal_email = forms.EmailField(label=_("Principal's email"), required=False, max_length=254)

    def __init__(self, data: Mapping[str, Any] | None, *, units: Sequence[Unit], first: Mapping[str, Any]) -> None:
        self.units = {str(unit.pk): unit for unit in units}
        super().__init__(data, initial=dict(first))
        offer(self, "unit", [("", ""), *((key, unit.name) for key, unit in self.units.items())])

    def needed(self) -> Lessons:
        """What the action takes."""
        given = self.cleaned_data
        cents = None if given["euros"] is None else int((given["euros"] * 100).to_integral_value())
        asked = (given["principal_name"], given["principal_email"])
        return Lessons(self.units[given["unit"]], given["lessons"], given["minutes"], cents, *asked)


def first_need(need: SubstituteNeed) -> dict[str, Any]:
    """A need as the form begins with it."""
    known = {name: getattr(need, name) for name in ("lessons", "minutes", "principal_name", "principal_email")}
    return {**known, "unit": str(need.unit_id), "euros": None if need.cents is None else Decimal(need.cents) / 100}
