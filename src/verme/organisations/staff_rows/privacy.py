"""Identity codes are refused before anything else is read: nothing here needs them (decisions.md §3)."""

from verme.kernel import identity_codes
from verme.kernel.tables import Table
from verme.organisations.staff_rows.columns import heading
from verme.organisations.staff_rows.facts import Reason, Unfit

HEADINGS = """
    henkilötunnus henkilötunnukset hetu hetut hlötunnus sosiaaliturvatunnus sotu personbeteckning personsignum personnummer
    socialskyddssignum identitycode personalidentitycode personalidentitynumber nationalid socialsecuritynumber ssn
"""
FEW = 3  # bare codes in a column that may be there by chance
NAMED_LINES = 20  # lines that a refusal names


def refuse_identity_codes(table: Table) -> None:
    """Raises Unfit with the column's heading and the first lines if a column is headed as identity codes and holds anything, if half of its
    cells look like them, or if one stands anywhere in any cell, the headings too. The codes themselves are never repeated.
    """
    cells: dict[int, list[tuple[int, str]]] = {}
    for row in (table.header, *table.rows):
        for column, cell in enumerate(row.cells):
            if cell:
                cells.setdefault(column, []).append((row.line, cell))
    for column, held in sorted(cells.items()):
        if lines := _lines(held, table.header.line):
            raise Unfit(Reason.IDENTITY_CODES, column=_said(table, column), lines=tuple(lines[:NAMED_LINES]))


def _lines(held: list[tuple[int, str]], first: int) -> list[int]:
    below = [(line, cell) for line, cell in held if line != first]
    if len(below) < len(held) and heading(held[0][1]) in HEADINGS.split():
        return [line for line, _ in below]
    bare = [line for line, cell in below if identity_codes.is_bare(cell)]
    if len(bare) >= max(FEW, len(below) / 2):
        return bare
    return [line for line, cell in held if identity_codes.is_within(cell)]


def _said(table: Table, column: int) -> str:
    """The heading to name the column by; a heading that holds a code itself is not repeated."""
    text = table.header.cells[column] if column < len(table.header.cells) else ""
    return "" if identity_codes.is_within(text) else text
