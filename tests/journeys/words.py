"""What a reader of a language sees: the product's own words, by their English sentence."""

from django.utils import translation
from django.utils.translation import gettext, ngettext, pgettext


def said(sentence: str, language: str, *, context: str = "", **values: object) -> str:
    """The sentence as the product says it in this language."""
    with translation.override(language):
        words = pgettext(context, sentence) if context else gettext(sentence)
    return words % values if values else words


def counted(one: str, many: str, number: int, language: str, **values: object) -> str:
    """The sentence about so many things, `n` of them."""
    with translation.override(language):
        return ngettext(one, many, number) % {"n": number, **values}
