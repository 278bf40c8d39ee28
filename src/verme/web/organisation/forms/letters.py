"""Narrowing the list of letters, and mending an address."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verme.mail.terms import State
from verme.programmes.models import Programme
from verme.web.organisation.letter_kinds import name_of
from verme.web.ui.choice_fields import offer


class NarrowForm(forms.Form):
    """Which letters: by programme and by kind. Whatever is not known is not asked for."""

    ohjelma = forms.ChoiceField(label=_("Programme"), required=False)
    laji = forms.ChoiceField(label=_("Kind of letter"), required=False)
    tila = forms.ChoiceField(required=False, choices=[("", ""), *State.choices], widget=forms.HiddenInput)

    def __init__(self, data: Any, *, programmes: Sequence[Programme], kinds: Sequence[str], language: str) -> None:
        super().__init__(data)
        self.programmes = {programme.slug: programme.pk for programme in programmes}
        titles = [(programme.slug, programme.title_in(language)) for programme in programmes]
        offer(self, "ohjelma", [("", _("All programmes")), *titles])
        offer(self, "laji", [("", _("All letters")), *sorted(((kind, name_of(kind)) for kind in kinds), key=lambda pair: pair[1])])

    @property
    def asked(self) -> dict[str, str]:
        """What was asked for, without what cannot be asked for."""
        self.is_valid()
        return {key: value for key, value in self.cleaned_data.items() if value}

    @property
    def programme_id(self) -> int | None:
        """The programme that was asked for."""
        return self.programmes.get(self.asked.get("ohjelma", ""))


class AddressForm(forms.Form):
    """The address a refused letter is sent to again."""

    address = forms.EmailField(
        label=_("Email"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter the email address"),
            "invalid": _("Enter the email address in the form name@example.fi"),
        },
    )
