"""Texts that an organisation enters in several languages."""

from collections.abc import Mapping
from typing import NamedTuple

LANGUAGES = ("fi", "sv", "en")
OWN_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


class Picked(NamedTuple):
    """A text and the language it really is in (may differ from the one asked for)."""

    text: str
    language: str


def pick(texts: Mapping[str, str] | None, language: str, first: str = "fi") -> Picked:
    """The text in `language`; if it is missing, in the organisation's first language; else in any; else empty."""
    held = {key: text for key, text in (texts or {}).items() if text}
    for candidate in (language, first, *LANGUAGES, *held):
        if candidate in held:
            return Picked(held[candidate], candidate)
    return Picked("", language)


def filled(texts: Mapping[str, str]) -> dict[str, str]:
    """Only what was written, without surrounding space: what is stored."""
    return {key: text.strip() for key, text in texts.items() if text and text.strip()}
