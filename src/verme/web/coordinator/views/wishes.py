"""What can be wished in a programme: themes, weekly times, places."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.kernel.refusals import Refused
from verme.organisations.terms import Permission
from verme.programmes import actions
from verme.programmes.models import Place, Theme
from verme.web.coordinator.forms.wishes import PlaceForm, SlotForm, ThemeForm
from verme.web.ui.blaming import blame
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page

SLOT_REFUSED_AT = {"exists": "starts", "slot_ends": "ends"}


@staff(Permission.RUN_PROGRAMME)
def theme_add(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A new theme."""
    form = ThemeForm(request.POST or None, organisation=desk.house)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_theme(desk.year, terms=form.terms(), by=desk.actor)
        except Refused as no:
            blame(form, no, {"no_title": f"titles_{desk.house.first_language}"})
        else:
            messages.success(request, _("The theme was added."))
            return _back(desk)
    return page(request, "coordinator/year/theme.html", {"form": form, "theme": None})


@staff(Permission.RUN_PROGRAMME)
def theme_change(request: HttpRequest, desk: Desk, theme: int) -> HttpResponse:
    """One theme: its content is replaced."""
    held = _theme(desk, theme)
    form = ThemeForm(request.POST or None, organisation=desk.house, theme=held)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_theme(held, terms=form.terms(), by=desk.actor)
        except Refused as no:
            blame(form, no, {"no_title": f"titles_{desk.house.first_language}"})
        else:
            messages.success(request, _("Saved."))
            return _back(desk)
    return page(request, "coordinator/year/theme.html", {"form": form, "theme": held})


@staff(Permission.RUN_PROGRAMME)
def theme_remove(request: HttpRequest, desk: Desk, theme: int) -> HttpResponse:
    """Asks once, then takes the theme out."""
    held = _theme(desk, theme)
    if request.method == "POST":
        try:
            actions.remove_theme(held, by=desk.actor)
        except Refused as no:
            messages.error(request, no.sentence)
        else:
            messages.success(request, _("The theme was removed."))
        return _back(desk)
    return page(request, "coordinator/year/theme_remove.html", {"theme": held})


def _theme(desk: Desk, number: int) -> Theme:
    held = desk.year.themes.filter(pk=number).first()
    if held is None:
        raise Http404
    return held


@staff(Permission.RUN_PROGRAMME)
def slots(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The weekly times: each with a button that takes it out, and a row to add one."""
    form = SlotForm(request.POST or None) if "remove" not in request.POST else SlotForm()
    if "remove" in request.POST:
        _remove_slot(request, desk)
        return redirect(request.path)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_slot(desk.year, **form.cleaned_data, by=desk.actor)
        except Refused as no:
            blame(form, no, SLOT_REFUSED_AT)
        else:
            messages.success(request, _("The time was added."))
            return redirect(request.path)
    return page(request, "coordinator/year/slots.html", {"form": form, "slots": list(desk.year.slots.all())})


def _remove_slot(request: HttpRequest, desk: Desk) -> None:
    held = desk.year.slots.filter(pk=_number(request)).first()
    if held is None:
        raise Http404
    try:
        actions.remove_slot(held, by=desk.actor)
    except Refused as no:
        messages.error(request, no.sentence)
    else:
        messages.success(request, _("The time was removed."))


@staff(Permission.RUN_PROGRAMME)
def places(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The places: each with a way to rename and a button that takes it out, and a row to add one."""
    form = PlaceForm(request.POST if request.POST and "remove" not in request.POST else None, languages=desk.house.languages)
    if "remove" in request.POST:
        _remove_place(request, desk)
        return redirect(request.path)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_place(desk.year, **form.values(), by=desk.actor)
        except Refused as no:
            blame(form, no, {"no_title": f"names_{desk.house.first_language}"})
        else:
            messages.success(request, _("The place was added."))
            return redirect(request.path)
    return page(request, "coordinator/year/places.html", {"form": form, "places": list(desk.year.places.all())})


@staff(Permission.RUN_PROGRAMME)
def place_change(request: HttpRequest, desk: Desk, place: int) -> HttpResponse:
    """One place: its name."""
    held = _place(desk, place)
    form = PlaceForm(request.POST or None, languages=desk.house.languages, place=held)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_place(held, **form.values(), by=desk.actor)
        except Refused as no:
            blame(form, no, {"no_title": f"names_{desk.house.first_language}"})
        else:
            messages.success(request, _("Saved."))
            return redirect("staff:setup_places", organisation=desk.house.slug, programme=desk.year.slug)
    return page(request, "coordinator/year/place.html", {"form": form})


def _place(desk: Desk, number: int) -> Place:
    held = desk.year.places.filter(pk=number).first()
    if held is None:
        raise Http404
    return held


def _remove_place(request: HttpRequest, desk: Desk) -> None:
    try:
        actions.remove_place(_place(desk, _number(request)), by=desk.actor)
    except Refused as no:
        messages.error(request, no.sentence)
    else:
        messages.success(request, _("The place was removed."))


def _number(request: HttpRequest) -> int:
    """The row whose button was pressed; 0, which no row has, for what is no number."""
    asked = request.POST.get("remove", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else 0


def _back(desk: Desk) -> HttpResponse:
    return redirect("staff:setup", organisation=desk.house.slug, programme=desk.year.slug)
