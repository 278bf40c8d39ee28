"""Lines of pay in words, for whoever may see them: the mentor, the coordinator, the approver, the clerk. No theme is ever named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.compensation.models import WorkLine
from verme.compensation.queries import Seen
from verme.compensation.terms import LineState, WorkKind
from verme.kernel import dates
from verme.programmes.plain_words.numbers import decimal, listing

CSS = {
    LineState.SENT: "doing",
    LineState.CHECKED: "doing",
    LineState.APPROVED: "done",
    LineState.RETURNED: "warn",
    LineState.CLOSED: "done",
    LineState.VOID: "locked",
}


def money(cents: int | None, language: str) -> str:
    """1 244,13 · 1,244.13 · "" without a sum: always with cents, for columns."""
    if cents is None:
        return ""
    whole, rest = divmod(abs(cents), 100)
    thousands, point = (",", ".") if language == "en" else ("\N{NO-BREAK SPACE}", ",")
    return f"{'−' if cents < 0 else ''}{whole:,}".replace(",", thousands) + f"{point}{rest:02}"


def amount(units: Decimal) -> str:
    """1,5 · −1, in the active language."""
    return decimal(units).replace("-", "−")


def what(line: WorkLine, language: str) -> str:
    """What a line is about, in the active language."""
    day = dates.short_day(line.day, language)
    said = {
        WorkKind.PLANNING: _("Planning work at the start of the school year"),
        WorkKind.MEETING: _("Meeting %(day)s") % {"day": day},
        WorkKind.ARRANGEMENT: _("Arrangements %(day)s") % {"day": day},
        WorkKind.COST: _("Refund of a cost %(day)s") % {"day": day},
    }[WorkKind(line.kind)]
    return _("Correction: %(what)s") % {"what": said} if line.takes_back or line.turn else said


def ground(line: WorkLine) -> str:
    """What the mentor wrote about it, or the group that met."""
    if line.arrangement:
        return line.arrangement.ground
    if line.expense:
        told = _("%(what)s, receipt %(receipt)s, group %(letter)s")
        return told % {"what": line.expense.what, "receipt": line.expense.receipt, "letter": line.expense.group.letter}
    if line.meeting and line.meeting.group:
        return _("Group %(letter)s") % {"letter": line.meeting.group.letter}
    return ""


@dataclass(frozen=True)
class Row:
    """One line as it is shown."""

    line: WorkLine
    what: str
    ground: str
    units: str
    price: str
    total: str
    state: str
    css: str


def row(line: WorkLine, language: str) -> Row:
    """One line in words."""
    return Row(
        line,
        what(line, language),
        ground(line),
        amount(line.units) if line.kind != WorkKind.COST else "",
        money(line.unit_cents, language) if line.kind != WorkKind.COST else "",
        money(line.cents, language),
        str(LineState(line.state).label),
        CSS[LineState(line.state)],
    )


@dataclass(frozen=True)
class Person:
    """One mentor's lines, added up by kind of work."""

    name: str
    key: int
    rows: Sequence[Row]
    planning: str
    meetings: str
    days: str
    arrangements: str
    units: str
    total: str
    costs: str
    has_correction: bool


def by_mentor(lines: Iterable[WorkLine], language: str) -> list[Person]:
    """Mentors in the order of the lines."""
    groups: dict[int, list[WorkLine]] = {}
    for line in lines:
        groups.setdefault(line.mentor_id, []).append(line)
    return [_person(own, language) for own in groups.values()]


def _person(lines: Sequence[WorkLine], language: str) -> Person:
    met = [line for line in lines if line.kind == WorkKind.MEETING]
    return Person(
        name=lines[0].mentor.name,
        key=lines[0].mentor_id,
        rows=[row(line, language) for line in lines],
        planning=_units(lines, WorkKind.PLANNING),
        meetings=_units(lines, WorkKind.MEETING),
        days=listing(dates.short_day(line.day, language) for line in met) if met else "",
        arrangements=_units(lines, WorkKind.ARRANGEMENT),
        units=amount(sum((line.units for line in lines if line.kind != WorkKind.COST), Decimal(0))),
        total=money(_total(lines), language),
        costs=money(_total([line for line in lines if line.kind == WorkKind.COST]), language),
        has_correction=any(line.takes_back or line.turn for line in lines),
    )


def _units(lines: Iterable[WorkLine], kind: WorkKind) -> str:
    own = [line.units for line in lines if line.kind == kind]
    return amount(sum(own, Decimal(0))) if own else "–"


def _total(lines: Iterable[WorkLine]) -> int | None:
    priced = [line.cents for line in lines if line.cents is not None]
    return sum(priced) if priced else None


def rows_words(number: int) -> str:
    """1 rivi · 17 riviä."""
    return ngettext("%(n)s row", "%(n)s rows", number) % {"n": number}


def told(seen: Iterable[Seen]) -> str:
    """What a form carries of the lines that it shows."""
    return " ".join(map(str, seen))


def understood(text: str) -> list[Seen]:
    """What a form carried; empty for what is none of ours."""
    try:
        return [_seen(each) for each in text.split()]
    except (ValueError, ArithmeticError):
        return []


def _seen(text: str) -> Seen:
    line, units, cents = text.split(":")
    return Seen(int(line), Decimal(units), int(cents) if cents else None)
