"""Opening a programme: one page of proposals that the coordinator confirms."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.kernel import clock
from verme.kernel.dates import school_year_of
from verme.kernel.refusals import Refused
from verme.organisations.terms import Permission
from verme.programmes import actions, queries
from verme.programmes.models import Programme
from verme.programmes.rules import Rules, year_defaults
from verme.web.coordinator.forms.year import REFUSED_AT, OpenForm, proposed
from verme.web.ui.blaming import blame
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page


@staff(Permission.RUN_PROGRAMME)
def open_year(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Names, days, places and what it begins with, all proposed by the operating model and the last programme."""
    held = queries.rule_set_on(desk.house, clock.today())
    if held is None:
        messages.warning(request, _("Choose the operating model first: the dates and numbers are proposed by it."))
        return redirect("staff:rules", organisation=desk.house.slug)
    own = list(queries.of_organisation(desk.house))
    form = _form(request, desk, held.rules, own)
    if request.method == "POST" and form.is_valid() and (made := _opened(form, desk)) is not None:
        messages.success(request, _("The programme is ready for you to look at. Nothing is public yet, and nothing was sent."))
        return redirect("staff:setup", organisation=desk.house.slug, programme=made.slug)
    return page(request, "coordinator/year/open.html", {"form": form})


def _form(request: HttpRequest, desk: Desk, rules: Rules, own: list[Programme]) -> OpenForm:
    earlier = [each for each in own if not each.is_practice]
    days = year_defaults(rules, clock.today())
    taken = [each.slug for each in own]
    initial = proposed(rules, days, languages=desk.house.languages, stem=desk.house.slug, taken=taken, earlier=earlier)
    return OpenForm(
        request.POST or None, languages=desk.house.languages, earlier=earlier[:5], language=request.LANGUAGE_CODE, initial=initial
    )


def _opened(form: OpenForm, desk: Desk) -> Programme | None:
    dates = form.dates()
    try:
        return actions.open_year(
            desk.house,
            slug=form.cleaned_data["slug"],
            titles=form.titles,
            school_year=school_year_of(dates.starts_on),
            dates=dates,
            **form.frame(),
            **form.begins_with(),
            by=desk.actor,
        )
    except Refused as no:
        blame(form, no, {**REFUSED_AT, "no_title": f"titles_{desk.house.first_language}"})
        return None
