"""Trying everything with invented people, and taking the sample away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verme.kernel.refusals import Refused
from verme.organisations.terms import Permission
from verme.practice import actions
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page


@staff(Permission.RUN_PROGRAMME)
@require_POST
def begin(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Makes the sample (or goes to the one that is there)."""
    try:
        programme = actions.begin(desk.house, person=desk.reader, by=desk.actor)
    except Refused as no:
        messages.error(request, no.sentence)
        return redirect("staff:home", organisation=desk.house.slug)
    return redirect("staff:year", organisation=desk.house.slug, programme=programme.slug)


@staff(Permission.RUN_PROGRAMME)
def discard(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Asks once, then the sample is gone with all that was tried in it."""
    refused = ""
    if request.method == "POST":
        try:
            actions.discard(desk.year, by=desk.actor)
        except Refused as no:
            refused = no.sentence
        else:
            messages.success(request, _("The sample is gone. Nothing of it is left."))
            return redirect("staff:home", organisation=desk.house.slug)
    return page(request, "coordinator/year/practice_end.html", {"refused": refused})
