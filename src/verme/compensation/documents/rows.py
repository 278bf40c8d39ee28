"""Lines into rows of a payroll file: personnel number, salary type, cost centre, and an explanation in the first language."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from verme.compensation.documents.payroll import Row
from verme.compensation.models import WorkLine
from verme.compensation.rules import Format
from verme.compensation.terms import WorkKind
from verme.kernel import dates
from verme.organisations.models import StaffMember


def rows(lines: Sequence[WorkLine], made: Format, *, batch: int, staff: Mapping[int, StaffMember], language: str) -> list[Row]:
    """One row a line, numbered from 1. `staff`: mentor → row of the staff list. An estimate is no price, so such rows have none."""
    with override(language):
        return [
            Row(
                row=number,
                batch=batch,
                personnel_number=number_of(line, staff),
                salary_type=made.salary_types.get(line.kind, ""),
                start=line.day,
                end=line.day,
                amount=line.units,
                unit_cents=None if line.is_estimate else line.unit_cents,
                cents=None if line.is_estimate else line.cents,
                cost_centre=centre_of(line, made),
                words=words(line, language),
            )
            for number, line in enumerate(lines, start=1)
        ]


def number_of(line: WorkLine, staff: Mapping[int, StaffMember]) -> str:
    """The payee's personnel number; empty when the staff list has none."""
    return staff[line.mentor_id].personnel_number if line.mentor_id in staff else ""


def centre_of(line: WorkLine, made: Format) -> str:
    """The row's cost centre."""
    own = line.expense.cost_centre if line.expense else ""
    return made.centre(programme=line.programme_id, unit=line.mentor.unit_id, own=own)


def words(line: WorkLine, language: str) -> str:
    """What the row is for, in the active language: never a theme, never a name."""
    day = dates.short_day(line.day, language)
    said = {
        WorkKind.PLANNING: _("Planning, school year %(years)s") % {"years": dates.school_year(line.school_year)},
        WorkKind.MEETING: _("Meeting %(day)s") % {"day": day},
        WorkKind.ARRANGEMENT: _("Arrangements %(day)s") % {"day": day},
        WorkKind.COST: _("Refund of a cost %(day)s") % {"day": day},
    }[WorkKind(line.kind)]
    return _("Correction: %(what)s") % {"what": said} if line.takes_back or line.turn else said
