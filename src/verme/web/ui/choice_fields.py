"""Choices that are known only when a form is shown: an organisation's units, a programme's themes."""

from collections.abc import Iterable
from typing import cast

from django import forms

from verme.web.ui.text_fields import Words

type Choice = tuple[str | int, Words]


def offer(form: forms.BaseForm, name: str, choices: Iterable[Choice]) -> None:
    """What may be chosen in this field of the form, which is a choice field."""
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)
