"""Which letters of the morning a coordinator gets."""

from django import forms
from django.utils.translation import gettext_lazy as _

from verme.mornings.terms import MorningLetter


class MorningsForm(forms.Form):
    """Both may be left out."""

    letters = forms.MultipleChoiceField(
        label=_("Which letters do you want?"),
        help_text=_("They come on working days after seven o'clock, at most one a day for each organisation."),
        choices=MorningLetter.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
