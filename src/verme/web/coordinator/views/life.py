"""A programme is announced, paused, resumed, extended, ended."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.organisations.terms import Permission
from verme.programmes import actions
from verme.programmes.models import Programme
from verme.web.coordinator.forms.year import REFUSED_AT, DeadlineForm, deadline_of
from verme.web.ui.blaming import blame
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page


@staff(Permission.RUN_PROGRAMME)
def announce(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The sign-up page becomes public."""
    told = _("The sign-up has been announced: its page is public. Next, tell people.")
    return _done(request, desk, actions.announce, told)


@staff(Permission.RUN_PROGRAMME)
def pause(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Nobody can sign up for a while."""
    return _done(request, desk, actions.pause, _("The sign-up is paused."))


@staff(Permission.RUN_PROGRAMME)
def resume(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Sign-up goes on."""
    return _done(request, desk, actions.resume, _("The sign-up goes on."))


def _done(request: HttpRequest, desk: Desk, deed: Callable[..., Programme], told: str) -> HttpResponse:
    """A deed behind one button of the overview. Opening its address does nothing."""
    if request.method == "POST":
        try:
            deed(desk.year, by=desk.actor)
        except Refused as no:
            messages.error(request, no.sentence)
        else:
            messages.success(request, told)
    return redirect("staff:setup", organisation=desk.house.slug, programme=desk.year.slug)


@staff(Permission.RUN_PROGRAMME)
def extend(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A new deadline, and the day the groups are told if it has to move along."""
    form = DeadlineForm(request.POST or None, initial=deadline_of(desk.year))
    if request.method == "POST" and form.is_valid():
        closes = clock.end_of(form.cleaned_data["last_day"])
        try:
            actions.extend(desk.year, closes_at=closes, groups_by=form.cleaned_data["groups_by"], by=desk.actor)
        except Refused as no:
            blame(form, no, {**REFUSED_AT, "ends_after_groups": "groups_by"})
        else:
            messages.success(request, _("The deadline was moved. No letters were sent: the new day is on the page."))
            return redirect("staff:setup", organisation=desk.house.slug, programme=desk.year.slug)
    return page(request, "coordinator/year/extend.html", {"form": form})


@staff(Permission.RUN_PROGRAMME)
def end_year(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Says what ending means, then ends."""
    if request.method == "POST":
        actions.end(desk.year, by=desk.actor)
        messages.success(request, _("The programme is closed."))
        return redirect("staff:year", organisation=desk.house.slug, programme=desk.year.slug)
    return page(request, "coordinator/year/end.html", {"programme": desk.year})
