"""What a reader of a language sees: the product's own words, by their English sentence."""

from django.utils import translation
from django.utils.translation import gettext


def said(sentence: str, language: str, **values: object) -> str:
    """The sentence as the product says it in this language."""
    with translation.override(language):
        words = gettext(sentence)
    return words % values if values else words
