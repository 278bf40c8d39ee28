"""What a certificate holds: the recorded meetings as they were, and the credit if it had been confirmed; held against what is now."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Seen:
    """One recorded meeting of the holder's group: whether the holder was there."""

    meeting: int
    day: date
    minutes: int
    here: bool


@dataclass(frozen=True)
class Snapshot:
    """All that a certificate says besides names."""

    title: str  # of the group's theme, for outsiders
    seen: tuple[Seen, ...]
    form: str = ""  # programmes.terms.CreditForm, once something was confirmed
    days: str = ""  # a decimal
    minutes: int = 0

    @property
    def meetings(self) -> int:
        """How many were attended (I-27)."""
        return sum(each.here for each in self.seen)

    @property
    def attended_minutes(self) -> int:
        """Their length together (I-27)."""
        return sum(each.minutes for each in self.seen if each.here)

    def stored(self) -> dict[str, Any]:
        """As it is kept."""
        return {**asdict(self), "seen": [{**asdict(each), "day": each.day.isoformat()} for each in self.seen]}


def held_again(stored: Mapping[str, Any]) -> Snapshot:
    """A kept snapshot, as a value."""
    seen = tuple(Seen(each["meeting"], date.fromisoformat(each["day"]), each["minutes"], each["here"]) for each in stored["seen"])
    return Snapshot(stored["title"], seen, stored["form"], stored["days"], stored["minutes"])


def is_replaced(then: Iterable[Seen], now: Mapping[int, Seen]) -> bool:
    """Whether attendance has been corrected since (T-19): a meeting of then counts differently now.

    Meetings that were recorded later change nothing; one whose time of keeping is over is in `now` no more, and changes nothing either.
    """
    return any(each.meeting in now and _worth(now[each.meeting]) != _worth(each) for each in then)


def _worth(seen: Seen) -> int:
    return seen.minutes if seen.here else 0


def name_key(name: str) -> str:
    """A name in the form in which spellings are equal: for the digest of the name."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
