"""Figures to try the operating model with."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from verme.certificates.rules import Worker
from verme.organisations.terms import WorkingTime
from verme.programmes.rules import Rules
from verme.web.coordinator.rule_trial import Mentor, Participant


class TryForm(forms.Form):
    """Figures to try the rules with. Nothing is kept."""

    osallistui = forms.IntegerField(min_value=0, max_value=40, required=False, widget=forms.NumberInput(attrs={"inputmode": "numeric"}))
    muoto = forms.ChoiceField(choices=[(form.value, capfirst(form.label)) for form in WorkingTime], required=False)
    osuus = forms.DecimalField(
        min_value=1, max_value=100, required=False, localize=True, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    piti = forms.IntegerField(min_value=0, max_value=40, required=False, widget=forms.NumberInput(attrs={"inputmode": "numeric"}))
    jarjestely = forms.DecimalField(
        min_value=0, max_value=40, required=False, localize=True, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    pari = forms.BooleanField(required=False)
    kesto = forms.IntegerField(min_value=1, max_value=480, required=False, widget=forms.NumberInput(attrs={"inputmode": "numeric"}))

    def __init__(self, data: Mapping[str, Any], *, rules: Rules) -> None:
        self.defaults = {
            "osallistui": min(rules.credit_threshold + 1, rules.meetings),
            "muoto": WorkingTime.VESO,
            "osuus": Decimal(100),
            "piti": rules.meetings,
            "jarjestely": min(Decimal(2), rules.arrangement_units_max),
            "pari": False,
            "kesto": rules.meeting_minutes,
        }
        super().__init__({name: data.get(name, value) for name, value in self.defaults.items()})
        labels = {
            "osallistui": _("Came to meetings"),
            "muoto": _("Working-time form"),
            "osuus": _("Working-time percentage"),
            "piti": _("The group held meetings"),
            "jarjestely": _("Arrangements, units"),
            "pari": _("Led as a pair"),
            "kesto": _("Minutes in a meeting"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
        if not rules.pays_fee:
            for name in ("piti", "jarjestely", "pari"):
                del self.fields[name]

    def figure(self, name: str) -> Any:
        """What was typed, or the proposal where it was nothing sensible."""
        self.is_valid()
        held = self.cleaned_data.get(name)
        return self.defaults[name] if held in (None, "") else held

    def participant(self) -> Participant:
        """The participant's year that was typed."""
        worker = Worker(self.figure("muoto"), self.figure("osuus"))
        return Participant(self.figure("osallistui"), self.figure("kesto"), worker)

    def mentor(self) -> Mentor:
        """The mentor's year that was typed."""
        return Mentor(self.figure("piti"), self.figure("kesto"), self.figure("jarjestely"), self.figure("pari"))
