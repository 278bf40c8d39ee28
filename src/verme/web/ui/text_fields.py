"""Texts that the organisation enters in each of its languages: one field a language, the first one required where a text must be there."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from django import forms
from django.utils.text import format_lazy

from verme.kernel.texts import OWN_NAMES

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

type Words = str | _StrPromise  # translated now or when shown

Area = partial(forms.Textarea, {"rows": 4})


def text_fields(
    languages: Sequence[str],
    name: str,
    label: Words,
    *,
    required: Words = "",
    help_text: Words = "",
    max_length: int = 200,
    widget: Callable[[], forms.Widget] = forms.TextInput,
) -> dict[str, forms.CharField]:
    """`titles` → `titles_fi`, `titles_sv` …; `required` is what the first one says when it is empty."""
    made = {}
    for number, language in enumerate(languages):
        field = forms.CharField(
            label=format_lazy("{label} ({language})", label=label, language=OWN_NAMES[language]) if len(languages) > 1 else label,
            help_text=help_text if number == 0 else "",
            required=bool(required) and number == 0,
            max_length=max_length,
            widget=widget(),
            error_messages={"required": required} if required and number == 0 else None,
        )
        field.widget.attrs.update({"lang": language, "spellcheck": "true"})
        made[f"{name}_{language}"] = field
    return made


def texts(form: forms.Form, name: str, languages: Sequence[str]) -> dict[str, str]:
    """What was written, by language."""
    return {language: str(form.cleaned_data[f"{name}_{language}"]) for language in languages}


def initial_texts(name: str, held: dict[str, str]) -> dict[str, str]:
    """The other way: what is kept, as the fields' first content."""
    return {f"{name}_{language}": text for language, text in held.items()}
