"""One mentor: the row of the register, the link again, a no on the mentor's behalf."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.kernel.refusals import Refused
from verme.mentors import actions, queries
from verme.mentors.models import Invitation, Mentor
from verme.mentors.terms import Answer
from verme.organisations.terms import Permission
from verme.web.coordinator.forms.mentors import MentorForm
from verme.web.coordinator.links import link_in
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page


@staff(Permission.RUN_MENTORS)
def add(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A new mentor in the register."""
    form = MentorForm(request.POST or None, organisation=desk.house)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.register(desk.house, **form.values(), practice=desk.year if desk.year.is_practice else None, by=desk.actor)
        except Refused as no:
            form.blame(no)
        else:
            messages.success(request, _("%(name)s is now in the register.") % {"name": made.name})
            return redirect(opened(desk, made))
    return page(request, "coordinator/mentors/mentor.html", {"form": form, "mentor": None})


@staff(Permission.RUN_MENTORS)
def change(request: HttpRequest, desk: Desk, mentor: int) -> HttpResponse:
    """What is known of a mentor is corrected."""
    held = mentor_of(desk, mentor)
    form = MentorForm(request.POST or None, organisation=desk.house, mentor=held)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(held, **form.values(), by=desk.actor)
        except Refused as no:
            form.blame(no)
        else:
            messages.success(request, _("Saved."))
            return redirect(opened(desk, held))
    return page(request, "coordinator/mentors/mentor.html", {"form": form, "mentor": held})


@staff(Permission.RUN_MENTORS)
def remind(request: HttpRequest, desk: Desk, mentor: int) -> HttpResponse:
    """The question again, or to somebody who has answered the link."""
    held = mentor_of(desk, mentor)
    if request.method == "POST":
        try:
            actions.remind(_invitation(desk, held), by=desk.actor)
        except Refused as no:
            messages.error(request, no.sentence)
        else:
            messages.success(request, _("The letter is on its way: %(address)s") % {"address": held.email})
    return redirect(opened(desk, held))


@staff(Permission.RUN_MENTORS)
def decline(request: HttpRequest, desk: Desk, mentor: int) -> HttpResponse:
    """The mentor has told otherwise than by the link: not this year."""
    held = mentor_of(desk, mentor)
    if request.method == "POST":
        try:
            actions.answer(_invitation(desk, held), answer=Answer.NO, by=desk.actor)
        except Refused as no:
            messages.error(request, no.sentence)
        else:
            messages.success(request, _("Noted."))
    return redirect(opened(desk, held))


def mentor_of(desk: Desk, number: int) -> Mentor:
    """The mentor of this organisation; another's is not there."""
    held = queries.register_of(desk.year).filter(pk=number).first()
    if held is None:
        raise Http404
    return held


def opened(desk: Desk, mentor: Mentor) -> str:
    """The list with this mentor's row open."""
    return f"{link_in(desk)('mentors')}?auki={mentor.pk}#m{mentor.pk}"


def _invitation(desk: Desk, mentor: Mentor) -> Invitation:
    held = queries.invitations(desk.year).filter(mentor=mentor).first()
    if held is None:
        raise Http404
    return held
