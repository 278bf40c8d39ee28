"""Meetings: planning them (M3), moving and cancelling, "I can't come", one file for a calendar."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.groups import queries as groups
from verme.groups.models import Group, Seat
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.meetings import actions, queries
from verme.meetings.documents import ics
from verme.meetings.models import Meeting
from verme.web.member.forms.meetings import MeetingForm
from verme.web.member.house import house_of
from verme.web.member.planning import Plan, agreed_words, as_it_is
from verme.web.ui.desk import Desk
from verme.web.ui.doors import own
from verme.web.ui.meeting_place import online_names
from verme.web.ui.render import page


def led_group(desk: Desk, group: int) -> Group:
    """A group that the reader leads. Raises Http404."""
    held = groups.groups_led(desk.reader).filter(pk=group).first()
    if held is None:
        raise Http404
    return held


def _led(desk: Desk, meeting: int) -> tuple[Meeting, Group]:
    """A meeting of a group that the reader leads, and the group. A stand-in moves nothing. Raises Http404."""
    held = queries.led_by(desk.reader).filter(pk=meeting).first()
    if held is None or held.group_id is None:
        raise Http404
    return held, led_group(desk, held.group_id)


def _own_seat(desk: Desk, meeting: int) -> tuple[Meeting, Seat]:
    """A meeting of a group in which the reader sits, and the reader's seat. Raises Http404."""
    held = queries.of_person(desk.reader).filter(pk=meeting, group__isnull=False).first()
    mine = groups.seats_now().filter(group=held.group_id, signup__person=desk.reader).first() if held else None
    if held is None or mine is None:
        raise Http404
    return held, mine


@own
def plan(request: HttpRequest, desk: Desk, group: int) -> HttpResponse:
    """Plan the meetings (M3): proposed rows, each conflict named, one save. The buttons of a row only change the row."""
    held = led_group(desk, group)
    planning = Plan(held, request.LANGUAGE_CODE)
    form = planning.form(request.POST if request.method == "POST" else None)
    if "send" in request.POST and planning.may_send(form):
        try:
            made = actions.plan(held, wishes=form.wishes(online_names(held.programme)), by=desk.actor)
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            messages.success(request, agreed_words(len(made)))
            return redirect("member:meetings", held.pk)
    return page(request, "member/meetings/plan.html", {**planning.shown(form), "poll": queries.is_asked(held)})


@own
def change(request: HttpRequest, desk: Desk, meeting: int) -> HttpResponse:
    """A meeting moves or gets another place: first what would be told and to whom, then the button that does it."""
    held, group = _led(desk, meeting)
    form = MeetingForm(request.POST or None, first=as_it_is(held))
    wish = form.wish(online_names(group.programme)) if request.method == "POST" and form.is_valid() else None
    if wish is not None and "do" in request.POST:
        try:
            actions.change(held, wish=wish, sequence=form.cleaned_data["sequence"], by=desk.actor)
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            is_moved = wish.span.starts_at != held.starts_at
            moved = _("The meeting has been moved. Everyone will get a message.")
            messages.success(request, moved if is_moved else _("Saved. Everyone will get a message."))
            return redirect("member:mentor")
    context = {
        **house_of([group], request.LANGUAGE_CODE),
        "meeting": held,
        "group": group,
        "form": form,
        "wish": None if form.errors else wish,
        "told": queries.concerned(held),
    }
    return page(request, "member/meetings/change.html", context)


@own
def cancel(request: HttpRequest, desk: Desk, meeting: int) -> HttpResponse:
    """The interruption before a meeting is cancelled: who is told."""
    held, group = _led(desk, meeting)
    if request.method == "POST":
        try:
            actions.cancel(held, sequence=_number(request.POST.get("sequence")), by=desk.actor)
        except Refused as no:
            messages.warning(request, no.sentence)
        else:
            messages.success(request, _("The meeting is cancelled. Everyone will get a message."))
        return redirect("member:mentor")
    context = {**house_of([group], request.LANGUAGE_CODE), "meeting": held, "group": group, "told": queries.concerned(held)}
    return page(request, "member/meetings/cancel.html", context)


@own
def excuse(request: HttpRequest, desk: Desk, meeting: int) -> HttpResponse:
    """ "I can't come", or after all I can: one tap, no reason."""
    held, seat = _own_seat(desk, meeting)
    if request.method != "POST":
        return redirect("member:home")
    try:
        if "undo" in request.POST:
            actions.take_back(held, seat=seat, by=desk.actor)
            messages.success(request, _("Good that you can come after all."))
        else:
            actions.excuse(held, seat=seat, by=desk.actor)
            messages.success(request, _("Thanks for telling us. We'll let the mentor know. You don't need to give a reason."))
    except Refused as no:
        messages.warning(request, no.sentence)
    return redirect("member:home")


@own
def file(request: HttpRequest, desk: Desk, meeting: int) -> HttpResponse:
    """One meeting as a file, to be taken into a calendar by hand."""
    held = queries.of_person(desk.reader).filter(pk=meeting).first()
    if held is None:
        raise Http404
    answer = HttpResponse(ics.single(held, request.LANGUAGE_CODE), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="verme-{clock.local(held.starts_at):%Y-%m-%d}.ics"'
    return answer


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else -1
