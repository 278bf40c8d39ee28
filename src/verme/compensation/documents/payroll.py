"""The one writer of payroll files: rows and a format in, bytes out. The same rows and format always make the same bytes.

A row names nobody: the personnel number is the key (domain.md §3.5). Text that a spreadsheet would take for a formula is made harmless;
a negative number in a column of numbers stays a number (trust.md T-11).
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import override

from verme.compensation.rules import Format
from verme.compensation.terms import Column, DecimalSign, LineEnd, Quoting
from verme.kernel.tables import Cell, Sheet, to_xlsx
from verme.kernel.tables.text import harmless

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT_TYPE = "text/plain"
CENT = Decimal("0.01")
QUOTING: Mapping[Quoting, Literal[0, 1, 3]] = {Quoting.NEEDED: csv.QUOTE_MINIMAL, Quoting.ALL: csv.QUOTE_ALL, Quoting.NONE: csv.QUOTE_NONE}


@dataclass(frozen=True)
class Row:
    """One row of a batch. Money in cents; None: payroll has the price, or the price is only an estimate."""

    row: int
    batch: int
    personnel_number: str
    salary_type: str
    start: date
    end: date
    amount: Decimal
    unit_cents: int | None
    cents: int | None
    cost_centre: str
    words: str


@dataclass(frozen=True)
class File:
    """Bytes with their name and type."""

    name: str
    type: str
    content: bytes

    @property
    def text(self) -> str:
        """What a text file says, for a look at it; characters that are no UTF-8 are marked."""
        return self.content.decode("utf-8", errors="replace").lstrip("\ufeff")


def write(rows: Sequence[Row], made: Format, *, name: str, language: str) -> File:
    """The file of these rows. `name` without its ending. Characters that the encoding lacks become question marks."""
    if made.is_workbook:
        return File(f"{name}.xlsx", XLSX_TYPE, _workbook(rows, made, title=name, language=language))
    return File(f"{name}.csv", TEXT_TYPE, _text(rows, made).encode(made.encoding, errors="replace"))


def cell(row: Row, column: Column, made: Format) -> Cell:
    """What stands in one column of one row."""
    values: dict[Column, Cell] = {
        Column.PERSONNEL_NUMBER: row.personnel_number,
        Column.SALARY_TYPE: row.salary_type,
        Column.START: row.start,
        Column.END: row.end,
        Column.AMOUNT: row.amount.quantize(CENT),
        Column.UNIT_PRICE: _euros(row.unit_cents),
        Column.TOTAL: _euros(row.cents),
        Column.ACCOUNT: made.account,
        Column.COST_CENTRE: row.cost_centre,
        Column.BATCH: row.batch,
        Column.ROW: row.row,
        Column.WORDS: row.words,
        Column.NOTHING: None,
    }
    return values[column]


def _euros(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents) * CENT


def _workbook(rows: Sequence[Row], made: Format, *, title: str, language: str) -> bytes:
    with override(language):
        header = [heading or str(column.label) for column, heading in made.columns]
        sheet = Sheet(_("Payroll file"), header, [[cell(row, column, made) for column, _heading in made.columns] for row in rows])
        return to_xlsx([sheet], title=title)


def _text(rows: Iterable[Row], made: Format) -> str:
    buffer = io.StringIO(newline="")
    end = "\r\n" if made.line_end == LineEnd.CRLF else "\n"
    writer = csv.writer(buffer, delimiter=made.separator, lineterminator=end, quoting=QUOTING[Quoting(made.quoting)])
    if made.has_header:
        writer.writerow([_said(heading or column.value, made) for column, heading in made.columns])
    for row in rows:
        writer.writerow([_said(cell(row, column, made), made) for column, _heading in made.columns])
    return buffer.getvalue()


def _said(value: Cell, made: Format) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value:f}".replace(".", "," if made.decimal_sign == DecimalSign.COMMA else ".")
        case date():
            return value.strftime(made.date_form)
        case str():
            return _quiet(harmless(value), made)
        case _:
            return str(value)


def _quiet(text: str, made: Format) -> str:
    """Without quotation marks to hold them, a separator or a line end inside a text becomes a space."""
    if made.quoting != Quoting.NONE:
        return text
    return "".join(" " if character in {made.separator, '"', "\r", "\n"} else character for character in text)
