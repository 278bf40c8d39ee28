"""Bringing a staff list: the file, its columns, what it would change, one yes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.kernel.refusals import Refused
from verme.organisations import actions, queries
from verme.organisations.actions import Imported
from verme.organisations.models import StaffImport
from verme.organisations.terms import Permission
from verme.web.organisation.forms.staff import ColumnsForm, NewUnitsForm, TakeInForm
from verme.web.organisation.staff_changes import changes as what_changes
from verme.web.organisation.staff_changes import unknown_units
from verme.web.organisation.staff_leaving import leaving
from verme.web.ui.blaming import blame
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.file_form import FileForm
from verme.web.ui.render import page

REFUSED_AT = {"no_name_column": "name", "no_key_column": "personnel_number"}


@staff(Permission.RUN_STAFF_LIST)
def bring(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The file. Whatever is wrong with the whole of it is told here, and nothing of it is kept."""
    form = FileForm(request, label=_("Staff list"))
    if request.method == "POST" and form.is_valid():
        try:
            held = actions.receive_staff_file(desk.house, table=form.table, file_name=form.cleaned_data["file"].name, by=desk.actor)
        except Refused as no:
            blame(form, no, "file")
        else:
            return redirect("staff:staff_columns", desk.house.slug, held.pk)
    return page(request, "organisation/staff/bring.html", {"form": form})


@staff(Permission.RUN_STAFF_LIST)
def columns(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """What the columns hold: our guess, until it is put right."""
    held = _held(desk, number)
    if held is None:
        return _gone(request)
    form = ColumnsForm(request.POST or None, held=held)
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_columns(held, columns=form.columns, by=desk.actor)
        except Refused as no:
            blame(form, no, REFUSED_AT)
        else:
            return redirect("staff:staff_changes", desk.house.slug, held.pk)
    return page(request, "organisation/staff/columns.html", {"form": form, "held": held, "count": len(held.rows) - 1})


@staff(Permission.RUN_STAFF_LIST)
def changes(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """What would change, who would be marked as missing, what must be mended; one yes takes all of it in."""
    held = _held(desk, number)
    if held is None:
        return _gone(request)
    if not held.columns:
        return redirect("staff:staff_columns", desk.house.slug, held.pk)
    form = TakeInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            done = actions.import_staff(held, seen=given["seen"], leaves_out=bool(given["skip"]), by=desk.actor)
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            messages.success(request, _told(done))
            return redirect("staff:staff_list", desk.house.slug)
    judged = queries.judge(held)
    context = {**what_changes(desk.house, judged), "leaving": leaving(desk.house, judged)}
    return page(request, "organisation/staff/changes.html", {"form": form, "held": held, "count": len(held.rows) - 1, **context})


@staff(Permission.RUN_STAFF_LIST)
def new_units(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Schools that the file has and we have not: added in one go, so that the file need not be touched."""
    held = _held(desk, number)
    if held is None:
        return _gone(request)
    form = NewUnitsForm(request.POST or None, names=unknown_units(queries.judge(held)) if held.columns else {})
    if request.method == "POST" and form.is_valid():
        actions.add_units(desk.house, units=form.units, by=desk.actor)
        return redirect("staff:staff_changes", desk.house.slug, held.pk)
    return page(request, "organisation/staff/new_units.html", {"form": form, "held": held})


@staff(Permission.RUN_STAFF_LIST)
def forget(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The file is not wanted; opening the address does nothing."""
    held = _held(desk, number)
    if held is None:
        return _gone(request)
    if request.method == "POST":
        actions.forget_staff_file(held, by=desk.actor)
        messages.success(request, _("The file is forgotten. The staff list is as it was."))
    return redirect("staff:staff_list", desk.house.slug)


def _held(desk: Desk, number: int) -> StaffImport | None:
    return desk.house.staff_imports.filter(pk=number).first()


def _gone(request: HttpRequest) -> HttpResponse:
    """Taken into use already (a button pressed twice, a page from yesterday), forgotten, or never ours."""
    return page(request, "organisation/staff/gone.html", {}, status=404)


def _told(done: Imported) -> str:
    if not (done.new or done.changed or done.missing):
        return _("Nothing changed: the staff list was as the file has it.")
    told = _("The staff list is in use: %(new)s new, %(changed)s changed, %(missing)s not on the list any more.")
    return told % {"new": done.new, "changed": done.changed, "missing": done.missing}
