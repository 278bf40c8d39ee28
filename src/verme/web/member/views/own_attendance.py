"""What a participant sees of the own attendance, and one tap when it is wrong."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.meetings import actions, queries
from verme.web.member import own_meetings
from verme.web.ui.desk import Desk
from verme.web.ui.doors import own
from verme.web.ui.render import page


@own
def mine(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The recorded meetings of one's own groups, by year."""
    return page(request, "member/own_attendance.html", {"years": own_meetings.years(desk.reader, request.LANGUAGE_CODE)})


@own
def object_to(request: HttpRequest, desk: Desk, meeting: int) -> HttpResponse:
    """The participant says that what is recorded about them at this meeting is wrong; no reason is asked for."""
    record = queries.own_record(desk.reader, meeting)
    if record is None:
        raise Http404
    if request.method == "POST":
        actions.object_to(record.meeting, seat=record.seat, by=desk.actor)
        is_gathering = record.meeting.group_id is None
        messages.success(
            request,
            _("Thank you. The coordinator looks at it, and you get a message.")
            if is_gathering
            else _("Thank you. Your mentor looks at it, and you get a message."),
        )
    return redirect("member:own_attendance")
