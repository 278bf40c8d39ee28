"""What taking a file in would change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from verme.organisations.staff_rows.facts import Field, StaffFact, StaffRow, StaffRows, Value
from verme.organisations.staff_rows.identity import key_after, partners


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody whose facts the row would change: field → before, after. `returns`: was not on the latest list, is again."""

    fact: StaffFact
    row: StaffRow
    fields: Mapping[Field, tuple[Value, Value]]
    returns: bool


@dataclass(frozen=True, slots=True)
class Same:
    """Somebody about whom the row says nothing new."""

    fact: StaffFact
    row: StaffRow


@dataclass(frozen=True, slots=True)
class Differences:
    """All rows that may be taken in, each in one of the first three; `missing` are only marked as not on the list."""

    new: tuple[StaffRow, ...]
    changed: tuple[Change, ...]
    same: tuple[Same, ...]
    missing: tuple[StaffFact, ...]


def compare(current: Sequence[StaffFact], read: StaffRows) -> Differences:
    """The file against the list as it is now. Fields the file does not give stay as they are, and whoever stands on a faulty row is not
    missing. Once the differences are taken in, comparing again finds everybody the same.
    """
    met = partners(read.rows, current)
    keys_after = {met[row.line].key: key_after(row, met[row.line]) for row in read.rows if row.line in met}
    new: list[StaffRow] = []
    changed: list[Change] = []
    same: list[Same] = []
    for row in read.rows:
        fact = met.get(row.line)
        if fact is None:
            new.append(row)
        elif (fields := _changes(fact, row, keys_after)) or not fact.is_listed:
            changed.append(Change(fact, row, fields, returns=not fact.is_listed))
        else:
            same.append(Same(fact, row))
    return Differences(tuple(new), tuple(changed), tuple(same), _missing(current, met, read))


def _changes(fact: StaffFact, row: StaffRow, keys_after: Mapping[str, str]) -> dict[Field, tuple[Value, Value]]:
    """A supervisor who only gets another key through this file is the same person."""
    before: dict[Field, Value] = {field: getattr(fact, field.value) for field in row.values}
    if Field.SUPERVISOR in before:
        before[Field.SUPERVISOR] = keys_after.get(fact.supervisor, fact.supervisor)
    return {field: (before[field], after) for field, after in row.values.items() if before[field] != after}


def _missing(current: Sequence[StaffFact], met: Mapping[int, StaffFact], read: StaffRows) -> tuple[StaffFact, ...]:
    found = {id(fact) for fact in met.values()}
    unsure = {key for row in read.faulty for key in (row.personnel_number, row.email) if key}
    return tuple(fact for fact in current if fact.is_listed and id(fact) not in found and not {fact.personnel_number, fact.email} & unsure)
