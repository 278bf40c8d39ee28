"""Staff lists as files of a personnel system would have them, and their way into the list."""

from collections.abc import Sequence

from tests import cast
from verme.kernel import tables
from verme.kernel.tables import Table
from verme.organisations import actions, queries, staff_rows
from verme.organisations.actions import Imported
from verme.organisations.models import StaffImport
from verme.people.models import Person

HEADER = ("Palkkanumero", "Nimi", "Sähköposti", "Koulu", "Nimike", "Henkilöstöryhmä", "Esihenkilö")
AINO = ("1001", "Aino Aalto", "aino@seinajoki.example", "Alakylän koulu", "Opettaja", "Luokanopettaja", "Rauni Rehtori")
BERTTA = ("1002", "Bertta Berg", "bertta@seinajoki.example", "Harjun koulu", "Opettaja", "Luokanopettaja", "1009")
RAUNI = ("1009", "Rauni Rehtori", "rauni@seinajoki.example", "Alakylän koulu", "Rehtori", "Rehtori", "")
ALL = (AINO, BERTTA, RAUNI)
type Rows = Sequence[Sequence[str]]


def table(rows: Rows = ALL, header: Sequence[str] = HEADER) -> Table:
    """What reading the file gives."""
    return tables.read(tables.to_csv(header, rows), "lista.csv")


def received(house: cast.House, rows: Rows = ALL, header: Sequence[str] = HEADER, *, person: Person | None = None) -> StaffImport:
    """A file that the coordinator, or another person, brought; its columns as we guess them."""
    by, held = (person or house.coordinator).acting("coordinator"), table(rows, header)
    kept = actions.receive_staff_file(house.organisation, table=held, file_name="lista.csv", by=by)
    return actions.choose_columns(kept, columns=staff_rows.match(held.header.cells).columns, by=by)


def take_in(house: cast.House, rows: Rows = ALL, header: Sequence[str] = HEADER, *, leaves_out: bool = False) -> Imported:
    """The whole way: brought, looked at, taken into use."""
    held = received(house, rows, header)
    seen = queries.judge(held).fingerprint
    return actions.import_staff(held, seen=seen, leaves_out=leaves_out, by=house.coordinator.acting("coordinator"))
