"""Forming the groups: where they stand, what is important, the search, what texts mean, the published groups."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.groups import actions, jobs, queries
from verme.groups.models import Draft
from verme.groups.rules import Criteria
from verme.groups.terms import PairKind, RunState, SearchRefusal
from verme.kernel.refusals import Refused
from verme.organisations.terms import Permission
from verme.signups import queries as signups
from verme.web.coordinator.board import published, searching
from verme.web.coordinator.board.page import address
from verme.web.coordinator.board.start import rows
from verme.web.coordinator.forms.criteria import CriteriaForm
from verme.web.coordinator.forms.reading import ReadingForm
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page


def _to(name: str, desk: Desk, *more: object) -> HttpResponse:
    return redirect(f"staff:{name}", desk.house.slug, desk.year.slug, *more)


@staff(Permission.FORM_GROUPS)
def groups(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Where the groups are: published, being searched, in a draft, or not begun."""
    if desk.year.published_at is not None:
        return page(request, "coordinator/groups/published.html", published.context(desk.year, request.LANGUAGE_CODE))
    newest = queries.worked_on(desk.year).first()
    if newest is None:
        return _to("criteria", desk)
    run = queries.active_run(newest) if queries.is_searched(newest) else None
    return _to("run", desk, run.pk) if run else _to("board", desk, newest.number)


@staff(Permission.FORM_GROUPS)
def criteria(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What is important (K4); the button asks for a proposal, which becomes a draft of its own. `luonnos`: the draft it stands beside."""
    wanted = request.GET.get("luonnos", "")
    try:
        start = queries.start(desk.year, base=int(wanted) if wanted.isdecimal() else None)
    except Refused as no:
        return page(request, "coordinator/groups/no_model.html", {"reason": no.sentence})
    held = Criteria.stored(start.base.criteria if start.base else {}, start.rules)
    form = CriteriaForm(request.POST or None, criteria=held, rules=start.rules, locks=start.locks)
    if request.method == "POST" and form.is_valid() and (answer := _ask(desk, form, start.base)) is not None:
        return answer
    context = {"form": form, "start": start, "base": start.base, "mentors": rows(start.offers, request.LANGUAGE_CODE)}
    return page(request, "coordinator/groups/criteria.html", {**context, "places": len(start.offers) * held.size_target})


def _ask(desk: Desk, form: CriteriaForm, base: Draft | None) -> HttpResponse | None:
    """To the search that was asked for, or to the one that runs already; None when the form says why not."""
    try:
        run = jobs.start(desk.year, criteria=form.criteria(), locks_of=base if form.cleaned_data.get("keep") else None, by=desk.actor)
    except Refused as no:
        if no.reason == SearchRefusal.RUNNING:
            return _to("groups", desk)
        form.add_error(None, no.sentence)
        return None
    return _to("run", desk, run.pk)


@staff(Permission.FORM_GROUPS)
def run(request: HttpRequest, desk: Desk, run: int) -> HttpResponse:
    """The search: how it goes and the best so far; it refreshes itself. When it has found groups, the board follows."""
    held = queries.runs(desk.year).filter(pk=run).first()
    if held is None:
        raise Http404
    if request.method == "POST":
        (actions.cancel if "cancel" in request.POST else actions.stop)(held, by=desk.actor)
        return _to("groups", desk) if "cancel" in request.POST else _to("run", desk, held.pk)
    if held.state == RunState.DONE and held.result.get("groups"):
        return redirect(address(held.draft))
    if held.state == RunState.CANCELLED:
        return _to("criteria", desk)
    response = page(request, "coordinator/groups/run.html", searching.context(held, desk.year, request.LANGUAGE_CODE))
    if held.is_active:
        response["Refresh"] = str(searching.pause(held))
    return response


@staff(Permission.FORM_GROUPS)
def company(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Who wrote about company, and what is still to be read. What was written stands on each one's own page only."""
    written, _people = queries.written(desk.year)
    return page(request, "coordinator/groups/company.html", {"written": written})


@staff(Permission.FORM_GROUPS)
def wish(request: HttpRequest, desk: Desk, reference: str, kind: str) -> HttpResponse:
    """One text, and whom it may mean."""
    signup = signups.accepted(desk.year).filter(reference=reference).first()
    if signup is None or kind not in PairKind or not queries.text_of(signup, PairKind(kind)):
        raise Http404
    signup.programme = desk.year
    meant = queries.meant(signup, PairKind(kind))
    form = ReadingForm(request.POST or None, meant=meant)
    if request.method == "POST" and form.is_valid():
        try:
            actions.read(signup, kind=PairKind(kind), meant=form.meant(), by=desk.actor)
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            messages.success(request, _("Saved. The proposal keeps to it."))
            return _to("company", desk)
    context: dict[str, Any] = {"form": form, "meant": meant, "signup": signup, "is_apart": kind == PairKind.APART}
    return page(request, "coordinator/groups/wish.html", context)
