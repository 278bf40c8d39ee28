"""What the staff list knows of a person, what a file says of one, and what can be wrong with it. The words for people are the room's."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

type Value = str | int | Decimal | None


class Field(StrEnum):
    """What a column can hold; the values are the names of the staff list's own columns. A name may come in two."""

    PERSONNEL_NUMBER = "personnel_number"
    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    EMAIL = "email"
    UNIT = "unit"
    TITLE = "title"
    STAFF_GROUP = "staff_group"
    AGREEMENT = "agreement"
    WORKING_TIME = "working_time"
    PERCENTAGE = "percentage"
    SUPERVISOR = "supervisor"
    LANGUAGE = "language"


LONGEST = {
    Field.PERSONNEL_NUMBER: 40,
    Field.NAME: 200,
    Field.FIRST_NAME: 100,
    Field.LAST_NAME: 100,
    Field.EMAIL: 254,
    Field.TITLE: 120,
    Field.AGREEMENT: 60,
}


class Reason(StrEnum):
    """What is wrong, with the values that a sentence about it needs."""

    # with the file
    IDENTITY_CODES = "identity_codes"  # column, lines
    NO_NAME_COLUMN = "no_name_column"
    NO_KEY_COLUMN = "no_key_column"  # neither personnel number nor e-mail
    TWO_COLUMNS = "two_columns"  # field, column: two columns with the same heading
    # with a row
    NO_NAME = "no_name"
    NO_KEY = "no_key"
    BAD_NUMBER = "bad_number"
    BAD_EMAIL = "bad_email"
    EMAIL_WITHOUT_ENDING = "email_without_ending"  # name@kunta
    EMAIL_TAKEN = "email_taken"  # name: of somebody else on the list who keeps it
    SAME_NUMBER = "same_number"  # line, name: of the other row
    SAME_EMAIL = "same_email"  # line, name
    UNKNOWN_UNIT = "unknown_unit"  # suggestion (may be empty)
    UNKNOWN_STAFF_GROUP = "unknown_staff_group"  # suggestion
    BAD_PERCENTAGE = "bad_percentage"
    PERCENTAGE_OUT_OF_RANGE = "percentage_out_of_range"
    SUPERVISOR_UNKNOWN = "supervisor_unknown"
    SUPERVISOR_AMBIGUOUS = "supervisor_ambiguous"  # lines: of those who could be meant and stand in the file
    OWN_SUPERVISOR = "own_supervisor"
    TOO_LONG = "too_long"  # limit
    CONTROL_CHARACTERS = "control_characters"
    TOO_MANY_CELLS = "too_many_cells"
    # with a cell that is passed over while its row is taken
    UNKNOWN_WORKING_TIME = "unknown_working_time"
    UNKNOWN_LANGUAGE = "unknown_language"
    SUPERVISOR_LEFT_OUT = "supervisor_left_out"  # line: of the supervisor's own faulty row


class Unfit(Exception):
    """The table is not a staff list that may be taken in."""

    def __init__(self, reason: Reason, **values: object) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.values = values


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: in which field, what stands there, and what else a sentence about it needs."""

    reason: Reason
    field: Field | None = None
    found: str = ""
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """What the organisation has: its units and staff groups, each by its id with all the names it goes by."""

    units: Mapping[int, Sequence[str]]
    staff_groups: Mapping[int, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffFact:
    """Somebody as the staff list has them now. `supervisor` is the supervisor's key."""

    personnel_number: str = ""
    name: str
    email: str = ""
    unit: int | None = None
    title: str = ""
    staff_group: int | None = None
    agreement: str = ""
    working_time: str = ""
    percentage: Decimal | None = None
    supervisor: str = ""
    language: str = ""
    is_listed: bool = True

    @property
    def key(self) -> str:
        """One person: by personnel number, else by e-mail (decisions.md §3). The two never look alike: a number has no @."""
        return self.personnel_number or self.email


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRow:
    """One row of a file that may be taken in: a value for each field the file gives, None or empty where the cell is empty.

    The file never takes away a name, a personnel number or an e-mail: where those cells are empty, the field is not among the values. The
    supervisor is told by the key that this person has once the file has been taken in (StaffFact.key).
    """

    line: int
    values: Mapping[Field, Value]

    @property
    def name(self) -> str:
        return str(self.values[Field.NAME])

    @property
    def personnel_number(self) -> str:
        return str(self.values.get(Field.PERSONNEL_NUMBER, ""))

    @property
    def email(self) -> str:
        return str(self.values.get(Field.EMAIL, ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultyRow:
    """A row that is not taken in until it is mended; number and e-mail are kept so that nobody on it counts as missing."""

    line: int
    name: str
    personnel_number: str
    email: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A cell that was passed over: its row is taken, the field stays as it was."""

    line: int
    name: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class StaffRows:
    """What a file says, sorted by line."""

    rows: tuple[StaffRow, ...]
    faulty: tuple[FaultyRow, ...]
    notes: tuple[Note, ...]
