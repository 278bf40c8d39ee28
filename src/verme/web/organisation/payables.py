"""The open month as its batch would be, and closed months in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from verme.compensation import queries, rules
from verme.compensation.documents.rows import centre_of, number_of
from verme.compensation.models import Batch, Entry, WorkLine
from verme.compensation.rules import Format
from verme.compensation.terms import BatchKind, Column, Step, WorkKind
from verme.kernel import clock, dates
from verme.kernel.tables import Sheet, to_xlsx
from verme.organisations.models import StaffMember
from verme.programmes.plain_words.numbers import decimal, listing
from verme.web.organisation.pay import Basket
from verme.web.ui import pay_rows
from verme.web.ui.desk import Desk


@dataclass(frozen=True)
class Payable:
    """One row of the open month."""

    number: int
    row: pay_rows.Row
    personnel_number: str
    salary_type: str
    cost_centre: str
    is_first: bool  # of its mentor


@dataclass(frozen=True)
class Month:
    """The open month of fees, or of small costs: every line is there, also those that this reader may not close."""

    kind: BatchKind
    month: date
    basket: Basket
    lines: Sequence[WorkLine]
    staff: Mapping[int, StaffMember]
    made: Format
    language: str

    @property
    def name(self) -> str:
        """lokakuu 2026"""
        return dates.month(self.month, self.language)

    @property
    def is_costs(self) -> bool:
        """Whether these are refunds."""
        return self.kind == BatchKind.COSTS

    @property
    def query(self) -> str:
        """What the address of the closing page adds."""
        return "?laji=kulut" if self.is_costs else ""

    @property
    def is_to_come(self) -> bool:
        """Whether this month is closed, and the next one has not begun."""
        return self.month > rules.month_of(clock.today())

    @cached_property
    def rows(self) -> list[Payable]:
        """In the order of the file."""
        before, found = 0, []
        for number, line in enumerate(self.lines, start=1):
            shown, kind = pay_rows.row(line, self.language), self.made.salary_types.get(line.kind, "")
            own = number_of(line, self.staff), kind, centre_of(line, self.made)
            found.append(Payable(number, shown, *own, is_first=line.mentor_id != before))
            before = line.mentor_id
        return found

    @property
    def told(self) -> str:
        """What the form carries."""
        return pay_rows.told(queries.seen(self.lines))

    @cached_property
    def sums(self) -> queries.Sums:
        """Of all rows."""
        return queries.sums(self.lines)

    @property
    def rows_words(self) -> str:
        """17 riviä"""
        return pay_rows.rows_words(self.sums.rows)

    @property
    def units(self) -> str:
        """38"""
        return decimal(self.sums.units)

    @property
    def total(self) -> str:
        """1 244,13"""
        return pay_rows.money(self.sums.cents, self.language)

    @property
    def hands(self) -> tuple[str, str]:
        """Who checked, who approved, by name."""
        checked = dict.fromkeys(line.checked_by.name for line in self.lines if line.checked_by)
        approved = dict.fromkeys(line.approved_by.name for line in self.lines if line.approved_by)
        return listing(checked) if checked else "", listing(approved) if approved else ""

    @cached_property
    def without_number(self) -> str:
        """Who lacks a personnel number, or has one that the payroll system does not take, by name."""
        width = self.made.width(Column.PERSONNEL_NUMBER)
        numbers = {line.mentor.name: number_of(line, self.staff) for line in self.lines}
        lacking = [name for name, number in numbers.items() if not 0 < len(number) <= width]
        return listing(lacking) if lacking else ""

    @cached_property
    def without_type(self) -> str:
        """For which kinds of work the salary type is missing."""
        kinds = list(dict.fromkeys(WorkKind(line.kind) for line in self.lines))
        lacking = [str(kind.label) for kind in rules.without_type(self.made, kinds)]
        return listing(lacking) if lacking else ""

    @property
    def double(self) -> int:
        """How many rows are there twice: the database lets none in."""
        facts = [(line.fact, line.turn, line.takes_back) for line in self.lines]
        return len(facts) - len(set(facts))

    @property
    def may_close(self) -> bool:
        """Whether this reader can close the month now."""
        return bool(self.lines) and not (self.basket.others or self.without_number or self.without_type or self.is_to_come)


def month_of(desk: Desk, kind: BatchKind, language: str, *, month: date | None = None) -> Month:
    """The open month of the desk's organisation."""
    month = month or queries.month_to_close(desk.house, kind)
    lines = queries.for_month(queries.waiting(desk.house, Step.CLOSE, kind), month)
    people = queries.holders(desk.house, Step.CLOSE) if lines else []
    staff = queries.staff_of(desk.house, {line.mentor_id: line.mentor for line in lines}.values()) if lines else {}
    made = queries.format_of(desk.house)
    return Month(kind, month, Basket(desk, Step.CLOSE, lines, people, language), lines, staff, made, language)


def review(month: Month, language: str) -> bytes:
    """The rows with names, for looking through: not what payroll reads in."""
    header = [
        _("Number of the row"), _("Mentor"), _("Personnel number"), _("Salary type"), _("Cost centre"), _("Ground"), _("Day"), _("Units"),
        _("Price of a unit"), _("In total"),
    ]  # fmt: skip
    rows = [
        [
            each.number, each.row.line.mentor.name, each.personnel_number, each.salary_type, each.cost_centre, each.row.what,
            each.row.line.day, each.row.line.units, _euros(each.row.line.unit_cents), _euros(each.row.line.cents),
        ]
        for each in month.rows
    ]  # fmt: skip
    return to_xlsx([Sheet(_("Rows"), header, rows)], title=month.name)


def _euros(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents) / 100


@dataclass(frozen=True)
class Closed:
    """One closed month in words."""

    batch: Batch
    month: str
    closed_at: str
    units: str
    total: str
    checksum: str  # its beginning, in fours


def closed_rows(batches: Iterable[Batch], language: str) -> list[Closed]:
    """Closed months in words, in the order given."""
    return [
        Closed(
            each,
            dates.month(each.month, language),
            dates.moment(each.closed_at, language),
            "" if each.kind == BatchKind.COSTS else decimal(each.units),
            pay_rows.money(each.cents, language),
            f"{each.digest[:4]} {each.digest[4:8]}",
        )
        for each in batches
    ]


@dataclass(frozen=True)
class ClosedRow:
    """One entry of a closed month in words."""

    entry: Entry
    units: str
    total: str


def entry_rows(entries: Iterable[Entry], language: str) -> list[ClosedRow]:
    """The entries of a batch in words."""
    return [
        ClosedRow(each, "" if each.kind == WorkKind.COST else pay_rows.amount(each.units), pay_rows.money(each.cents, language))
        for each in entries
    ]
