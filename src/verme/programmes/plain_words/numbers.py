"""Lengths of time, units, sums and lists as people say them, in the language that is active."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import get_language, gettext, ngettext


def language() -> str:
    """The language that is active: fi, sv or en."""
    return (get_language() or "fi")[:2]


def decimal(value: Decimal) -> str:
    """1,5 · 1.5, without needless zeros."""
    text = format(value.normalize(), "f") if value else "0"
    return text if language() == "en" else text.replace(".", ",")


def duration(minutes: int) -> str:
    """45 minuuttia · 1 tunti · 1,5 tuntia."""
    if minutes % 30:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    hours = Decimal(minutes) / 60
    return ngettext("%(n)s hour", "%(n)s hours", 1 if hours == 1 else 2) % {"n": decimal(hours)}


def units(value: Decimal) -> str:
    """1 yksikkö · 3 yksikköä · 0,5 yksikköä."""
    return ngettext("%(n)s unit", "%(n)s units", 1 if value == 1 else 2) % {"n": decimal(value)}


def days(value: Decimal) -> str:
    """1 päivä · 0,75 päivää."""
    return ngettext("%(n)s day", "%(n)s days", 1 if value == 1 else 2) % {"n": decimal(value)}


def euros(cents: int) -> str:
    """32,86 € · 300 € · €32.86"""
    whole, rest = divmod(cents, 100)
    thin = f"{whole:,}".replace(",", " " if language() != "en" else ",")
    sum_ = thin + (f"{'.' if language() == 'en' else ','}{rest:02}" if rest else "")
    return f"€{sum_}" if language() == "en" else f"{sum_} €"


def listing(words: Iterable[str]) -> str:
    """a, b and c"""
    *others, last = [*words] or [""]
    return gettext("%(words)s and %(last)s") % {"words": ", ".join(others), "last": last} if others else last


def small(word: str) -> str:
    """A common noun as it stands inside a sentence: with a small first letter, unless it is an abbreviation."""
    return word[:1].lower() + word[1:] if word[1:2].islower() else word
