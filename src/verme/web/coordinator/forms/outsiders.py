"""Inviting people from outside: one by a letter, students by a link."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verme.kernel import clock
from verme.kernel.texts import OWN_NAMES
from verme.organisations import queries as organisations
from verme.organisations.models import Organisation
from verme.programmes.models import Programme
from verme.signups.models import Outsider
from verme.signups.rules import PERSONAL_LIFE
from verme.web.coordinator.forms.year import day_field
from verme.web.coordinator.signups.letters import seal
from verme.web.ui.choice_fields import offer
from verme.web.ui.signup_forms.offered import reader_language


def note_field() -> forms.CharField:
    """Own words for whoever is invited."""
    return forms.CharField(
        label=_("Your own words (optional)"),
        help_text=_("Shown to whoever comes by the invitation"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class InviteForm(forms.Form):
    """A personal invitation; `seen` is the seal of what was shown as a letter."""

    name = forms.CharField(
        label=_("First and last name"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Write the name.")},
    )
    email = forms.EmailField(
        label=_("Email"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter the email address"), "invalid": _("Enter the email address in the form name@example.fi")},
    )
    language = forms.ChoiceField(label=_("Language of the letter"))
    employer = forms.ChoiceField(
        label=_("Employer"),
        help_text=_("If it is one of those who use Verme here"),
        required=False,
    )
    note = note_field()
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None, *, house: Organisation) -> None:
        super().__init__(data, initial={"language": reader_language()})
        self.others = {str(one.pk): one for one in organisations.every() if one.pk != house.pk}
        named = [(key, one.name_in(reader_language())) for key, one in self.others.items()]
        offer(self, "employer", [("", _("Somewhere else")), *sorted(named, key=lambda pair: pair[1])])
        offer(self, "language", [(code, OWN_NAMES[code]) for code in house.languages])

    @property
    def invitation(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        return {
            **{name: given[name] for name in ("name", "email", "language", "note")},
            "employer": self.others.get(given["employer"]),
        }

    @property
    def seal(self) -> str:
        """Of everything that was filled in."""
        return seal(repr(sorted((name, str(value)) for name, value in self.invitation.items())))

    @property
    def was_seen(self) -> bool:
        """Whether exactly this was shown as a letter."""
        return bool(self.cleaned_data["seen"] == self.seal)

    def unsaved(self, programme: Programme) -> Outsider:
        """The invitation for its preview."""
        given = self.invitation
        return Outsider(
            programme=programme,
            name=given["name"],
            address=given["email"],
            language=given["language"],
            note=given["note"],
            expires_at=clock.now() + PERSONAL_LIFE,
        )


class LinkForm(forms.Form):
    """A link for the students of a school."""

    name = forms.CharField(
        label=_("School of the students"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write the name.")},
    )
    limit = forms.IntegerField(
        label=_("How many may sign up by it"),
        min_value=1,
        max_value=200,
        initial=10,
        widget=forms.NumberInput(attrs={"class": "w-s"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("A link for students is good for 1–200 sign-ups.")
        ),
    )
    last_day = day_field(_("Last day"))
    note = note_field()
