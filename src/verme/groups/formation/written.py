"""A value of a JSON file together with the place where it stands, so that whatever is wrong can be said where it is."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

SHOWN = 60  # longer values are cut in messages


class Unreadable(ValueError):
    """A file that cannot be read; its text is one sentence that begins with the place."""


@dataclass(frozen=True)
class Written:
    """One value and its place (`people[3].slots`; the whole file has the empty place)."""

    value: object
    place: str = ""

    def wrong(self, why: str) -> Unreadable:
        """What to raise about this value."""
        return Unreadable(f"{self.place or 'the file'}: {why}")

    def fields(self, names: Iterable[str]) -> dict[str, "Written"]:
        """An object with exactly these fields."""
        found = self.some_fields(names)
        for name in names:
            if name not in found:
                raise self.wrong(f"{shown(name)} is missing")
        return found

    def some_fields(self, names: Iterable[str]) -> dict[str, "Written"]:
        """An object with any of these fields and no others."""
        known = set(names)
        found = self.entries()
        for name in found:
            if name not in known:
                raise self.wrong(f"{shown(name)} is not a field of this object")
        return found

    def entries(self) -> dict[str, "Written"]:
        """An object, whatever its fields."""
        if not isinstance(self.value, Mapping):
            raise self.wrong(f"must be an object, not {kind(self.value)}")
        for name in self.value:
            Written(name, self.place).text()
        return {name: Written(value, f"{self.place}.{name}" if self.place else name) for name, value in self.value.items()}

    def items(self) -> list["Written"]:
        """A list."""
        if not isinstance(self.value, list):
            raise self.wrong(f"must be a list, not {kind(self.value)}")
        return [Written(value, f"{self.place}[{index}]") for index, value in enumerate(self.value)]

    def text(self) -> str:
        """Words that can be written into a UTF-8 file again, and that are not empty."""
        if not isinstance(self.value, str):
            raise self.wrong(f"must be text, not {kind(self.value)}")
        if not self.value:
            raise self.wrong("must not be empty")
        if any("\ud800" <= letter <= "\udfff" for letter in self.value):
            raise self.wrong(f"{shown(self.value)} holds half a character")
        return self.value

    def whole(self, low: int, high: int) -> int:
        """A whole number within bounds; true and false are none."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.wrong(f"must be a whole number, not {kind(self.value)}")
        if not low <= self.value <= high:
            raise self.wrong(f"must be {low}–{high}, not {shown(self.value)}")
        return self.value

    def flag(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            raise self.wrong(f"must be true or false, not {kind(self.value)}")
        return self.value

    def texts(self) -> tuple[str, ...]:
        """A list of words, each once."""
        return tuple(distinct(self.items(), Written.text))

    def ids(self, known: Mapping[str, object], where: str) -> tuple[str, ...]:
        """A list of known ids, each once, in the order of the file."""
        found = self.texts()
        for name in found:
            if name not in known:
                raise self.wrong(f"{shown(name)} is not in {where}")
        return found


def distinct[T](items: Iterable[Written], read: Callable[[Written], T]) -> dict[T, Written]:
    """What each item reads as, in order; raises Unreadable when two read the same."""
    found: dict[T, Written] = {}
    for item in items:
        value = read(item)
        if value in found:
            raise item.wrong(f"{shown(value)} is already at {found[value].place}")
        found[value] = item
    return found


def kind(value: object) -> str:
    """What a JSON value is, in words."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    names = {str: "text", int: "a whole number", float: "a broken number", list: "a list"}
    return next((name for of, name in names.items() if isinstance(value, of)), "an object")


def shown(value: object) -> str:
    """A value as it stands in the file, cut where it is long; safe to print."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**SHOWN:
        return "a number too long to show"
    text = json.dumps(value, ensure_ascii=False, default=str)
    return (text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…").encode("utf-8", "backslashreplace").decode()
