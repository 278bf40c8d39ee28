"""A message to many: to whom, and its words in the organisation's languages."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verme.bulletins.queries import Choice
from verme.bulletins.terms import Audience
from verme.kernel import tokens
from verme.web.ui.choice_fields import offer
from verme.web.ui.text_fields import text_fields, texts

Area = partial(forms.Textarea, {"rows": 9})
MOST = 10**6


class BulletinForm(forms.Form):
    """`seen` tells which message was shown as a letter, to how many; `key` that it goes out once."""

    to = forms.ChoiceField(
        label=gettext_lazy("To whom"),
        error_messages={"required": gettext_lazy("Choose to whom"), "invalid_choice": gettext_lazy("Choose to whom")},
    )
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    expected = forms.IntegerField(required=False, min_value=0, max_value=MOST, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None, *, choices: Sequence[Choice], languages: Sequence[str], asked: str = "") -> None:
        self.choices, self.languages = {choice.key: choice for choice in choices}, list(languages)
        super().__init__(data, initial={"to": asked if asked in self.choices else "", "key": tokens.new()})
        offer(self, "to", [("", ""), *self._options()])
        empty = gettext_lazy("Write a subject"), gettext_lazy("Write what you want to say")
        self.fields |= text_fields(self.languages, "subject", gettext_lazy("Subject"), required=empty[0], max_length=150)
        self.fields |= text_fields(self.languages, "text", gettext_lazy("Message"), required=empty[1], max_length=5000, widget=Area)

    def _options(self) -> list[Any]:
        plain = [(choice.key, _told(choice)) for choice in self.choices.values() if choice.group is None]
        groups = [(choice.key, _told(choice)) for choice in self.choices.values() if choice.group is not None]
        return [*plain, (Audience.GROUP.label, groups)] if groups else plain

    @property
    def chosen(self) -> Choice:
        """To whom."""
        return self.choices[self.cleaned_data["to"]]

    @property
    def subjects(self) -> dict[str, str]:
        """By language, each in one line."""
        return {language: " ".join(text.split()) for language, text in texts(self, "subject", self.languages).items()}

    @property
    def texts(self) -> dict[str, str]:
        """By language."""
        return texts(self, "text", self.languages)

    @property
    def seal(self) -> str:
        """Says that exactly this message to this audience has been seen as a letter, whatever a browser does to line ends."""
        said = [self.cleaned_data["to"], *self.subjects.values(), *(" ".join(text.split()) for text in self.texts.values())]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()[:24]

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """For the page: subject and text in the organisation's first language."""
        return [self[f"subject_{self.languages[0]}"], self[f"text_{self.languages[0]}"]]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        """For the page: the same in its other languages, which may stay empty."""
        return [self[f"{name}_{language}"] for language in self.languages[1:] for name in ("subject", "text")]

    @property
    def is_multilingual(self) -> bool:
        """For the page: something is written in another language, or something there is wrong."""
        return any(field.value() or field.errors for field in self.other_fields)


def _told(choice: Choice) -> str:
    """With how many people that is."""
    group = choice.group
    name = _("Group %(letter)s and its mentor") % {"letter": group.letter} if group else choice.audience.label
    return f"{name} ({choice.count})"
