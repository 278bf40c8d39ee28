"""What a programme may do when, and the short words that it is known by."""

import unicodedata
from collections.abc import Collection

from verme.programmes.terms import Admission, CallRefusal, ProgrammeRefusal, Stage

LETTERS = {"æ": "ae", "ø": "o", "ß": "ss", "þ": "th", "ð": "d", "đ": "d", "ł": "l", "ŋ": "ng"}  # that no decomposition brings to a–z
KEY_LENGTH = 40


def why_not_announce(*, themes: int, slots: int, places: int, is_announced: bool) -> ProgrammeRefusal | None:
    """Before people can sign up there must be something to wish for."""
    if is_announced:
        return ProgrammeRefusal.ALREADY_ANNOUNCED
    if not themes:
        return ProgrammeRefusal.NO_THEMES
    if not slots:
        return ProgrammeRefusal.NO_SLOTS
    return None if places else ProgrammeRefusal.NO_PLACES


def why_not_admission(now: Admission, wanted: Admission, *, is_announced: bool) -> ProgrammeRefusal | None:
    """How places are given was announced, so it stays; people signed up on that word."""
    return ProgrammeRefusal.ADMISSION_FIXED if is_announced and now != wanted else None


def why_not_remove(*, left: int, is_announced: bool) -> ProgrammeRefusal | None:
    """Once announced, one of a kind must be left to wish for."""
    return ProgrammeRefusal.LAST_ONE if is_announced and left < 1 else None


def why_not_call(stage: Stage, *, people: int, expected: int) -> CallRefusal | None:
    """A call goes out while people can answer it, and to exactly as many as the sender saw on the button."""
    if stage == Stage.DRAFT:
        return CallRefusal.NOT_ANNOUNCED
    if stage not in {Stage.ANNOUNCED, Stage.OPEN}:
        return CallRefusal.NOT_OPEN
    if not people:
        return CallRefusal.NOBODY
    return CallRefusal.CHANGED if people != expected else None


def key_of(title: str, taken: Collection[str] = ()) -> str:
    """The short word by which files know a theme or a place: small letters, digits and hyphens of its title, none of `taken`."""
    spelled = "".join(LETTERS.get(letter, letter) for letter in title.lower())
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    stem = "-".join(words)[: KEY_LENGTH - 4].strip("-") or "x"
    numbered = (f"{stem}-{number}" for number in range(2, 1000))
    return stem if stem not in taken else next(key for key in numbered if key not in taken)
