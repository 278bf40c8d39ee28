"""Tables that come in as files and go out as files: CSV and XLSX."""

from verme.kernel.tables.reading import read
from verme.kernel.tables.table import MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS, Row, Table, Unreadable, Why
from verme.kernel.tables.text import has_control, tidy
from verme.kernel.tables.writing import Cell, Sheet, to_csv, to_xlsx

__all__ = [
    "MAX_BYTES", "MAX_CELL", "MAX_COLUMNS", "MAX_ROWS", "Cell", "Row", "Sheet", "Table", "Unreadable", "Why", "has_control", "read", "tidy",
    "to_csv", "to_xlsx",
]  # fmt: skip
