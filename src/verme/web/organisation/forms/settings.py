"""What the organisation tells of itself: texts per language, languages, contact, supervisors, logo."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from verme.kernel.texts import LANGUAGES, OWN_NAMES
from verme.organisations.models import Organisation
from verme.organisations.terms import OrganisationRefusal, SupervisorNotice
from verme.web.ui.choice_fields import offer
from verme.web.ui.text_fields import Area, initial_texts, text_fields, texts

TEXTS = ("names", "sender_names", "about", "privacy")


@dataclass(frozen=True)
class Part:
    """One text in every language: what it is, what helps to write it, a field a language."""

    label: str
    hint: str
    fields: list[forms.BoundField]


class TextsForm(forms.Form):
    """Names and texts in each language that the organisation writes in."""

    def __init__(self, data: Mapping[str, Any] | None, *, house: Organisation) -> None:
        initial = {key: text for name in TEXTS for key, text in initial_texts(name, getattr(house, name)).items()}
        super().__init__(data, initial=initial)
        self.house = house
        self.words = {
            "names": (_("Name of the organisation"), ""),
            "sender_names": (_("Sender of the letters"), _("Empty: Verme and the name of the organisation.")),
            "about": (_("Verme with us"), _("A few sentences for the sign-up page.")),
            "privacy": (
                _("About privacy"),
                _("Who is the controller, whom to ask. It stands in the privacy notice below what is the same for everybody."),
            ),
        }
        self._add("names", required=_("Write the name"), max_length=120)
        self._add("sender_names", max_length=80)
        self._add("about", max_length=2000, widget=Area)
        self._add("privacy", max_length=4000, widget=Area)

    def _add(self, name: str, **terms: Any) -> None:
        """A field a language, called by the language: what they are about stands above them."""
        made = text_fields(self.house.languages, name, "", **terms)
        for language, field in zip(self.house.languages, made.values(), strict=True):
            field.label = OWN_NAMES[language]
        self.fields |= made

    @property
    def parts(self) -> list[Part]:
        """The fields of each text together."""
        languages = self.house.languages
        return [Part(str(label), str(hint), [self[f"{name}_{each}"] for each in languages]) for name, (label, hint) in self.words.items()]

    def values(self) -> dict[str, dict[str, str]]:
        """What the action takes. Texts in languages that are not in use now stay as they are."""
        return {name: {**getattr(self.house, name), **texts(self, name, self.house.languages)} for name in TEXTS}


class LanguagesForm(forms.Form):
    """In which languages the organisation writes, the first one first."""

    first = forms.ChoiceField(label=_("First language"), help_text=_("Texts that are missing in another language are shown in this one."))
    second = forms.ChoiceField(label=_("Second language"), required=False)
    third = forms.ChoiceField(label=_("Third language"), required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, house: Organisation) -> None:
        super().__init__(data, initial=dict(zip(self.base_fields, house.languages, strict=False)))
        choices = [(code, OWN_NAMES[code]) for code in LANGUAGES]
        for name in self.fields:
            none = [] if name == "first" else [("", pgettext_lazy("language", "None"))]
            offer(self, name, [*none, *choices])

    def clean(self) -> dict[str, Any]:
        """Each language once."""
        given, seen = super().clean() or {}, set[str]()
        for name in list(given):
            if given[name] and given[name] in seen:
                self.add_error(name, _("The same language was chosen twice."))
            seen.add(given.get(name, ""))
        return given

    def values(self) -> dict[str, list[str]]:
        """What the action takes."""
        return {"languages": [self.cleaned_data[name] for name in self.fields if self.cleaned_data[name]]}


class ContactForm(forms.Form):
    """Whom people may ask. It is public."""

    contact_name = forms.CharField(label=_("Name"), required=False, max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    contact_email = forms.EmailField(
        label=_("Email"),
        help_text=_("Answers to letters come here too. Empty: to the first coordinator."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid": _("Enter the email address in the form name@example.fi")},
    )
    contact_phone = forms.CharField(
        label=_("Phone"), required=False, max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"})
    )


class NoticeForm(forms.Form):
    """What the supervisor gets where taking part is working time."""

    supervisor_notice = forms.ChoiceField(
        label=_("When somebody signs up"),
        help_text=_("The letter holds the name and the times, nothing else."),
        choices=SupervisorNotice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one")},
    )


class LogoForm(forms.Form):
    """A picture; whether it is a logo that we take is the action's to say."""

    file = forms.FileField(
        label=_("Picture"),
        help_text=_("PNG, at most 200 kB and 2,000 pixels on a side."),
        widget=forms.FileInput(attrs={"accept": "image/png"}),
        allow_empty_file=True,
        error_messages={"required": _("Choose a picture"), "max_length": _("The name of the file is too long.")},
        max_length=200,
    )

    def __init__(self, request: HttpRequest) -> None:
        is_sent = request.method == "POST" and "remove" not in request.POST
        super().__init__(request.POST if is_sent else None, request.FILES if is_sent else None)

    def clean_file(self) -> UploadedFile[bytes]:
        """Nothing large is read."""
        brought: UploadedFile[bytes] = self.cleaned_data["file"]
        if (brought.size or 0) > 1_000_000:
            raise forms.ValidationError(OrganisationRefusal.LOGO.label)
        return brought
