"""What is one's own: name and language."""

from django import forms
from django.utils.translation import gettext_lazy as _

from verme.kernel.texts import LANGUAGES, OWN_NAMES


class OwnForm(forms.Form):
    """How one is called, and in which language letters come."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        error_messages={"required": _("Enter your first and last name")},
        widget=forms.TextInput({"autocomplete": "name", "spellcheck": "false"}),
    )
    language = forms.ChoiceField(
        label=_("Language of letters"),
        choices=[(code, OWN_NAMES[code]) for code in LANGUAGES],
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose the language of letters")),
        widget=forms.RadioSelect,
    )
