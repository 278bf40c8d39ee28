"""Which mentors were at a planning meeting or a gathering: working time follows from it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.meetings import actions, queries
from verme.meetings.terms import MeetingState
from verme.organisations.terms import Permission
from verme.web.coordinator.forms.attendance import MentorsForm
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page


@staff(Permission.RUN_MEETINGS)
def gathering(request: HttpRequest, desk: Desk, meeting: int) -> HttpResponse:
    """The coordinator says who was there once it has begun. "Everyone was there" only fills the form; saving is a step of its own."""
    held = queries.of_programme(desk.year).filter(pk=meeting).first()
    if held is None or held.starts_at > clock.now() or held.state == MeetingState.CANCELLED:
        raise Http404
    mentors, stored = queries.mentors_expected(held), queries.mentors_stored(held)
    form = MentorsForm(request.POST or None, mentors=mentors, stored=stored, version=held.attendance_version)
    if request.method == "POST" and "all" not in request.POST and form.is_valid():
        try:
            done = actions.record_mentors(held, there=form.there, version=form.cleaned_data["version"], by=desk.actor)
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            numbers = {"present": done.present, "absent": done.absent}
            messages.success(request, _("Attendance saved: %(present)s present, %(absent)s absent.") % numbers)
            return redirect("staff:gathering", desk.house.slug, desk.year.slug, held.pk)
    return page(request, "coordinator/meetings/attendance.html", {"meeting": held, "form": form})
