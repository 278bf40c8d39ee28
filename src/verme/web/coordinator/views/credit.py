"""Credit of a school year: who has how much, confirming it, telling the schools, taking it along."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.certificates import actions, queries
from verme.kernel import dates
from verme.kernel.refusals import Refused
from verme.kernel.tables import to_xlsx
from verme.organisations.terms import Permission
from verme.programmes import queries as programmes
from verme.programmes.terms import ConfirmedBy, CreditForm
from verme.signups import queries as signups
from verme.web.ui.crediting import XLSX, rows_of, seen_in, totals, yearly_plan
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page


@staff(Permission.RUN_CREDIT)
def credit(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Everybody of the school year by school; with POST the chosen ones are confirmed."""
    year, failed = desk.year.school_year, ""
    if request.method == "POST":
        try:
            done = actions.confirm(desk.house, school_year=year, seen=seen_in(request.POST.getlist("person")), by=desk.actor)
        except Refused as no:
            failed = no.sentence
        else:
            messages.success(request, ngettext("%(n)s was confirmed.", "%(n)s were confirmed.", done) % {"n": done})
            return redirect("staff:credit", desk.house.slug, desk.year.slug)
    return page(request, "coordinator/credit/credit.html", {**_shown(desk, year, request.LANGUAGE_CODE), "failed": failed})


def _shown(desk: Desk, year: int, language: str) -> dict[str, Any]:
    """Everybody's credit with the certificates made; who of the own people sits elsewhere, and how many here belong to another employer."""
    earners = queries.of_year(desk.house, year)
    rows = rows_of(earners, language, made=queries.made_by(earners))
    model = programmes.rules_of(desk.year)
    return {
        "rows": rows,
        "totals": totals(rows),
        "has_days": any(row.earner.earned.form == CreditForm.VESO for row in rows),
        "year": dates.school_year(year),
        "across": signups.across(desk.house, year),
        "confirms": model is None or model.confirmed_by == ConfirmedBy.COORDINATOR,
        "confirmed_by": ConfirmedBy(model.confirmed_by).value if model else "",
    }


@staff(Permission.RUN_CREDIT)
def report(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Everything that is confirmed has been given to the schools."""
    if request.method == "POST":
        try:
            count = actions.report(desk.house, school_year=desk.year.school_year, by=desk.actor)
        except Refused as no:
            messages.warning(request, no.sentence)
        else:
            messages.success(
                request, ngettext("%(n)s is now marked as reported.", "%(n)s are now marked as reported.", count) % {"n": count}
            )
    return redirect("staff:credit", desk.house.slug, desk.year.slug)


@staff(Permission.RUN_CREDIT, fresh=True)
def export(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What is valid, for the schools' yearly plans: a workbook."""
    year = desk.year.school_year
    valid = [each for each in queries.of_year(desk.house, year) if each.is_valid]
    sheet = yearly_plan(valid, year, request.LANGUAGE_CODE)
    title = _("Credit %(year)s") % {"year": dates.school_year(year)}
    name = f"verme-{desk.house.slug}-{year}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(to_xlsx([sheet], title=title), content_type=XLSX, headers=headers)
