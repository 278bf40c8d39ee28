"""Credit of many people as rows: for the coordinator, for a principal, for the schools' yearly plans as a workbook."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.certificates.documents import hours_words
from verme.certificates.queries import Earner, Own
from verme.certificates.terms import CreditState
from verme.kernel import dates
from verme.kernel.tables import Cell, Sheet
from verme.programmes.terms import CreditForm

SHEET_NAME = 31
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Row:
    """One person's school year on a page."""

    earner: Earner
    unit: str
    given: str  # 1 day, or 4.5 hours
    state: str
    note: str
    hosts: Sequence[str] = ()  # other organisations in whose groups the person sits
    certificates: Sequence[Own] = ()  # that the person has made, the latest first

    @property
    def may_confirm(self) -> bool:
        """Whether it waits for somebody's word."""
        return self.earner.state == CreditState.EARNED


def rows_of(earners: Iterable[Earner], language: str, *, made: Mapping[int, Sequence[Own]] | None = None) -> list[Row]:
    """By unit, then by name; with the certificates that were `made`, by sign-up."""
    rows = [_row(each, language, [own for number in each.signups for own in (made or {}).get(number, ())]) for each in earners]
    return sorted(rows, key=lambda row: (row.unit.casefold(), row.earner.name.casefold()))


def _row(earner: Earner, language: str, certificates: Sequence[Own]) -> Row:
    return Row(
        earner=earner,
        unit=unit_of(earner),
        given=given_words(earner, language),
        state=str(earner.state.label) if earner.state else "",
        note=_note(earner),
        hosts=[house.name_in(language) for house in earner.hosts],
        certificates=certificates,
    )


def unit_of(earner: Earner) -> str:
    """Where the person works."""
    return earner.unit.name if earner.unit else earner.other_unit or "–"


def given_words(earner: Earner, language: str) -> str:
    """1 day · 4,5 tuntia · a dash for nothing yet."""
    earned = earner.earned
    if not earned.minutes:
        return "–"
    if earned.form != CreditForm.VESO:
        return hours_words(earned.minutes, language)
    number = f"{earned.days.normalize():f}".replace(".", "." if language == "en" else ",")
    return ngettext("%(days)s day", "%(days)s days", 1 if earned.days == 1 else 2) % {"days": number}


def _note(earner: Earner) -> str:
    if earner.is_corrected:
        return _("Attendance was corrected after this was confirmed.")
    if earner.earned.form == CreditForm.VESO and not earner.suffices:
        return _("The meetings that are left are not enough for a day.")
    more = earner.earned.more_meetings
    if earner.state == CreditState.ACCRUING and earner.earned.form == CreditForm.VESO and more:
        return ngettext("%(n)s more meeting", "%(n)s more meetings", more) % {"n": more}
    return ""


def yearly_plan(earners: Sequence[Earner], school_year: int, language: str) -> Sheet:
    """For the school's yearly plan: name, unit, days, hours, school year; nothing of groups, kinds or attendance."""
    header = [_("School or unit"), _("Name"), _("VESO days"), _("Hours"), _("Counts as"), _("School year"), _("State")]
    return Sheet(_("Credit")[:SHEET_NAME], header, [_cells(row, school_year) for row in rows_of(earners, language)])


def _cells(row: Row, school_year: int) -> list[Cell]:
    earned = row.earner.earned
    is_day = earned.form == CreditForm.VESO
    hours = (Decimal(earned.minutes) / 60).quantize(Decimal("0.01"))
    return [
        row.unit,
        row.earner.name,
        earned.days if is_day else None,
        hours,
        str(earned.form.label),
        dates.school_year(school_year),
        row.state,
    ]


@dataclass(frozen=True)
class Totals:
    """How many people are in which state; and for how many the rest does not suffice."""

    confirmed: int  # reported or not
    to_report: int
    to_confirm: int
    accruing: int
    short: int


def totals(rows: Sequence[Row]) -> Totals:
    """The figures beside the list."""
    states = [row.earner.state for row in rows]
    return Totals(
        confirmed=sum(state in {CreditState.CONFIRMED, CreditState.REPORTED} for state in states),
        to_report=states.count(CreditState.CONFIRMED),
        to_confirm=states.count(CreditState.EARNED),
        accruing=states.count(CreditState.ACCRUING),
        short=sum(row.earner.earned.form == CreditForm.VESO and not row.earner.suffices for row in rows),
    )


def seen_in(sent: Iterable[str]) -> dict[str, int]:
    """What a page's boxes say: "key:minutes". Anything else is left out."""
    pairs = (each.rpartition(":") for each in sent)
    return {key: int(minutes) for key, _colon, minutes in pairs if key and minutes.isdecimal() and len(minutes) < 8}
