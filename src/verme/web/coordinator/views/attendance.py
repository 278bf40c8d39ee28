"""Who was at a meeting of the whole programme: working time of mentors and credit of participants follow from it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.meetings import actions, queries
from verme.meetings.models import Meeting
from verme.meetings.rules import is_late
from verme.meetings.terms import GATHERINGS, MeetingState
from verme.organisations.terms import Permission
from verme.programmes import queries as programmes
from verme.web.coordinator.forms.attendance import CommonForm
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page


def _held(desk: Desk, meeting: int) -> Meeting:
    found = queries.of_programme(desk.year).filter(pk=meeting).first()
    if found is None or found.starts_at > clock.now() or found.state == MeetingState.CANCELLED:
        raise Http404
    return found


@staff(Permission.RUN_MEETINGS)
def gathering(request: HttpRequest, desk: Desk, meeting: int) -> HttpResponse:
    """The coordinator says who was there once it has begun. "Everyone was there" only fills the form; saving is a step of its own."""
    held = _held(desk, meeting)
    form = _form(request, held)
    if request.method == "POST" and not form.is_filling and form.is_valid():
        said, version = {"mentors": form.mentors_there, "seats": form.seats_there}, form.cleaned_data["version"]
        try:
            done = actions.record_common(held, **said, version=version, by=desk.actor)
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            numbers = {"present": done.present, "absent": done.absent}
            messages.success(request, _("Attendance saved: %(present)s present, %(absent)s absent.") % numbers)
            return redirect("staff:gathering", desk.house.slug, desk.year.slug, held.pk)
    return page(request, "coordinator/meetings/attendance.html", {"form": form, **_shown(desk, held)})


def _form(request: HttpRequest, held: Meeting) -> CommonForm:
    mentors, seats = queries.mentors_stored(held), queries.stored(held)
    return CommonForm(
        request.POST or None,
        mentors={mentor: mentors.get(mentor.pk) for mentor in queries.mentors_expected(held)},
        seats={seat: seats.get(seat.pk) for seat in queries.seats_at(held)},
        version=held.attendance_version,
    )


def _shown(desk: Desk, held: Meeting) -> dict[str, Any]:
    """The gathering, who says that it is recorded wrong, and whether it counts by the rules of its day."""
    model = programmes.rules_on(desk.house, clock.local(held.starts_at).date())
    return {
        "meeting": held,
        "objections": queries.objections_at(held),
        "is_gathering": held.kind in GATHERINGS,
        "is_late": is_late(held.ends_at, clock.now()),
        "counts": model.gatherings_count and held.minutes >= model.counted_minutes,
    }


@staff(Permission.RUN_MEETINGS)
def settle(request: HttpRequest, desk: Desk, meeting: int, objection: int) -> HttpResponse:
    """A participant thinks that this is recorded wrong: the coordinator corrects it or leaves it. Looking changes nothing."""
    held = _held(desk, meeting)
    asked = queries.objections_at(held).filter(pk=objection).first()
    if request.method == "POST" and asked is not None:
        actions.settle(asked, mentor=None, agrees="correct" in request.POST, by=desk.actor)
        messages.success(request, _("Saved. The participant gets a message."))
    return redirect("staff:gathering_attendance", desk.house.slug, desk.year.slug, held.pk)


@staff(Permission.RUN_MEETINGS)
def sheet(request: HttpRequest, desk: Desk, meeting: int) -> HttpResponse:
    """The names to print, group by group with a ring to fill; before the gathering those who sit in the groups now."""
    held = queries.of_programme(desk.year).filter(pk=meeting).first()
    if held is None or held.state == MeetingState.CANCELLED:
        raise Http404
    has_begun = held.starts_at <= clock.now()
    told = queries.concerned(held)
    context = {
        "meeting": held,
        "mentors": queries.mentors_expected(held) if has_begun else told.mentors,
        "seats": queries.seats_at(held) if has_begun else sorted(told.seats, key=lambda seat: (seat.group.letter, seat.signup.name)),
        "year": desk.year.title_in(request.LANGUAGE_CODE),
        "organisation_name": desk.house.name_in(request.LANGUAGE_CODE),
    }
    return page(request, "coordinator/meetings/sheet.html", context)
