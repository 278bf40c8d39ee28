"""A draft as plain values, and what changes in it: the two halves of a move are the changed part before and after.

A change is data for a row and holds only what differs, null for what is not there:
`{"groups": {entry: option}, "seats": {signup: entry}, "locks": {"signup:entry": kind}}`. Keys are numbers written as text.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from verme.groups.terms import DraftRefusal, LockKind

type Option = Mapping[str, Any]  # letter, theme, slot, place, language
type Change = dict[str, dict[str, Any]]
PARTS = ("groups", "seats", "locks")


@dataclass(frozen=True)
class Layout:
    """Who sits where: open groups by mentor entry, seats by sign-up, locks by sign-up and entry."""

    groups: Mapping[str, Option] = field(default_factory=dict)
    seats: Mapping[str, str] = field(default_factory=dict)
    locks: Mapping[str, str] = field(default_factory=dict)

    def with_seats(self, seats: Mapping[str, str | None]) -> Self:
        """The same with these seats; None is a seat no more."""
        return self._with(seats=seats)

    def with_lock(self, signup: str, entry: str, kind: LockKind | None) -> Self:
        """The same with this lock; None takes it away."""
        return self._with(locks={f"{signup}:{entry}": kind and kind.value})

    def with_group(self, entry: str, option: Option | None) -> Self:
        """The same with the entry's group open with this option; None closes it, and its people are in no group."""
        left = {signup: None for signup, seat in self.seats.items() if option is None and seat == entry}
        return self._with(groups={entry: option}, seats=left)

    def changed(self, change: Change) -> Self:
        """The layout with a change made."""
        return self._with(**{part: change.get(part, {}) for part in PARTS})

    def _with(self, **parts: Mapping[str, Any]) -> Self:
        return type(self)(**{part: _merged(getattr(self, part), parts.get(part, {})) for part in PARTS})

    def entry_of_lock(self, signup: str) -> str | None:
        """The entry whose group the person is locked in."""
        return next((entry for entry, kind in self._locks_of(signup) if kind == LockKind.STAY), None)

    def banned_from(self, signup: str) -> list[str]:
        """The entries whose groups the person is never in."""
        return [entry for entry, kind in self._locks_of(signup) if kind == LockKind.BAN]

    def _locks_of(self, signup: str) -> list[tuple[str, str]]:
        return [(key.partition(":")[2], kind) for key, kind in self.locks.items() if key.partition(":")[0] == signup]


def _merged(held: Mapping[str, Any], changed: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in {**held, **changed}.items() if value is not None}


def difference(before: Layout, after: Layout) -> tuple[Change, Change]:
    """What differs, as it was and as it is: `before.changed(second) == after` and `after.changed(first) == before`."""
    was: Change = {}
    now: Change = {}
    for part in PARTS:
        old, new = getattr(before, part), getattr(after, part)
        keys = [key for key in dict.fromkeys([*old, *new]) if old.get(key) != new.get(key)]
        if keys:
            was[part] = {key: old.get(key) for key in keys}
            now[part] = {key: new.get(key) for key in keys}
    return was, now


def why_not_move(layout: Layout, signup: str, target: str | None) -> DraftRefusal | None:
    """A locked person stays, a banned one does not come; anything else may be tried, what breaks a rule shows as a conflict."""
    if (locked := layout.entry_of_lock(signup)) is not None and locked != target:
        return DraftRefusal.LOCKED
    if target is not None and target in layout.banned_from(signup):
        return DraftRefusal.BANNED
    return DraftRefusal.NO_GROUP if target is not None and target not in layout.groups else None


def why_not_close(layout: Layout, entry: str) -> DraftRefusal | None:
    """A group that a lock holds open is not taken apart."""
    if entry not in layout.groups:
        return DraftRefusal.NO_GROUP
    held = any(key.partition(":")[2] == entry and kind == LockKind.STAY for key, kind in layout.locks.items())
    return DraftRefusal.HAS_LOCKED if held else None


def letters(count: int, taken: Iterable[str] = ()) -> list[str]:
    """So many letters for groups, none of those taken: A … Z, AA, AB …"""
    used, found, number = set(taken), list[str](), 0
    while len(found) < count:
        letter = _letter(number)
        if letter not in used:
            found.append(letter)
        number += 1
    return found


def _letter(number: int) -> str:
    first, last = divmod(number, 26)
    return (_letter(first - 1) if first else "") + chr(ord("A") + last)
