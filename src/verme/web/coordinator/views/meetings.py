"""How the meetings are going (K8); the programme's own meetings; substitutes for a planning meeting."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.meetings import actions, queries
from verme.meetings.models import Meeting
from verme.meetings.queries import MentorsNeed
from verme.meetings.terms import GATHERINGS, MeetingKind, MeetingState
from verme.organisations.terms import Permission
from verme.programmes import queries as programmes
from verme.programmes.rules import price
from verme.web.coordinator.forms.meetings import GatheringForm, NeedForm, first_need
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.meeting_place import online_names, typed_place
from verme.web.ui.render import page

P = Permission


def _home(desk: Desk) -> HttpResponse:
    return redirect("staff:meetings", desk.house.slug, desk.year.slug)


@staff(P.RUN_MEETINGS)
def meetings(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Each group's meetings as numbers and dates, what is not recorded, and the programme's own meetings. Never who was there."""
    followed = queries.follow(desk.year)
    own = [each for each in queries.of_programme(desk.year) if each.state != MeetingState.CANCELLED]
    missing = sum(len(each.missing) for each in followed)
    return page(request, "coordinator/meetings/meetings.html", {"followed": followed, "own": own, "missing": missing})


@staff(P.RUN_MEETINGS)
def nudge(request: HttpRequest, desk: Desk, meeting: int) -> HttpResponse:
    """The mentor is reminded of attendance that is not recorded: one letter a day. Looking changes nothing."""
    found = desk.year.meeting_rows.filter(group__isnull=False, pk=meeting).first()
    if found is None:
        raise Http404
    if request.method == "POST" and actions.nudge(found, by=desk.actor):
        messages.success(request, _("The mentor gets a reminder."))
    elif request.method == "POST":
        messages.info(request, _("There is nothing to remind of."))
    return _home(desk)


@staff(P.RUN_MEETINGS)
def gather(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A new meeting of the mentors or of everybody. Who is invited is told before."""
    first = {"minutes": 120, "clock": "13:00", "kind": MeetingKind.PLANNING.value}
    form = GatheringForm(request.POST or None, first=first, is_new=True)
    if request.method == "POST" and form.is_valid():
        kind, wish = MeetingKind(form.cleaned_data["kind"]), form.wish(online_names(desk.year))
        try:
            made = actions.gather(desk.year, kind=kind, wish=wish, by=desk.actor)
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            messages.success(request, _("The meeting is agreed. The invitations are on their way."))
            return redirect("staff:gathering", desk.house.slug, desk.year.slug, made.pk)
    mentors = len(queries.mentors_of(desk.year))
    return page(request, "coordinator/meetings/gather.html", {"form": form, "mentors": mentors})


def _gathering(desk: Desk, meeting: int) -> Meeting:
    held = queries.of_programme(desk.year).filter(pk=meeting).first()
    if held is None:
        raise Http404
    return held


@staff(P.RUN_MEETINGS)
def gathering(request: HttpRequest, desk: Desk, meeting: int) -> HttpResponse:
    """One of the programme's own meetings; of a planning meeting whose lessons it takes, and what the principals have seen."""
    held = _gathering(desk, meeting)
    needs = queries.needs(held) if held.kind == MeetingKind.PLANNING else []
    rows = [each.need for each in needs if each.need is not None]
    sums = {"lessons": sum(row.lessons for row in rows), "cents": sum(row.cents or 0 for row in rows), "number": len(rows)}
    context = {
        "meeting": held,
        "needs": needs,
        "sums": sums,
        "told": queries.concerned(held),
        "there": _there(held),
        "objections": queries.objections_at(held).count() if held.kind in GATHERINGS else 0,
        "is_planned": held.state == MeetingState.PLANNED,
        "has_begun": held.starts_at <= clock.now() and held.state != MeetingState.CANCELLED,
    }
    return page(request, "coordinator/meetings/gathering.html", context)


def _there(held: Meeting) -> dict[str, int]:
    """How many were there and how many were not, mentors with participants; nothing before it is recorded."""
    if held.recorded_at is None:
        return {}
    said = [*queries.mentors_stored(held).values(), *(queries.stored(held).values() if held.kind in GATHERINGS else ())]
    return {"present": sum(said), "absent": len(said) - sum(said)}


@staff(P.RUN_MEETINGS)
def gathering_change(request: HttpRequest, desk: Desk, meeting: int) -> HttpResponse:
    """It moves, gets another place, or is cancelled; everybody concerned is told once."""
    held = _gathering(desk, meeting)
    local = clock.local(held.starts_at)
    first = {"day": local.date(), "clock": local.time(), "minutes": held.minutes, "place": typed_place(held), "sequence": held.sequence}
    form = GatheringForm(request.POST or None, first=first, is_new=False)
    if request.method == "POST" and form.is_valid():
        sequence = form.cleaned_data["sequence"] or 0
        try:
            if "cancel" in request.POST:
                actions.cancel(held, sequence=sequence, by=desk.actor)
            else:
                actions.change(held, wish=form.wish(online_names(desk.year)), sequence=sequence, by=desk.actor)
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            messages.success(request, _("Saved. Everyone will get a message."))
            return _home(desk)
    return page(request, "coordinator/meetings/change.html", {"meeting": held, "form": form, "told": queries.concerned(held)})


@staff(P.RUN_MEETINGS)
def need(request: HttpRequest, desk: Desk, meeting: int, mentor: int) -> HttpResponse:
    """The lessons of one mentor that the planning meeting takes; the second button asks the principal too."""
    held = _gathering(desk, meeting)
    mine = next((each for each in queries.needs(held) if each.mentor.pk == mentor), None)
    if mine is None or held.kind != MeetingKind.PLANNING:
        raise Http404
    form = NeedForm(request.POST or None, units=list(desk.house.units.filter(is_closed=False)), first=_first(desk, held, mine))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.need(held, mentor=mine.mentor, needed=form.needed(), by=desk.actor)
            if "ask" in request.POST:
                actions.ask_principal(made, by=desk.actor)
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            messages.success(request, _("Saved. The principal gets a letter.") if "ask" in request.POST else _("Saved."))
            return redirect("staff:gathering", desk.house.slug, desk.year.slug, held.pk)
    return page(request, "coordinator/meetings/need.html", {"meeting": held, "mentor": mine.mentor, "need": mine.need, "form": form})


def _first(desk: Desk, meeting: Meeting, mine: MentorsNeed) -> dict[str, Any]:
    """What is entered; before, the mentor's school, its principal, and as many lessons as the meeting takes."""
    if mine.need is not None:
        return first_need(mine.need)
    lessons = max(round(meeting.minutes / 60), 1)
    rules = programmes.rules_of(desk.year)
    cents = price(rules, Decimal(lessons)) if rules else None
    first: dict[str, Any] = {"lessons": lessons, "minutes": meeting.minutes, "euros": None if cents is None else Decimal(cents) / 100}
    if mine.mentor.unit is not None:
        principal = queries.principal_of(mine.mentor.unit)
        first |= {"unit": str(mine.mentor.unit_id)}
        first |= {"principal_name": principal.name, "principal_email": principal.email} if principal else {}
    return first
