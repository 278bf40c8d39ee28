"""Sections of an agreement as form fields: a heading and a text each, and empty ones to add to. Emptied ones go away."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verme.agreements.rules import HEADING_MOST, SECTIONS_MOST, TEXT_MOST, Section, blocks

EMPTY = 2  # sections to fill that a page shows below the written ones


@dataclass(frozen=True)
class Row:
    """One section's fields."""

    number: int
    key: forms.BoundField
    heading: forms.BoundField
    text: forms.BoundField


class SectionsForm(forms.Form):
    """Any number of sections, as many as were sent; `revision` is that of the text that was seen."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    is_stale = False  # whether somebody else has written since

    def __init__(self, data: Mapping[str, Any] | None, *, sections: Sequence[Section], revision: int, language: str) -> None:
        super().__init__(data, initial={"revision": revision})
        self.count = min(self._sent(data) if data is not None else len(sections) + EMPTY, SECTIONS_MOST)
        shown = [*sections, *(Section("", "", "") for _ in range(max(0, self.count - len(sections))))][: self.count]
        for number, section in enumerate(shown):
            self._add(number, section, language)

    def _add(self, number: int, section: Section, language: str) -> None:
        attributes = {"lang": language, "spellcheck": "true"}
        self.fields[f"key_{number}"] = forms.SlugField(required=False, max_length=40, widget=forms.HiddenInput, initial=section.key)
        self.fields[f"heading_{number}"] = forms.CharField(
            label=gettext_lazy("Heading"),
            required=False,
            max_length=HEADING_MOST,
            initial=section.heading,
            widget=forms.TextInput({**attributes, "autocomplete": "off"}),
        )
        rows = max(3, min(10, section.text.count("\n") + len(section.text) // 70 + 2))
        self.fields[f"text_{number}"] = forms.CharField(
            label=gettext_lazy("Text"),
            required=False,
            max_length=TEXT_MOST,
            initial=section.text,
            widget=forms.Textarea({**attributes, "rows": rows}),
        )

    @staticmethod
    def _sent(data: Mapping[str, Any]) -> int:
        return 1 + max(
            (int(name[8:]) for name in data if name.startswith("heading_") and name[8:].isdecimal() and len(name) < 12), default=-1
        )

    @property
    def rows(self) -> list[Row]:
        """The fields of each section."""
        return [Row(n + 1, self[f"key_{n}"], self[f"heading_{n}"], self[f"text_{n}"]) for n in range(self.count)]

    def clean(self) -> dict[str, Any]:
        """A heading goes with a text, and both at the section that lacks one."""
        given = super().clean() or {}
        for n in range(self.count):
            heading, text = given.get(f"heading_{n}", ""), given.get(f"text_{n}", "")
            if text and not heading and f"heading_{n}" in given:
                self.add_error(f"heading_{n}", _("Write a heading for section %(number)s") % {"number": n + 1})
            if heading and not text and f"text_{n}" in given:
                self.add_error(f"text_{n}", _("Write the text of section %(number)s, or empty its heading too") % {"number": n + 1})
        return given

    def sections(self) -> list[Section]:
        """What was written."""
        given = self.cleaned_data
        return [Section(given[f"key_{n}"], given[f"heading_{n}"], given[f"text_{n}"]) for n in range(self.count)]


def shown(sections: Iterable[Section]) -> list[dict[str, Any]]:
    """Sections for `ui/agreement.html`: heading, and paragraphs and lists."""
    return [{"heading": each.heading, "blocks": blocks(each.text)} for each in sections]
