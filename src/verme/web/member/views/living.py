"""Leaving a group quietly; giving a group on to another mentor (M8); a stand-in for one meeting."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from verme.groups import queries
from verme.groups.models import Group
from verme.kernel.refusals import Refused
from verme.meetings import actions
from verme.web.member.mentoring import DEEDS
from verme.web.ui.desk import Desk
from verme.web.ui.doors import own
from verme.web.ui.living import look
from verme.web.ui.render import page


@own
def leave(request: HttpRequest, desk: Desk, group: int) -> HttpResponse:
    """At any time and without a reason; looking at the page changes nothing."""
    held = queries.groups_of_member(desk.reader).filter(pk=group).first()
    if held is None:
        raise Http404
    if request.method == "POST":
        seat = next(seat for seat in held.seats.all() if seat.signup.person_id == desk.reader.pk)
        try:
            actions.give_up(seat, by=desk.actor)
        except Refused as no:
            messages.warning(request, no.sentence)
        else:
            messages.success(request, _("You have left the group. The meetings you have attended stay yours."))
        return redirect("member:home")
    return page(request, "member/leave.html", {"group": held, **_house(held, request.LANGUAGE_CODE)})


@own
def change(request: HttpRequest, desk: Desk, group: int, deed: str) -> HttpResponse:
    """What a mentor changes in the own group: the question, then who is told and the letters, then the button."""
    held, make = queries.groups_of_mentor(desk.reader).filter(pk=group).first(), DEEDS.get(deed)
    if held is None or make is None:
        raise Http404
    asked = request.POST if request.method == "POST" else request.GET if "katso" in request.GET else None
    made = make(held, asked, desk, request.LANGUAGE_CODE)
    is_chosen = asked is not None and made.form.is_valid()
    if request.method == "POST" and is_chosen:
        try:
            made.do(made.form.cleaned_data)
        except Refused as no:
            messages.warning(request, no.sentence)
        else:
            messages.success(request, str(made.done))
        return redirect("member:mentor")
    seen = look(held.programme, made, made.form.cleaned_data) if is_chosen else None
    context = {"deed": made, "look": seen, "back": reverse("member:mentor")}
    return page(request, "member/mentoring.html", {**context, **_house(held, request.LANGUAGE_CODE)})


def _house(group: Group, language: str) -> dict[str, str]:
    house = group.programme.organisation
    return {"organisation_name": house.name_in(language), "first_language": house.first_language}
