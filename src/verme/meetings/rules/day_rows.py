"""Days off out of a file: a table (CSV, XLSX) or a calendar (ICS), row by row, each fault with its line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from verme.kernel.tables import Row, Table
from verme.meetings.terms import DayFault, DayOffKind

LONGEST = timedelta(days=120)  # a summer
MOST = 2_000
NAME_LENGTH = 120
YEARS = range(2000, 2100)
HEADINGS = {
    "name": {"nimi", "otsikko", "selite", "namn", "rubrik", "name", "title", "summary"},
    "first": {"alkaa", "alku", "ensimmäinen päivä", "päivä", "pvm", "börjar", "första dagen", "dag", "first", "first day", "start", "day"},
    "last": {"päättyy", "loppu", "viimeinen päivä", "slutar", "sista dagen", "last", "last day", "end"},
    "kind": {"laji", "tyyppi", "slag", "typ", "kind", "type"},
}
KINDS = {
    DayOffKind.BREAK: {"", "loma", "lov", "break", "holiday"},
    DayOffKind.VESO: {"veso", "veso-päivä", "veso-dag", "veso day", "veso training day"},
    DayOffKind.OTHER: {"muu", "muu vapaa", "vapaa", "annat", "ledig", "other", "other day off"},
}
FORMS = ("%d.%m.%Y", "%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y", "%Y%m%d")


@dataclass(frozen=True)
class Day:
    """Days off as a file has them, both days included."""

    name: str
    first: date
    last: date
    kind: DayOffKind = DayOffKind.BREAK


@dataclass(frozen=True)
class Faulty:
    """A row that is not taken, and why; `line` as in the file, or the number of the event."""

    line: int
    why: DayFault
    text: str = ""


@dataclass(frozen=True)
class Read:
    """What a file holds: good rows once each, and the faulty ones."""

    days: tuple[Day, ...]
    faults: tuple[Faulty, ...]


def of_table(table: Table) -> Read:
    """The rows of a table whose columns are known by their headings; the last day and the kind may be missing."""
    places = _columns(table.header)
    if "name" not in places or "first" not in places:
        return Read((), (Faulty(table.header.line, DayFault.NO_COLUMNS),))
    rows = [row for row in table.rows if any(cell.strip() for cell in row.cells)]
    return _sorted_out((row.line, *_cells(row, places)) for row in rows)


def _columns(header: Row) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(header.cells):
        known = next((name for name, words in HEADINGS.items() if cell.strip().casefold() in words), None)
        if known and known not in found:
            found[known] = index
    return found


def _cells(row: Row, places: dict[str, int]) -> tuple[str, str, str, str]:
    name, first, last, kind = (row.cells[places[column]].strip() if column in places else "" for column in HEADINGS)
    return name, first, last or first, kind


def of_ics(content: bytes) -> Read:
    """The events of a calendar file; one that ends at a midnight ends on the day before. Raises ValueError when it is no calendar."""
    from icalendar import Calendar  # slow import

    events = Calendar.from_ical(content).walk("VEVENT")
    return _sorted_out((number, *_of_event(event)) for number, event in enumerate(events, 1))


def _of_event(event: Mapping[str, Any]) -> tuple[str, str, str, str]:
    get = event.get
    name = str(get("SUMMARY", ""))
    begins, ends = (getattr(get(name_), "dt", None) for name_ in ("DTSTART", "DTEND"))
    first = begins.date() if isinstance(begins, datetime) else begins
    last = first if ends is None else _last(ends)
    kind = "veso" if "veso" in name.casefold() else ""
    return name, first.isoformat() if first else "", max(last, first).isoformat() if first and last else "", kind


def _last(ends: date) -> date:
    """The last day of an event: its end is the first moment after it (RFC 5545, 3.6.1)."""
    if isinstance(ends, datetime):
        return (ends - timedelta(seconds=1)).date()
    return ends - timedelta(days=1)


def _sorted_out(rows: Iterable[tuple[int, str, str, str, str]]) -> Read:
    days: dict[tuple[str, date], Day] = {}
    faults: list[Faulty] = []
    for number, (line, name, first, last, kind) in enumerate(rows):
        if number >= MOST:
            faults.append(Faulty(line, DayFault.TOO_MANY))
            break
        found = _day(name, first, last, kind)
        if isinstance(found, Day):
            days[found.name, found.first] = found
        else:
            faults.append(Faulty(line, found, name or first))
    return Read(tuple(sorted(days.values(), key=lambda day: (day.first, day.name))), tuple(faults))


def _day(name: str, first: str, last: str, kind: str) -> Day | DayFault:
    name = " ".join(name.split())
    begins, ends = as_day(first), as_day(last)
    known = next((each for each, words in KINDS.items() if kind.strip().casefold() in words), None)
    checks = (
        (not name, DayFault.NO_NAME),
        (len(name) > NAME_LENGTH, DayFault.LONG_NAME),
        (begins is None or ends is None, DayFault.NO_DAY),
        (known is None, DayFault.KIND),
    )
    if (fault := next((fault for holds, fault in checks if holds), None)) is not None:
        return fault
    if begins is None or ends is None or known is None:  # said above; for the types
        return DayFault.NO_DAY
    return why_not_days(begins, ends) or Day(name, begins, ends, known)


def why_not_days(first: date, last: date) -> DayFault | None:
    """Days off have an order, and an end."""
    if last < first:
        return DayFault.ENDS_FIRST
    return DayFault.TOO_LONG if last - first > LONGEST else None


def as_day(text: str) -> date | None:
    """12.10.2026, 2026-10-12 or what a workbook writes; None when it is none of these."""
    for form in FORMS:
        try:
            day = datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        return day if day.year in YEARS else None
    return None


def as_text(days: Sequence[Day]) -> str:
    """The rows as a table of text, which `of_table` reads again: what a page keeps between looking and taking in."""
    lines = [f"{day.name.replace(';', ',')};{day.first.isoformat()};{day.last.isoformat()};{_word(day.kind)}" for day in days]
    return "\n".join(["name;first;last;kind", *lines])


def _word(kind: DayOffKind) -> str:
    return {DayOffKind.BREAK: "loma", DayOffKind.VESO: "veso", DayOffKind.OTHER: "muu"}[kind]
