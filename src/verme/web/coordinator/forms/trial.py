"""Figures to try the operating model with."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from verme.certificates.rules import Worker
from verme.organisations.terms import WorkingTime
from verme.programmes.rules import Rules, is_working_time
from verme.web.coordinator.rule_trial import Mentor, Participant


class TryForm(forms.Form):
    """Figures to try the rules with. Nothing is kept."""

    osallistui = forms.IntegerField(min_value=0, max_value=40, required=False, widget=forms.NumberInput(attrs={"inputmode": "numeric"}))
    tilaisuuksia = forms.IntegerField(min_value=0, max_value=10, required=False, widget=forms.NumberInput(attrs={"inputmode": "numeric"}))
    muoto = forms.ChoiceField(choices=[(form.value, capfirst(form.label)) for form in WorkingTime], required=False)
    osuus = forms.DecimalField(
        min_value=1, max_value=100, required=False, localize=True, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    piti = forms.IntegerField(min_value=0, max_value=40, required=False, widget=forms.NumberInput(attrs={"inputmode": "numeric"}))
    jarjestely = forms.DecimalField(
        min_value=0, max_value=40, required=False, localize=True, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    pari = forms.BooleanField(required=False)
    tyoaika = forms.BooleanField(required=False)
    kesto = forms.IntegerField(min_value=1, max_value=480, required=False, widget=forms.NumberInput(attrs={"inputmode": "numeric"}))

    def __init__(self, data: Mapping[str, Any], *, rules: Rules) -> None:
        self.defaults = {
            "osallistui": min(rules.credit_threshold + 1, rules.meetings),
            "tilaisuuksia": 0,
            "muoto": WorkingTime.VESO,
            "osuus": Decimal(100),
            "piti": rules.meetings,
            "jarjestely": min(Decimal(2), rules.arrangement_units_max),
            "pari": False,
            "tyoaika": is_working_time(rules, "") and "piti" not in data,
            "kesto": rules.meeting_minutes,
        }
        super().__init__({name: data.get(name, value) for name, value in self.defaults.items()})
        labels = {
            "osallistui": _("Came to meetings"),
            "tilaisuuksia": _("Came to kick-off and closing gatherings"),
            "muoto": _("Working-time form"),
            "osuus": _("Working-time percentage"),
            "piti": _("The group held meetings"),
            "jarjestely": _("Arrangements, units"),
            "pari": _("Led as a pair"),
            "tyoaika": _("Meetings are the mentor's working time"),
            "kesto": _("Minutes in a meeting"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
        of_pay = () if rules.pays_fee else ("jarjestely", "pari", "tyoaika")
        for name in of_pay if rules.pays_fee or rules.mentor_credit else ("piti", *of_pay):
            del self.fields[name]

    def figure(self, name: str) -> Any:
        """What was typed, or the proposal where it was nothing sensible."""
        self.is_valid()
        held = self.cleaned_data.get(name)
        return self.defaults[name] if held in (None, "") else held

    def participant(self) -> Participant:
        """The participant's year that was typed."""
        worker = Worker(self.figure("muoto"), self.figure("osuus"))
        return Participant(self.figure("osallistui"), self.figure("kesto"), worker, self.figure("tilaisuuksia"))

    def mentor(self) -> Mentor:
        """The mentor's year that was typed."""
        worker = Worker(self.figure("muoto"), self.figure("osuus"))
        return Mentor(
            held=self.figure("piti"),
            minutes=self.figure("kesto"),
            arrangements=self.figure("jarjestely"),
            is_pair=self.figure("pari"),
            is_working_time=self.figure("tyoaika"),
            worker=worker,
        )
