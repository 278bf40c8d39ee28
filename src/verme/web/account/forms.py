"""Signing in, in our words."""

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(RequestLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """Asks for the address a code is sent to."""

    email = forms.EmailField(
        label=_("Email"),
        help_text=_("The same address you signed up with"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter your email address"),
            "invalid": _("Enter the email address in the form name@example.fi"),
        },
    )


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """Asks for the code that came by e-mail."""

    code = forms.CharField(
        label=_("Code from the email"),
        help_text=_("Eight letters, in capitals or not"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "characters", "class": "ds-input code-in"}
        ),
        error_messages={"required": _("The code doesn't work. Check it or ask for a new one.")},
    )

    def clean_code(self) -> str:
        """The right code, however it is written."""
        try:
            return str(super().clean_code())
        except forms.ValidationError:
            raise forms.ValidationError(_("The code doesn't work. Check it or ask for a new one.")) from None
