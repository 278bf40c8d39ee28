"""What a column can hold, what the programme offers, what a row says and what can be wrong with it. The words are the room's."""

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What a column can hold. A weekly time and a place may have columns of their own too: `slot:ti-1430`, `place:keskusta`."""

    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    EMAIL = "email"
    UNIT = "unit"
    STAFF_GROUP = "staff_group"
    IS_NEW = "is_new"
    SUBJECT = "subject"
    LANGUAGES = "languages"
    THEMES = "themes"  # one, or several in the order of the wishes
    THEME_2 = "theme_2"
    THEME_3 = "theme_3"
    ANY_THEME = "any_theme"
    SLOTS_WELL = "slots_well"  # the times that fit, in one cell
    SLOTS_SPARE = "slots_spare"  # those that fit if needed
    PLACES_WELL = "places_well"
    PLACES_SPARE = "places_spare"
    TOGETHER = "together"
    APART = "apart"
    WISH = "wish"


LONGEST = {
    Field.NAME: 200,
    Field.FIRST_NAME: 100,
    Field.LAST_NAME: 100,
    Field.EMAIL: 254,
    Field.UNIT: 160,
    Field.SUBJECT: 80,
    Field.TOGETHER: 300,
    Field.APART: 300,
    Field.WISH: 500,
}


class Reason(StrEnum):
    """What is wrong with a row, with the values that a sentence about it needs."""

    NO_NAME = "no_name"
    NO_EMAIL = "no_email"
    BAD_EMAIL = "bad_email"
    EMAIL_WITHOUT_ENDING = "email_without_ending"
    SAME_EMAIL = "same_email"  # line: of the row that counts
    NO_UNIT = "no_unit"
    NO_STAFF_GROUP = "no_staff_group"
    UNKNOWN_STAFF_GROUP = "unknown_staff_group"  # suggestion
    BAD_YES_NO = "bad_yes_no"
    UNKNOWN_LANGUAGE = "unknown_language"
    UNKNOWN_THEME = "unknown_theme"  # suggestion
    THEME_TWICE = "theme_twice"
    TOO_MANY_THEMES = "too_many_themes"
    UNKNOWN_TIME = "unknown_time"
    UNKNOWN_PLACE = "unknown_place"  # suggestion
    BAD_FIT = "bad_fit"  # an answer that is none of the three
    TOO_LONG = "too_long"  # limit
    CONTROL_CHARACTERS = "control_characters"
    TOO_MANY_CELLS = "too_many_cells"
    # what the form itself would say
    NO_THEME = "no_theme"
    THEME = "theme"
    NO_SLOT = "no_slot"
    NO_PLACE = "no_place"
    IS_MENTOR = "is_mentor"


@dataclass(frozen=True, slots=True)
class Time:
    """A weekly time: 0 is Monday."""

    weekday: int
    starts: dt.time


@dataclass(frozen=True, slots=True)
class Known:
    """What the programme offers, by its numbers with all the names each goes by; `keys` of times and places are those of their columns."""

    units: Mapping[int, Sequence[str]]
    staff_groups: Mapping[int, Sequence[str]]
    themes: Mapping[int, Sequence[str]]
    places: Mapping[int, Sequence[str]]
    place_keys: Mapping[str, int]
    slots: Mapping[int, Time]
    slot_keys: Mapping[str, int]
    languages: Sequence[str]
    subjects: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Assumed:
    """What the coordinator says of those who were not asked: their staff group; that any theme, every time, every place does."""

    staff_group: int | None = None
    any_theme: bool = False
    slots: bool = False
    places: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: in which column, what stands there, and what else a sentence about it needs."""

    reason: Reason
    column: str = ""
    found: str = ""
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheredRow:
    """One row that may be taken in. A unit that is not on the list is kept as it is written. 2 fits well, 1 if needed."""

    line: int
    name: str
    email: str
    staff_group: int
    unit: int | None
    other_unit: str
    is_new: bool | None
    subject: str
    languages: tuple[str, ...]
    themes: tuple[int, ...]
    any_theme: bool
    slots: Mapping[int, int]
    places: Mapping[int, int]
    together: str
    apart: str
    wish: str


@dataclass(frozen=True, slots=True)
class FaultyRow:
    """A row that is not taken in until it is mended or left out."""

    line: int
    name: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class GatheredRows:
    """What a file says, by line."""

    rows: tuple[GatheredRow, ...]
    faulty: tuple[FaultyRow, ...]
