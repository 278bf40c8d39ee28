"""Who was there (M2): recording, undoing, settling what participants say."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.kernel.refusals import Refused
from verme.meetings import actions, queries
from verme.meetings.actions import Recorded
from verme.web.member import keeping
from verme.web.member.forms.attendance import AttendanceForm, VersionForm
from verme.web.member.keeping import Keeping
from verme.web.ui.desk import Desk
from verme.web.ui.doors import own
from verme.web.ui.render import page


@own
def attendance(request: HttpRequest, desk: Desk, meeting: int) -> HttpResponse:
    """M2: the mentor who led the meeting says who was there. "Everyone was there" only fills the form; saving is a step of its own.

    The page's script asks for no page in return: it fetches the page itself once it knows that the answers are saved.
    """
    held = keeping.kept(desk, meeting)
    if request.method != "POST" or not held.is_open:
        return _shown(request, desk, held, held.form())
    if "all" in request.POST:
        return _shown(request, desk, held, held.all_there(request.POST))
    form = held.form(request.POST)
    done = held.save(form, desk) if form.is_valid() else None
    if done is None:
        return _shown(request, desk, held, form)
    messages.success(request, _said(done))
    if "Verme-Script" in request.headers:
        return HttpResponse(status=204)
    return redirect("member:attendance", meeting=meeting)


def _said(done: Recorded) -> str:
    numbers = {"present": done.present, "absent": done.absent}
    if done.is_new:
        return _("Attendance saved: %(present)s present, %(absent)s absent.") % numbers
    return _("Saved already: %(present)s present, %(absent)s absent.") % numbers


def _shown(request: HttpRequest, desk: Desk, held: Keeping, form: AttendanceForm) -> HttpResponse:
    meeting = held.meeting
    house = meeting.programme.organisation
    context = {
        "held": held,
        "form": form,
        "when": keeping.when_of(meeting, request.LANGUAGE_CODE),
        "ring": [("", "") for _seat in held.seats],
        "may_undo": request.method == "GET" and keeping.may_undo(meeting, desk.reader),
        "objections": keeping.objections(held, desk.reader),
        "organisation_name": house.name_in(request.LANGUAGE_CODE),
        "first_language": house.first_language,
    }
    return page(request, "member/attendance.html", context)


@own
def undo(request: HttpRequest, desk: Desk, meeting: int) -> HttpResponse:
    """Takes back what was just saved."""
    held = keeping.kept(desk, meeting)
    form = VersionForm(request.POST or None)
    if form.is_valid():
        try:
            actions.undo(held.meeting, version=form.cleaned_data["version"], by=desk.actor)
        except Refused as no:
            messages.warning(request, no.sentence)
        else:
            messages.success(request, _("Undone."))
    return redirect("member:attendance", meeting=meeting)


@own
def settle(request: HttpRequest, desk: Desk, objection: int) -> HttpResponse:
    """The mentor corrects what a participant says is wrong, or leaves it."""
    one = queries.objections_to(desk.reader).filter(pk=objection).first()
    if one is None:
        raise Http404
    held = keeping.kept(desk, one.meeting_id)
    if request.method == "POST" and ("correct" in request.POST) != ("leave" in request.POST):
        try:
            actions.settle(one, mentor=held.mentor, agrees="correct" in request.POST, by=desk.actor)
        except Refused as no:
            messages.warning(request, no.sentence)
        else:
            messages.success(request, _("Thank you. The person gets a message."))
    return redirect("member:attendance", meeting=one.meeting_id)
