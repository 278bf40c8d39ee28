"""A file becomes a table of tidy text, or a reason why not."""

from collections.abc import Iterator
from itertools import chain

from verme.kernel.tables import csv_in, xlsx_in
from verme.kernel.tables.kinds import fits, kind, suffix
from verme.kernel.tables.table import MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS, Row, Table, Unreadable, Why
from verme.kernel.tables.text import tidy


def read(data: bytes, name: str) -> Table:
    """The table in a CSV or XLSX file; `name` is what the person's computer calls it and only has to fit the content.

    The header is the first row with at least two filled cells (a title above it is passed over), else the first row with one.
    Blank rows are left out, white space is tidied, other control characters are kept for the reader of the rows to judge.
    Raises Unreadable.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable(Why.TOO_LARGE)
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise Unreadable(Why.EMPTY)
    found = kind(data)
    if found in {"protected", "damaged"}:
        raise Unreadable(Why(found))
    if found not in {"text", "xlsx"}:
        raise Unreadable(Why.WRONG_TYPE, found=found)
    if not fits(name, found):
        raise Unreadable(Why.WRONG_NAME, found=found, said=suffix(name))
    return _table(map(_tidied, xlsx_in.rows(data) if found == "xlsx" else csv_in.rows(data)))


def _tidied(row: Row) -> Row:
    """Raises Unreadable if the row is wider, or a cell longer, than any list of people."""
    cells = [tidy(cell) for cell in row.cells]
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > MAX_COLUMNS:
        raise Unreadable(Why.TOO_MANY_COLUMNS, line=row.line, found=len(cells))
    for cell in cells:
        if len(cell) > MAX_CELL:
            raise Unreadable(Why.CELL_TOO_LONG, line=row.line)
        if "\0" in cell:
            raise Unreadable(Why.NOT_TEXT, line=row.line)
    return Row(row.line, tuple(cells))


def _table(rows: Iterator[Row]) -> Table:
    filled = (row for row in rows if row.cells)
    titles: list[Row] = []
    for header in filled:
        if sum(map(bool, header.cells)) > 1:
            return _below(header, filled)
        titles.append(header)
        if len(titles) > MAX_ROWS + 1:
            raise Unreadable(Why.TOO_MANY_ROWS, line=header.line)
    if not titles:
        raise Unreadable(Why.EMPTY)
    return _below(titles[0], chain(titles[1:]))


def _below(header: Row, rows: Iterator[Row]) -> Table:
    width = len(header.cells)
    kept: list[Row] = []
    for row in rows:
        if len(kept) == MAX_ROWS:
            raise Unreadable(Why.TOO_MANY_ROWS, line=row.line)
        kept.append(Row(row.line, row.cells + ("",) * (width - len(row.cells))))
    if not kept:
        raise Unreadable(Why.NO_ROWS)
    return Table(header, tuple(kept))
