"""A principal's list of the own unit: name, days and year of what is confirmed (decisions.md §2). Nothing of groups, kinds or attendance.

Where the operating model lets principals confirm, the list also holds what waits for their word.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.certificates import actions, queries
from verme.certificates.queries import Earner
from verme.kernel import clock, dates
from verme.kernel.refusals import Refused
from verme.kernel.tables import to_xlsx
from verme.organisations.models import Unit
from verme.organisations.terms import Permission
from verme.programmes.terms import ConfirmedBy
from verme.web.ui.crediting import XLSX, rows_of, seen_in, yearly_plan
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page

YEARS_BACK = 2


def _units(desk: Desk) -> list[Unit]:
    return [role.unit for role in desk.roles if role.unit is not None]


def _year(request: HttpRequest) -> int:
    """The school year that is asked for, or this one."""
    now = dates.school_year_of(clock.today())
    asked = request.GET.get("vuosi", "")
    return int(asked) if asked.isdecimal() and now - YEARS_BACK <= int(asked[:6]) <= now else now


def _own(desk: Desk, year: int) -> list[Earner]:
    units = {unit.pk for unit in _units(desk)}
    return [each for each in queries.of_year(desk.house, year) if each.unit is not None and each.unit.pk in units]


@staff(Permission.SEE_UNIT_CREDIT)
def unit_credit(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The own unit's confirmed credit, and with POST the principal's word where the operating model asks for it."""
    year, failed = _year(request), ""
    if request.method == "POST":
        seen = seen_in(request.POST.getlist("person"))
        try:
            done = actions.confirm(desk.house, school_year=year, seen=seen, units=_units(desk), by=desk.actor)
        except Refused as no:
            failed = no.sentence
        else:
            messages.success(request, ngettext("%(n)s was confirmed.", "%(n)s were confirmed.", done) % {"n": done})
            return redirect(request.get_full_path())
    return page(request, "organisation/credit/unit.html", {**_shown(desk, year, request.LANGUAGE_CODE), "failed": failed})


def _shown(desk: Desk, year: int, language: str) -> dict[str, Any]:
    """What is valid, what waits for the principal's word, and the school years to choose from."""
    own, now = rows_of(_own(desk, year), language), dates.school_year_of(clock.today())
    years = range(now, now - YEARS_BACK - 1, -1)
    return {
        "rows": [row for row in own if row.earner.is_valid],
        "waiting": [row for row in own if row.may_confirm and row.earner.rules.confirmed_by == ConfirmedBy.PRINCIPAL],
        "units": [unit.name for unit in _units(desk)],
        "year": year,
        "chips": [{"label": dates.school_year(each), "url": f"?vuosi={each}", "is_current": each == year} for each in years],
    }


@staff(Permission.SEE_UNIT_CREDIT, fresh=True)
def unit_export(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The same list as a workbook for the school's yearly plan."""
    year = _year(request)
    sheet = yearly_plan([each for each in _own(desk, year) if each.is_valid], year, request.LANGUAGE_CODE)
    title = _("Credit %(year)s") % {"year": dates.school_year(year)}
    headers = {"Content-Disposition": f'attachment; filename="verme-{desk.house.slug}-{year}.xlsx"'}
    return HttpResponse(to_xlsx([sheet], title=title), content_type=XLSX, headers=headers)
