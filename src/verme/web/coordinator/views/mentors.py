"""K3: the mentors of the register in the light of the year; inviting them, reminding them."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.kernel.refusals import Refused
from verme.kernel.texts import OWN_NAMES
from verme.mentors import actions, queries
from verme.mentors.models import Mentor
from verme.mentors.notices import Post
from verme.organisations.terms import Permission
from verme.web.coordinator.forms.mentors import ChosenForm
from verme.web.coordinator.links import link_in
from verme.web.coordinator.mentor_list import mentor_list
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page


@staff(Permission.RUN_MENTORS)
def mentors(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Who there is, who was asked, what they offer, how many groups that opens; whom to invite."""
    return page(request, "coordinator/mentors/mentors.html", {"list": mentor_list(desk.year, request.GET)})


@staff(Permission.RUN_MENTORS)
def invite(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The invitation as it would arrive, and to how many; the button sends it. Opening the address does nothing."""
    form = ChosenForm(request.GET, rows=queries.year(desk.year))
    chosen, back = form.mentors, link_in(desk)("mentors")
    if not chosen:
        messages.error(request, _("Choose at least one mentor."))
        return redirect(back)
    if request.method == "POST":
        try:
            sent = len(actions.invite(desk.year, mentors=chosen, by=desk.actor))
        except Refused as no:
            messages.error(request, no.sentence)
        else:
            messages.success(request, ngettext("%(n)s letter is on its way.", "%(n)s letters are on their way.", sent) % {"n": sent})
        return redirect(back)
    return page(request, "coordinator/mentors/invite.html", {"mentors": chosen, "form": form, **_letter(request, desk, chosen)})


def _letter(request: HttpRequest, desk: Desk, chosen: list[Mentor]) -> dict[str, Any]:
    """One real letter, in the language of whoever is asked for or of the first chosen, and the languages of the rest."""
    counted = Counter(mentor.language for mentor in chosen)
    asked = request.GET.get("nayta", "")
    language = asked if asked in counted else chosen[0].language
    chips = [
        {"label": OWN_NAMES.get(code, code), "url": f"?m={'&m='.join(str(each.pk) for each in chosen)}&nayta={code}"}
        | {"count": count, "is_current": code == language, "lang": code}
        for code, count in sorted(counted.items())
    ]
    reader = next(mentor for mentor in chosen if mentor.language == language)
    return {"letter": Post(desk.year).shown(reader), "chips": chips if len(chips) > 1 else []}


@staff(Permission.RUN_MENTORS)
def remind_all(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The question again to everybody who has not answered."""
    if request.method == "POST":
        try:
            sent = actions.remind_waiting(desk.year, by=desk.actor)
        except Refused as no:
            messages.error(request, no.sentence)
        else:
            told = ngettext("%(n)s reminder is on its way.", "%(n)s reminders are on their way.", sent) % {"n": sent}
            messages.success(request, told if sent else _("Everybody who has not answered has already been reminded today."))
    return redirect(link_in(desk)("mentors"))
