"""One published group (members, mentors, meetings), and what changes in it in the middle of the year."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from verme.groups import queries
from verme.groups.models import Group
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.meetings import queries as meetings
from verme.meetings.models import Meeting
from verme.organisations.terms import Permission
from verme.web.coordinator.board import published
from verme.web.coordinator.living import DEEDS
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.living import look
from verme.web.ui.render import page


def _group(desk: Desk, letter: str) -> Group:
    found = queries.groups(desk.year).filter(letter=letter.upper()).first()
    if found is None:
        raise Http404
    return found


@staff(Permission.FORM_GROUPS)
def group(request: HttpRequest, desk: Desk, letter: str) -> HttpResponse:
    """Who sits in the group and leads it, when it meets, and what can be changed."""
    held = _group(desk, letter)
    context = {
        "group": held,
        "shown": published.one(held, request.LANGUAGE_CODE),
        "meetings": [(_day(each), each) for each in meetings.with_stand_ins(meetings.of_group(held))],
        "is_open": held.closed_at is None and desk.year.ended_at is None and desk.may(Permission.PUBLISH_GROUPS),
        "has_left": bool(queries.who_left(desk.year)),
        "is_pair": len(held.leaders.all()) > 1,
    }
    return page(request, "coordinator/groups/group.html", context)


def _day(meeting: Meeting) -> date:
    return clock.local(meeting.starts_at).date()


@staff(Permission.PUBLISH_GROUPS)
def change(request: HttpRequest, desk: Desk, letter: str, deed: str) -> HttpResponse:
    """A change of the group: the question, then who is told and the letters, then the button. Nothing happens before it."""
    held, make = _group(desk, letter), DEEDS.get(deed)
    if make is None or held.closed_at is not None:
        raise Http404
    back = reverse("staff:group", args=[desk.house.slug, desk.year.slug, held.letter.lower()])
    asked = request.POST if request.method == "POST" else request.GET if "katso" in request.GET else None
    made = make(held, asked, desk.actor, request.LANGUAGE_CODE)
    is_chosen = (asked is not None or not made.form.fields) and (not made.form.fields or made.form.is_valid())
    if request.method == "POST" and is_chosen:
        try:
            made.do(made.form.cleaned_data if made.form.fields else {})
        except Refused as no:
            messages.warning(request, no.sentence)
        else:
            messages.success(request, str(made.done))
        return redirect(back)
    seen = look(desk.year, made, made.form.cleaned_data if made.form.fields else {}) if is_chosen else None
    return page(request, "coordinator/groups/change.html", {"deed": made, "look": seen, "back": back})
