"""Schools, other units and staff groups: listed, added, changed, closed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.kernel.refusals import Refused
from verme.organisations import actions, queries
from verme.organisations.terms import OrganisationRefusal, Permission
from verme.web.organisation.forms.units import StaffGroupForm, UnitForm
from verme.web.ui.blaming import blame
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page

UNIT_REFUSED_AT = {OrganisationRefusal.UNIT_EXISTS.value: "name"}


@staff(Permission.RUN_ORGANISATION)
def units(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All of them, the open ones first, with how many of the staff list each has."""
    context = {"units": list(queries.units(desk.house)), "groups": list(queries.staff_groups(desk.house))}
    return page(request, "organisation/units/units.html", context)


@staff(Permission.RUN_ORGANISATION)
def unit_add(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A new unit."""
    form = UnitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_unit(desk.house, **form.values(), by=desk.actor)
        except Refused as no:
            blame(form, no, UNIT_REFUSED_AT)
        else:
            return _done(request, desk, _("The unit was added."))
    return page(request, "organisation/units/unit.html", {"form": form})


@staff(Permission.RUN_ORGANISATION)
def unit_change(request: HttpRequest, desk: Desk, unit: int) -> HttpResponse:
    """A unit's name, level and place; whether it is closed."""
    held = desk.house.units.filter(pk=unit).first()
    if held is None:
        raise Http404
    form = UnitForm(request.POST or None, unit=held)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_unit(held, **form.values(), by=desk.actor)
        except Refused as no:
            blame(form, no, UNIT_REFUSED_AT)
        else:
            return _done(request, desk, _("Saved."))
    return page(request, "organisation/units/unit.html", {"form": form, "name": form.initial["name"]})


@staff(Permission.RUN_ORGANISATION)
def staff_group_add(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A new staff group. Its key, which files use, is made of its name."""
    form = StaffGroupForm(request.POST or None, house=desk.house)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_staff_group(desk.house, **form.values(), by=desk.actor)
        except Refused as no:
            blame(form, no, _group_refused_at(desk))
        else:
            return _done(request, desk, _("The staff group was added."))
    return page(request, "organisation/units/group.html", {"form": form})


@staff(Permission.RUN_ORGANISATION)
def staff_group_change(request: HttpRequest, desk: Desk, group: int) -> HttpResponse:
    """A staff group's name and working-time form; whether it is closed."""
    held = desk.house.staff_groups.filter(pk=group).first()
    if held is None:
        raise Http404
    form = StaffGroupForm(request.POST or None, house=desk.house, group=held)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_staff_group(held, **form.values(), by=desk.actor)
        except Refused as no:
            blame(form, no, _group_refused_at(desk))
        else:
            return _done(request, desk, _("Saved."))
    return page(request, "organisation/units/group.html", {"form": form, "group": held})


def _group_refused_at(desk: Desk) -> dict[str, str]:
    name = f"names_{desk.house.first_language}"
    return dict.fromkeys((reason.value for reason in OrganisationRefusal), name)


def _done(request: HttpRequest, desk: Desk, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("staff:units", desk.house.slug)
