"""A row while it is being judged: faults gather on it until all rules have spoken."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from verme.organisations.staff_rows.facts import Fault, FaultyRow, Field, Note, StaffFact, StaffRow, Value


@dataclass(slots=True, eq=False)
class Draft:
    """One row of the file. `supervisor` is what the cell says; `chief` is who was found by it, in the file or on the list."""

    line: int
    name: str = ""
    values: dict[Field, Value] = field(default_factory=dict)
    supervisor: str = ""
    chief: "Draft | StaffFact | None" = None
    faults: list[Fault] = field(default_factory=list)
    passed_over: list[Fault] = field(default_factory=list)

    @property
    def personnel_number(self) -> str:
        return str(self.values.get(Field.PERSONNEL_NUMBER, ""))

    @property
    def email(self) -> str:
        return str(self.values.get(Field.EMAIL, ""))

    def finished(self) -> StaffRow:
        return StaffRow(line=self.line, values=dict(self.values))

    def refused(self) -> FaultyRow:
        return FaultyRow(
            line=self.line, name=self.name, personnel_number=self.personnel_number, email=self.email, faults=tuple(self.faults)
        )

    def notes(self) -> Iterable[Note]:
        return (Note(self.line, self.name, fault) for fault in self.passed_over)
