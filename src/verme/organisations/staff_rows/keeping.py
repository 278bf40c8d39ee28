"""What is kept of a file between its arrival and somebody's yes: the chosen columns, as plain lists."""

import hashlib
from collections.abc import Mapping, Sequence

from verme.kernel.tables import Row, Table
from verme.organisations.staff_rows.differences import Differences
from verme.organisations.staff_rows.facts import Field, StaffRows


def to_lists(table: Table) -> list[list[int | str]]:
    """The header, then the rows; each is its line followed by its cells."""
    return [[row.line, *row.cells] for row in (table.header, *table.rows)]


def from_lists(held: Sequence[Sequence[int | str]]) -> Table:
    """The other way."""
    header, *rows = (Row(int(line), tuple(map(str, cells))) for line, *cells in held)
    return Table(header, tuple(rows))


def narrowed(table: Table, columns: Mapping[Field, int]) -> tuple[Table, dict[Field, int]]:
    """The table with only the columns that somebody chose, and where each field stands now.

    Cells beyond the header stay: they tell that a row is faulty.
    """
    chosen, width = sorted(set(columns.values())), len(table.header.cells)

    def cut(row: Row) -> Row:
        return Row(row.line, tuple(row.cells[index] for index in chosen) + row.cells[width:])

    kept = Table(cut(table.header), tuple(map(cut, table.rows)))
    return kept, {field: chosen.index(index) for field, index in columns.items()}


def fingerprint(read: StaffRows, differences: Differences) -> str:
    """The same for the same differences and the same faulty rows: whoever says yes says it to exactly what was shown."""
    told = (read.faulty, read.notes, differences.new, differences.changed, differences.missing)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]
