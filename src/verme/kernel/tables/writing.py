"""Tables for people to open: text is always text, never a formula or a link."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from verme.kernel.tables.table import MAX_CELL
from verme.kernel.tables.text import harmless

type Cell = str | int | Decimal | dt.date | dt.time | None

MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # the same content always makes the same bytes
MAX_DIGITS = 15  # what a spreadsheet's number holds exactly
MAX_WIDTH = 60  # of a column, in characters
SHORT_DAY, SHORT_TIME = 14, 20  # built-in formats that follow the reader's own settings


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook: at most 31 characters of name, a heading for each column, rows as wide as the header."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def to_xlsx(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """A workbook: headings bold, fixed and printed on each page, numbers right, days and times as the reader's computer shows them.

    Raises TypeError for a value that is no Cell (a moment, a float, a truth value), ValueError for text over 32,767 characters and for
    numbers of more than 15 digits, which a spreadsheet would silently round.
    """
    import xlsxwriter  # slow import

    buffer = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        workbook.set_properties({"title": title, "created": MADE})
        formats = _formats(workbook)
        for sheet in sheets:
            _fill(workbook.add_worksheet(sheet.name), sheet, formats)
    return buffer.getvalue()


def to_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """`;` between cells, UTF-8 with a byte order mark, CRLF; decimal comma, days and times as ISO 8601: what Finnish Excel opens rightly.

    Text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay numbers. Raises TypeError as `to_xlsx`.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(map(harmless, header))
    writer.writerows(map(_plain, rows))
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _formats(workbook: Any) -> dict[str, Any]:
    return {
        "head": workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "day": workbook.add_format({"num_format": SHORT_DAY, "align": "left"}),
        "time": workbook.add_format({"num_format": SHORT_TIME, "align": "left"}),
        **{f"decimals {places}": workbook.add_format({"num_format": "0." + "0" * places}) for places in range(1, 7)},
    }


def _fill(page: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    for column, heading in enumerate(sheet.header):
        page.set_column(column, column, _width(sheet, column, heading))
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.header) - 1)
    for column, heading in enumerate(sheet.header):
        page.write_string(0, column, heading, formats["head"])
    for number, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            _put(page, number, column, value, formats)


def _put(page: Any, row: int, column: int, value: Cell, formats: dict[str, Any]) -> None:
    match _checked(value):
        case None | "":
            pass
        case str() as text:
            page.write_string(row, column, text)
        case dt.time() as time:
            page.write_datetime(row, column, time, formats["time"])
        case dt.date() as day:
            page.write_datetime(row, column, day, formats["day"])
        case int() as number:
            page.write_number(row, column, number)
        case Decimal() as number:
            page.write_number(row, column, number, formats.get(f"decimals {_places(number)}"))


def _checked(value: Cell) -> Cell:
    match value:
        case bool() | dt.datetime():
            raise TypeError(f"not a cell: {value!r}")
        case None | dt.date() | dt.time():
            return value
        case str():
            if len(value) > MAX_CELL:
                raise ValueError("the text is too long for a spreadsheet's cell")
            return value
        case int() | Decimal():
            if not _exact(Decimal(value)):
                raise ValueError("a spreadsheet would not hold this number exactly")
            return value
    raise TypeError(f"not a cell: {value!r}")


def _exact(number: Decimal) -> bool:
    return number.is_finite() and len(number.normalize().as_tuple().digits) <= MAX_DIGITS and abs(number) < 10**MAX_DIGITS


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _width(sheet: Sheet, column: int, heading: str) -> int:
    lengths = [len(str(row[column] if row[column] is not None else "")) for row in sheet.rows]
    return min(MAX_WIDTH, max([len(heading) + 2, *lengths]) + 2)


def _plain(row: Sequence[Cell]) -> list[str]:
    return [_said(_checked(value)) for value in row]


def _said(value: Cell) -> str:
    match value:
        case None:
            return ""
        case str():
            return harmless(value)
        case Decimal():
            return f"{value:f}".replace(".", ",")
        case dt.time():
            return value.isoformat("minutes")
        case dt.date():
            return value.isoformat()
        case _:
            return str(value)
