"""What a table is: a header and rows of text, each with the line where a person finds it."""

from dataclasses import dataclass
from enum import StrEnum

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 10_000  # below the header
MAX_COLUMNS = 60
MAX_CELL = 32_767  # what a cell of Excel may hold


class Why(StrEnum):
    """Why a file cannot be read as a table. The words for people are the room's."""

    EMPTY = "empty"
    NO_ROWS = "no_rows"  # a header and nothing below it
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    CELL_TOO_LONG = "cell_too_long"
    WRONG_TYPE = "wrong_type"  # values: found
    WRONG_NAME = "wrong_name"  # the name says another type than the content; values: found, said
    PROTECTED = "protected"  # by a password
    DAMAGED = "damaged"
    NOT_TEXT = "not_text"  # bytes that no encoding of ours allows, or a NUL
    OPEN_QUOTE = "open_quote"  # a quotation mark that is not closed, or closed in the middle


class Unreadable(Exception):
    """The file is not a table we can read; `line` where the trouble is, if it has a place."""

    def __init__(self, why: Why, *, line: int | None = None, **values: object) -> None:
        super().__init__(why.value if line is None else f"{why.value}, line {line}")
        self.why = why
        self.line = line
        self.values = values


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `line` counts from 1: in XLSX the sheet's row number, in CSV the line of the file where the row begins."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows hold at least as many cells as the header; more where the file has cells beyond it."""

    header: Row
    rows: tuple[Row, ...]

    def column(self, index: int) -> tuple[str, ...]:
        """The cells of one column below the header, from the top."""
        return tuple(row.cells[index] for row in self.rows)
