"""What a coordinator is told in the morning."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.mornings import actions, queries
from verme.mornings.terms import MorningLetter
from verme.organisations import queries as organisations
from verme.web.member.forms.mornings import MorningsForm
from verme.web.ui.desk import Desk
from verme.web.ui.doors import own
from verme.web.ui.render import page


@own
def letters(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Which letters of the morning one gets as a coordinator. Whoever coordinates nowhere gets none, and has nothing to choose."""
    person = desk.reader
    if not organisations.coordinates(person):
        return page(request, "member/mornings.html", {})
    choice = queries.choice_of(person)
    now = [each for each in MorningLetter if getattr(choice, each)]
    form = MorningsForm(request.POST if request.method == "POST" else None, initial={"letters": now})
    if form.is_valid():
        chosen = form.cleaned_data["letters"]
        actions.choose(person, digest=MorningLetter.DIGEST in chosen, nudge=MorningLetter.NUDGE in chosen, by=desk.actor)
        messages.success(request, _("Saved."))
        return redirect("member:mornings")
    return page(request, "member/mornings.html", {"form": form})
