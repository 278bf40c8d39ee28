"""What a programme is: overview, texts, days and places, the page as the public will see it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.organisations.terms import Permission
from verme.programmes import actions, queries
from verme.programmes.terms import Stage
from verme.web.coordinator.forms.year import REFUSED_AT, FrameForm, TextsForm, frame_of
from verme.web.ui.blaming import blame
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.programme_page import programme_page
from verme.web.ui.render import page

OVER = {Stage.PUBLISHED, Stage.ENDED}


@staff(Permission.RUN_PROGRAMME)
def setup(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Everything that the programme consists of, each part with a way to change it; announcing, pausing, ending."""
    stage = desk.year.stage_at(clock.now())
    context = {
        "programme": desk.year,
        "stage": stage,
        "is_over": stage in OVER,
        "themes": list(desk.year.themes.prefetch_related("admit_groups")),
        "slots": list(desk.year.slots.all()),
        "places": list(desk.year.places.all()),
        "has_rules": queries.rules_of(desk.year) is not None,
    }
    context["is_ready"] = all(context[name] for name in ("themes", "slots", "places"))
    return page(request, "coordinator/year/setup.html", context)


@staff(Permission.RUN_PROGRAMME)
def texts(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Name and description in each language."""
    form = TextsForm(request.POST or None, programme=desk.year)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(desk.year, **form.values(), by=desk.actor)
        except Refused as no:
            blame(form, no, {"no_title": f"titles_{desk.house.first_language}"})
        else:
            return _saved(request, desk)
    return page(request, "coordinator/year/texts.html", {"form": form})


@staff(Permission.RUN_PROGRAMME)
def frame(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Days, places, order, the late."""
    form = FrameForm(request.POST or None, initial=frame_of(desk.year))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(desk.year, **vars(form.dates()), **form.frame(), by=desk.actor)
        except Refused as no:
            blame(form, no, REFUSED_AT)
        else:
            return _saved(request, desk)
    return page(request, "coordinator/year/frame.html", {"form": form})


@staff(Permission.RUN_PROGRAMME)
def preview(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The public page as it will be when sign-up is open, before anybody else can see it."""
    context = programme_page(desk.year, Stage.OPEN, request.LANGUAGE_CODE)
    return page(request, "coordinator/year/preview.html", {**context, "is_preview": True})


def _saved(request: HttpRequest, desk: Desk) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("staff:setup", organisation=desk.house.slug, programme=desk.year.slug)
