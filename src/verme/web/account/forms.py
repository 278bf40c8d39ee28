"""Signing in, in our words."""

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from verme.web.account.known import person_for

WRONG = _("The code doesn't work. Check it or ask for a new one.")
TOO_MANY = _("There were many attempts in a row. Wait a minute and then try again.")


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

    def clean_email(self) -> str:
        """Within the limits; who is known only by a sign-up or the mentor register becomes a person, to whom allauth writes."""
        person_for(self.cleaned_data["email"])
        try:
            return str(super().clean_email())
        except ValidationError:
            raise ValidationError(TOO_MANY) from None


def code_field() -> forms.CharField:
    """The eight letters, however they are written."""
    attributes = {"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "characters", "class": "code-in"}
    return forms.CharField(
        label=_("Code from the email"),
        help_text=_("Eight characters, in capital or small letters"),
        max_length=20,
        widget=forms.TextInput(attrs=attributes),
        error_messages={"required": WRONG, "max_length": WRONG},
    )


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """Asks for the code that came by e-mail."""

    code = code_field()

    def clean_code(self) -> str:
        """The right code, however it is written."""
        try:
            return str(super().clean_code())
        except ValidationError:
            raise ValidationError(WRONG) from None


class FreshCodeForm(forms.Form):
    """Asks a signed-in person for a fresh code; whether it is right is judged where it is spent."""

    code = code_field()
