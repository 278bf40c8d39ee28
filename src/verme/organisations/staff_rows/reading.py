"""A table becomes rows of a staff list: what may be taken in, what has to be mended, what was passed over."""

from collections.abc import Callable, Mapping, Sequence

from verme.kernel.tables import Row, Table
from verme.organisations.staff_rows import cells
from verme.organisations.staff_rows.columns import Matching, match
from verme.organisations.staff_rows.draft import Draft
from verme.organisations.staff_rows.facts import Fault, Field, Known, Reason, StaffFact, StaffRows, Unfit
from verme.organisations.staff_rows.identity import faults_of_sameness, faults_of_taken_addresses
from verme.organisations.staff_rows.privacy import refuse_identity_codes
from verme.organisations.staff_rows.supervisors import find_supervisors, settle_supervisors

NAMES = (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME)
PASSED_OVER = frozenset({Reason.UNKNOWN_WORKING_TIME, Reason.UNKNOWN_LANGUAGE})
WITHOUT_VALUE = frozenset({Field.UNIT, Field.STAFF_GROUP, Field.PERCENTAGE})  # None where the cell is empty; the others are empty text
Parsers = Mapping[Field, Callable[[str], cells.Parsed]]


def read(table: Table, known: Known, current: Sequence[StaffFact] = (), given: Mapping[Field, int | None] | None = None) -> StaffRows:
    """All rows judged, also against the people of the list as it is now. `given` chooses columns (see `match`).

    Raises Unfit where the file as a whole may not or cannot be read: identity codes, no name column, neither number nor e-mail column, two
    columns with the same heading.
    """
    refuse_identity_codes(table)
    matching = match(table.header.cells, given)
    refuse_unfit(table, matching)
    drafts = _drafts(table, matching, known)
    faults_of_sameness(drafts)
    find_supervisors(drafts, current)
    faults_of_taken_addresses(drafts, current)
    settle_supervisors(drafts, current)
    return StaffRows(
        rows=tuple(draft.finished() for draft in drafts if not draft.faults),
        faulty=tuple(draft.refused() for draft in drafts if draft.faults),
        notes=tuple(note for draft in drafts if not draft.faults for note in draft.notes()),
    )


def refuse_unfit(table: Table, matching: Matching) -> None:
    """Raises Unfit where the columns cannot make a staff list: one that is there twice, no name, nothing to know people by."""
    for field in sorted(matching.twice):
        raise Unfit(Reason.TWO_COLUMNS, field=field, column=table.header.cells[matching.columns[field]])
    columns = matching.columns
    if Field.NAME not in columns and not {Field.FIRST_NAME, Field.LAST_NAME} <= columns.keys():
        raise Unfit(Reason.NO_NAME_COLUMN)
    if not {Field.PERSONNEL_NUMBER, Field.EMAIL} & columns.keys():
        raise Unfit(Reason.NO_KEY_COLUMN)


def _drafts(table: Table, matching: Matching, known: Known) -> list[Draft]:
    percentages = matching.columns.get(Field.PERCENTAGE)
    shares = percentages is not None and cells.are_shares(table.column(percentages))
    parsers = cells.parsers(known, shares=shares)
    return [_draft(row, len(table.header.cells), matching.columns, parsers) for row in table.rows]


def _draft(row: Row, width: int, columns: Mapping[Field, int], parsers: Parsers) -> Draft:
    draft = Draft(row.line)
    texts = {field: row.cells[index] for field, index in columns.items()}
    _name(draft, texts)
    for field, text in texts.items():
        if field not in NAMES:
            _cell(draft, field, text, parsers)
    keyed = draft.personnel_number or draft.email
    if not keyed and not any(fault.field in {Field.PERSONNEL_NUMBER, Field.EMAIL} for fault in draft.faults):
        draft.faults.append(Fault(Reason.NO_KEY))
    if any(row.cells[width:]):
        draft.faults.append(Fault(Reason.TOO_MANY_CELLS, found=next(filter(None, row.cells[width:]))))
    return draft


def _name(draft: Draft, texts: Mapping[Field, str]) -> None:
    """First and last name where both stand in columns of their own (their order is sure), else the one column, else what there is."""
    draft.faults += [fault for field in NAMES if (fault := cells.refused(field, texts.get(field, "")))]
    first, last, whole = (texts.get(field, "") for field in (Field.FIRST_NAME, Field.LAST_NAME, Field.NAME))
    parts = f"{first} {last}".strip()
    said = parts if (first and last) or not whole else whole
    draft.name = "" if draft.faults else cells.name(said)
    draft.values[Field.NAME] = draft.name
    if not draft.name and not draft.faults:
        draft.faults.append(Fault(Reason.NO_NAME, Field.NAME, said))


def _cell(draft: Draft, field: Field, text: str, parsers: Parsers) -> None:
    """An empty cell empties its field; but never the number or the address, by which people are known."""
    if fault := cells.refused(field, text):
        draft.faults.append(fault)
    elif field == Field.SUPERVISOR:
        draft.supervisor = text
        draft.values[field] = ""
    elif text or field not in {Field.PERSONNEL_NUMBER, Field.EMAIL}:
        value, fault = _parsed(field, text, parsers)
        if fault is None:
            draft.values[field] = value
        else:
            (draft.passed_over if fault.reason in PASSED_OVER else draft.faults).append(fault)


def _parsed(field: Field, text: str, parsers: Parsers) -> cells.Parsed:
    if not text:
        return (None if field in WITHOUT_VALUE else ""), None
    return parsers[field](text) if field in parsers else (text, None)
