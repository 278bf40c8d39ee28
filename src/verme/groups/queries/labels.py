"""The ids of a formation problem and the rows they stand for. Names never go into a problem."""

from collections.abc import Mapping
from dataclasses import dataclass

from verme.mentors.models import MentorEntry
from verme.programmes.models import Place, Slot, Theme
from verme.signups.models import Signup


def person_id(signup: int) -> str:
    """A person's id in the problem."""
    return f"s{signup}"


def entry_id(entry: int) -> str:
    """A mentor entry's id in the problem."""
    return f"m{entry}"


def leader_id(mentor: int) -> str:
    """A mentor's id among those who lead groups that live; it is in no problem."""
    return f"l{mentor}"


def number_of(name: str) -> int:
    """The number of the row behind a person's or an entry's id."""
    return int(name[1:])


@dataclass(frozen=True)
class Labels:
    """What each id of a problem stands for. Themes, times and places go by the keys that files use."""

    people: Mapping[str, Signup]
    entries: Mapping[str, MentorEntry]
    themes: Mapping[str, Theme]
    slots: Mapping[str, Slot]
    places: Mapping[str, Place]
