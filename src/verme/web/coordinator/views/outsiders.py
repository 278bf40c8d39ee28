"""Who is invited from outside: one person by a letter, the students of a school by a link."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.mail import actions as mail
from verme.organisations.terms import Permission
from verme.signups import actions, notices, queries
from verme.web.coordinator.forms.outsiders import InviteForm, LinkForm
from verme.web.coordinator.signups.guests import guests
from verme.web.ui.blaming import blame
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page

MADE = "students_link"  # shown once: only its digest is kept


@staff(Permission.SEE_SIGNUPS)
def outsiders(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every invitation and link with what has become of it; a link that was just made is shown this once."""
    context = {"guests": guests(desk.year), "made": request.session.pop(MADE, ""), "is_over": _is_over(desk)}
    return page(request, "coordinator/signups/outsiders.html", context)


def _is_over(desk: Desk) -> bool:
    return desk.year.published_at is not None or desk.year.ended_at is not None


@staff(Permission.SEE_SIGNUPS)
def invite(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A personal invitation: filled in, seen as it would arrive, sent."""
    form, shown = InviteForm(request.POST or None, house=desk.house), None
    if request.method == "POST" and form.is_valid():
        if form.was_seen and "show" not in request.POST:
            try:
                made = actions.invite(desk.year, **form.invitation, by=desk.actor)
            except Refused as no:
                blame(form, no, {"address": "email", "name": "name"})
            else:
                messages.success(request, _("The invitation to %(name)s is on its way.") % {"name": made.name})
                return redirect("staff:outsiders", desk.house.slug, desk.year.slug)
        shown = notices.preview_invitation(form.unsaved(desk.year))
    context = {"form": form, "letter": shown, "seen": form.seal if shown else ""}
    return page(request, "coordinator/signups/invite.html", context)


@staff(Permission.SEE_SIGNUPS)
def make_link(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A link for the students of a school; it is shown once, and whoever comes by it waits for the coordinator's yes."""
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            _made, secret = actions.make_link(
                desk.year,
                name=given["name"],
                limit=given["limit"],
                expires_at=clock.end_of(given["last_day"]),
                note=given["note"],
                by=desk.actor,
            )
        except Refused as no:
            blame(form, no, {"name": "name", "limit": "limit", "past": "last_day"})
        else:
            request.session[MADE] = mail.link(f"/kutsu/{secret}/", desk.house.first_language)
            return redirect("staff:outsiders", desk.house.slug, desk.year.slug)
    return page(request, "coordinator/signups/link.html", {"form": form})


@staff(Permission.SEE_SIGNUPS)
def revoke(request: HttpRequest, desk: Desk, outsider: int) -> HttpResponse:
    """Asks once, then takes an invitation or a link back; who has come by it stays."""
    held = next((each for each, _brought in queries.outsiders(desk.year) if each.pk == outsider), None)
    if held is None:
        raise Http404
    if request.method == "POST":
        actions.revoke(held, by=desk.actor)
        messages.success(request, _("Taken back: %(name)s.") % {"name": held.name})
        return redirect("staff:outsiders", desk.house.slug, desk.year.slug)
    return page(request, "coordinator/signups/revoke.html", {"outsider": held})
