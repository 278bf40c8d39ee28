"""Another address, and the code that proves it."""

from django import forms
from django.utils.translation import gettext_lazy as _

WRONG = _("The code doesn't work. Check it or ask for a new one.")


class AddressForm(forms.Form):
    """Where letters shall come from now on."""

    email = forms.EmailField(
        label=_("New email"),
        help_text=_("We send a code there. Nothing changes before you have typed it."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter your email address"),
            "invalid": _("Enter the email address in the form name@example.fi"),
        },
    )


class AddressCodeForm(forms.Form):
    """The code; whether it is right is judged where it is spent."""

    code = forms.CharField(
        label=_("Code from the email"),
        help_text=_("Eight characters, in capital or small letters"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "characters", "class": "code-in"}
        ),
        error_messages={"required": WRONG, "max_length": WRONG},
    )
