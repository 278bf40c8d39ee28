"""What a mentor enters: arrangement work, a small cost."""

from django import forms
from django.utils.translation import gettext_lazy as _

from verme.kernel import clock
from verme.web.ui.decimal_fields import CommaField

NUMBER = {"inputmode": "decimal", "class": "w-s", "autocomplete": "off"}


def _day() -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date", "class": "w-s"}, format="%Y-%m-%d")
    return forms.DateField(label=_("Day"), widget=widget, initial=clock.today, error_messages={"required": _("Choose the day")})


class ArrangementForm(forms.Form):
    """How much, when, what."""

    units = CommaField(
        label=_("Hours"),
        help_text=_("In quarters, for example 1,5."),
        widget=forms.TextInput(attrs=NUMBER),
        error_messages={"required": _("Write the hours"), "invalid": _("Write hours in quarters, for example 1,5.")},
    )
    ground = forms.CharField(
        label=_("What was arranged"),
        help_text=_("For example: room and materials. No names."),
        max_length=200,
        error_messages={"required": _("Write in a few words what was arranged.")},
    )
    day = _day()


class ExpenseForm(forms.Form):
    """How much, for what, and where the receipt is."""

    group = forms.TypedChoiceField(label=_("Group"), coerce=int)
    euros = CommaField(
        label=_("Sum in euros"),
        widget=forms.TextInput(attrs=NUMBER),
        decimal_places=2,
        error_messages={"required": _("Write the sum"), "invalid": _("A sum is more than zero, for example 12,50.")},
    )
    what = forms.CharField(
        label=_("What was bought"),
        help_text=_("For example: coffee for the meeting. No names."),
        max_length=200,
        error_messages={"required": _("Write what was bought")},
    )
    receipt = forms.CharField(
        label=_("Receipt"),
        help_text=_("Its number, or where it is kept."),
        max_length=80,
        error_messages={"required": _("Write the number of the receipt, or where it is kept.")},
    )
    cost_centre = forms.CharField(label=_("Cost centre"), required=False, max_length=40)
    day = _day()

    @property
    def cents(self) -> int:
        """The sum in cents."""
        return int(self.cleaned_data["euros"] * 100)
