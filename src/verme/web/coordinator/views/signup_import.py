"""Bringing a list gathered elsewhere: the file, its columns, what it would bring, one yes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.kernel.refusals import Refused
from verme.organisations.terms import Permission
from verme.signups import actions, queries
from verme.signups.actions import Brought
from verme.signups.models import SignupList
from verme.web.coordinator.forms.gathered import ColumnsForm, TakeInForm
from verme.web.coordinator.signups.bringing import coming, letter
from verme.web.ui.blaming import blame
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.file_form import FileForm
from verme.web.ui.render import page

REFUSED_AT = {"no_name": "name", "no_email": "email"}


@staff(Permission.SEE_SIGNUPS)
def bring(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The file. Whatever is wrong with the whole of it is told here, and nothing of it is kept."""
    form = FileForm(request, label=_("List of sign-ups"))
    if request.method == "POST" and form.is_valid():
        try:
            held = actions.receive_list(desk.year, table=form.table, file_name=form.cleaned_data["file"].name, by=desk.actor)
        except Refused as no:
            blame(form, no, "file")
        else:
            return _to("signups_columns", desk, held.pk)
    context = {"form": form, "waiting": list(queries.waiting_lists(desk.year)), "letter": letter(desk)}
    return page(request, "coordinator/signups/bring.html", context)


@staff(Permission.SEE_SIGNUPS)
def columns(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """What the columns hold: our guess, until it is put right; and what is said of those who were not asked."""
    held = _held(desk, number)
    if held is None:
        return _gone(request)
    form = ColumnsForm(request.POST or None, held=held, offering=queries.offering(desk.year))
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_list_columns(held, columns=form.columns, assumed=form.assumed, by=desk.actor)
        except Refused as no:
            blame(form, no, REFUSED_AT)
        else:
            return _to("signups_check", desk, held.pk)
    return page(request, "coordinator/signups/bring_columns.html", {"form": form, "held": held, "count": len(held.rows) - 1})


@staff(Permission.SEE_SIGNUPS)
def check(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Whom the file brings, who is in already, what must be mended; one yes signs all of them up."""
    held = _held(desk, number)
    if held is None:
        return _gone(request)
    if not held.columns:
        return _to("signups_columns", desk, held.pk)
    form = TakeInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            brought = actions.take_list_in(held, seen=given["seen"], leaves_out=bool(given["skip"]), by=desk.actor)
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            messages.success(request, _told(brought))
            return redirect("staff:signups", desk.house.slug, desk.year.slug)
    context = {"form": form, "held": held, "count": len(held.rows) - 1, **coming(queries.judge(held))}
    return page(request, "coordinator/signups/bring_check.html", context)


@staff(Permission.SEE_SIGNUPS)
def forget(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The file is not wanted; opening the address does nothing."""
    held = _held(desk, number)
    if held is None:
        return _gone(request)
    if request.method == "POST":
        actions.forget_list(held, by=desk.actor)
        messages.success(request, _("The file is forgotten. Nobody was signed up."))
    return _to("signups_bring", desk)


def _held(desk: Desk, number: int) -> SignupList | None:
    held = desk.year.signup_lists.filter(pk=number).first()
    if held is not None:
        held.programme = desk.year
    return held


def _to(name: str, desk: Desk, *more: object) -> HttpResponse:
    return redirect(f"staff:{name}", desk.house.slug, desk.year.slug, *more)


def _gone(request: HttpRequest) -> HttpResponse:
    """Taken in already (a button pressed twice, a page from yesterday), forgotten, or never ours."""
    return page(request, "coordinator/signups/bring_gone.html", {}, status=404)


def _told(brought: Brought) -> str:
    if not brought.entered:
        return _("Nobody new: everybody on the list had signed up already.")
    told = ngettext(
        "%(n)s person was signed up, and the confirmation is on its way.",
        "%(n)s people were signed up, and each gets a confirmation.",
        brought.entered,
    )
    return told % {"n": brought.entered}
