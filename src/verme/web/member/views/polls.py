"""Which time suits the group: the mentor suggests (M), members answer (O4), the mentor picks."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.groups import queries as groups
from verme.groups.models import Group, Seat
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.meetings import actions, queries
from verme.meetings.models import Poll
from verme.meetings.queries import Asked
from verme.meetings.rules import where
from verme.meetings.terms import Suits
from verme.web.member.forms.polls import AnswerForm, SuggestForm
from verme.web.member.house import house_of
from verme.web.member.planning import usual_place
from verme.web.member.views.meetings import led_group
from verme.web.ui.desk import Desk
from verme.web.ui.doors import own
from verme.web.ui.meeting_place import online_names
from verme.web.ui.render import page


@own
def suggest(request: HttpRequest, desk: Desk, group: int) -> HttpResponse:
    """The mentor suggests times, sees who said what, and picks one. Editing the times keeps the answers."""
    held = led_group(desk, group)
    poll = queries.open_poll(held)
    if request.method == "POST" and poll is not None and {"pick", "close"} & request.POST.keys():
        return _settle(request, desk, held, poll)
    asked, minutes = queries.asked(poll) if poll else [], queries.rules_now(held).meeting_minutes
    form = SuggestForm(request.POST or None, first=_first(held, asked, request.LANGUAGE_CODE), minutes=minutes)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask(held, times=form.spans(), by=desk.actor)
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            messages.success(request, _("The group is asked. Everyone gets a message about new times."))
            return redirect("member:poll_suggest", held.pk)
    return page(request, "member/meetings/suggest.html", {"form": form, **_shown(held, poll, asked, request.LANGUAGE_CODE)})


def _shown(group: Group, poll: Poll | None, asked: Sequence[Asked], language: str) -> dict[str, Any]:
    """What the mentor's page shows: the best time first."""
    return {
        **house_of([group], language),
        "group": group,
        "poll": poll,
        "asked": sorted(asked, key=lambda each: each.rank),
        "answered": queries.answered(poll) if poll else 0,
        "members": len(group.seats.all()),
        "place": usual_place(group, language),
    }


def _first(group: Group, asked: Sequence[Asked], language: str) -> list[dict[str, Any]]:
    """The times that are asked about; before, the next three free weeks on the group's own time."""
    if asked:
        local = [clock.local(each.time.starts_at) for each in asked]
        return [{"day": each.date(), "clock": each.time()} for each in local]
    found = list(queries.next_free(group, language))
    return [{"day": day, "clock": group.slot.starts} for day in found]


def _settle(request: HttpRequest, desk: Desk, group: Group, poll: Poll) -> HttpResponse:
    if "close" in request.POST:
        actions.close(poll, by=desk.actor)
        messages.success(request, _("The group is asked no more."))
        return redirect("member:meetings", group.pk)
    chosen = next((time for time in poll.times.all() if str(time.pk) == request.POST["pick"]), None)
    if chosen is None:
        raise Http404
    at = where(request.POST.get("place", "").replace("\0", ""), online=online_names(group.programme))
    try:
        actions.pick(poll, time=chosen, where=at, by=desk.actor)
    except Refused as no:
        messages.warning(request, no.sentence)
        return redirect("member:poll_suggest", group.pk)
    messages.success(request, _("The meeting is agreed. The invitations are on their way."))
    return redirect("member:mentor")


@own
def answer(request: HttpRequest, desk: Desk, poll: int) -> HttpResponse:
    """Which time suits you? (O4) Three answers a time, one save; the own answers stand ready to be changed."""
    held, seat = _own_poll(desk, poll)
    if held.closed_at is not None:
        messages.info(request, _("The question about times has been settled already."))
        return redirect("member:home")
    asked = queries.asked(held, seat=seat.pk)
    hints = {each.time.pk: _counts(each) for each in asked}
    form = AnswerForm(request.POST or None, asked=asked, language=request.LANGUAGE_CODE, hints=hints)
    if request.method == "POST" and form.is_valid():
        given = form.answers() if "none" not in request.POST else dict.fromkeys(form.answers(), Suits.NOT)
        try:
            actions.answer(held, seat=seat, answers=given, by=desk.actor)
        except Refused as no:
            messages.warning(request, no.sentence)
        else:
            messages.success(request, _("Thank you. Your answers are saved."))
        return redirect("member:home")
    mentors = [leader.mentor.name for leader in groups.leaders_now().filter(group=held.group_id)]
    context = {"form": form, "poll": held, "mentors": mentors, "answered": queries.answered(held)}
    return page(request, "member/meetings/poll.html", {**context, **house_of([held.group], request.LANGUAGE_CODE)})


def _own_poll(desk: Desk, poll: int) -> tuple[Poll, Seat]:
    """A question to a group in which the reader sits, and the reader's seat. Raises Http404."""
    held = queries.polls().filter(pk=poll).first()
    seat = groups.seats_now().filter(group=held.group_id, signup__person=desk.reader).first() if held else None
    if held is None or seat is None:
        raise Http404
    return held, seat


def _counts(each: Asked) -> str:
    well = ngettext("%(n)s works well", "%(n)s work well", len(each.well)) % {"n": len(each.well)}
    return _("%(well)s, %(n)s if needed") % {"well": well, "n": len(each.if_needed)}
