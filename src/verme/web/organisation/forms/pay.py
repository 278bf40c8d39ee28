"""A word about what must be corrected; a price."""

from django import forms
from django.utils.translation import gettext_lazy as _

from verme.web.ui.decimal_fields import CommaField


class ReturnForm(forms.Form):
    """What the mentor reads."""

    word = forms.CharField(
        label=_("What must be corrected"),
        help_text=_("The mentor reads this in a letter."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write in a few words what must be corrected.")},
    )


class RateForm(forms.Form):
    """A mentor's price from a day on."""

    euros = CommaField(
        label=_("Price of a unit in euros"),
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "w-s", "autocomplete": "off"}),
        error_messages={"required": _("Write the price"), "invalid": _("A price is more than zero and at most 1,000 euros.")},
    )
    valid_from = forms.DateField(
        label=_("From the day"),
        help_text=_("Work of this day and later ones is paid by this price, also work that has been paid by another."),
        widget=forms.DateInput(attrs={"type": "date", "class": "w-s"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the day")},
    )
    decision = forms.CharField(
        label=_("Decision"),
        help_text=_("For example: HR decision 14.6.2026 § 212"),
        max_length=200,
        error_messages={"required": _("Write the decision that the price rests on.")},
    )

    @property
    def cents(self) -> int:
        """The price in cents."""
        return int(self.cleaned_data["euros"] * 100)
