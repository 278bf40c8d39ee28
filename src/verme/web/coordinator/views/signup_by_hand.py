"""Answers on somebody's behalf: correcting a sign-up, adding one that came on paper."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.kernel import tokens
from verme.kernel.refusals import Refused
from verme.organisations.terms import Permission
from verme.signups import actions, queries
from verme.signups.actions import Answers
from verme.signups.models import Signup
from verme.signups.terms import ChangeRefusal
from verme.web.coordinator.forms.signups import HandForms
from verme.web.coordinator.signups.acts import Act, possible
from verme.web.coordinator.signups.where import onward, own_page
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page
from verme.web.ui.signup_forms.offered import Offered


@staff(Permission.SEE_SIGNUPS)
def correct(request: HttpRequest, desk: Desk, reference: str) -> HttpResponse:
    """Somebody's answers, corrected on their behalf. If they were changed meanwhile, both versions are shown and nothing is lost."""
    signup = _found(desk, reference)
    if Act.CORRECT not in possible(signup):
        messages.error(request, _("This cannot be done now: the sign-up has changed meanwhile."), extra_tags="err")
        return redirect(own_page(desk, signup))
    forms = HandForms(Offered.by(desk.year, signup.outsider, to_anybody=True), request.POST or None, signup=signup)
    newest = None
    if request.method == "POST" and forms.are_valid():
        try:
            after = actions.correct(signup, answers=forms.answers, revision=forms.seen, by=desk.actor)
        except Refused as no:
            forms.blame(no.reason.value, no.sentence)
            newest = Answers.of(signup) if no.reason == ChangeRefusal.STALE else None
        else:
            messages.success(request, _("The answers of %(name)s are saved. They get a letter about it.") % {"name": after.name})
            return redirect(onward(request, desk, after))
    context: dict[str, Any] = {"forms": forms, "form": forms.about, "signup": signup, "newest": newest, "back": own_page(desk, signup)}
    context["revision"] = forms.seen if request.method == "POST" and newest is None else signup.revision
    return page(request, "coordinator/signups/hand.html", context)


def _found(desk: Desk, reference: str) -> Signup:
    signup = queries.of_programme(desk.year).select_related("unit", "staff_group", "outsider").filter(reference=reference).first()
    if signup is None:
        raise Http404
    signup.programme = desk.year
    return signup


@staff(Permission.SEE_SIGNUPS)
def add(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Somebody who has signed up on paper, by phone or by e-mail; the confirmation goes to them. The same form never makes two."""
    forms = HandForms(Offered.by(desk.year, to_anybody=True), request.POST or None)
    key = forms.key or tokens.new()
    if request.method == "POST" and forms.are_valid():
        try:
            made = actions.enter(desk.year, key=key, answers=forms.answers, by=desk.actor)
        except Refused as no:
            forms.blame(no.reason.value, no.sentence)
        else:
            messages.success(request, _("%(name)s is in the list. The confirmation is on its way to them.") % {"name": made.name})
            return redirect("staff:signup", desk.house.slug, desk.year.slug, made.reference)
    return page(request, "coordinator/signups/hand.html", {"forms": forms, "form": forms.about, "key": key})
