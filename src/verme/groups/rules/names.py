"""Whom a free text may mean: likely matches that the coordinator confirms. Nothing is decided here."""

import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher

ALIKE = 0.8  # how alike two words must be: Virtanen – Virtasen, Aino – Ainon
WHOLE, HALF = 1.0, 0.5


def likely[Key](text: str, names: Mapping[Key, str]) -> list[Key]:
    """The keys whose names the text seems to hold: first those whose whole name is there, then those of whose name half is.

    A word that belongs to a whole name does not point at somebody else as well.
    """
    said, words = _words(text), {key: _words(name) for key, name in names.items()}
    whole = [key for key, name in words.items() if _share(said, name) >= WHOLE]
    taken = [word for key in whole for word in words[key]]
    left = [heard for heard in said if not any(_is_alike(word, heard) for word in taken)]
    return [*whole, *(key for key, name in words.items() if key not in whole and _share(left, name) >= HALF)]


def _share(said: list[str], name: list[str]) -> float:
    """Which part of a name's words stand in the text."""
    return sum(any(_is_alike(word, heard) for heard in said) for word in name) / len(name) if name else 0.0


def _is_alike(word: str, heard: str) -> bool:
    return word == heard or (len(word) > 3 and SequenceMatcher(None, word, heard).ratio() >= ALIKE)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFC", text.casefold())
    return "".join(sign if sign.isalnum() else " " for sign in plain.replace("-", " ")).split()
