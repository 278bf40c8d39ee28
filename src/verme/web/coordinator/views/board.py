"""The board (K5): who sits where, what each move would change, and the moves."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.groups import queries
from verme.groups.models import Draft
from verme.groups.queries import Board
from verme.groups.terms import DraftRefusal
from verme.kernel.refusals import Refused
from verme.organisations.terms import Permission
from verme.web.coordinator.board import deeds
from verme.web.coordinator.board.page import address, context
from verme.web.coordinator.forms.board import Change, ChangeForm
from verme.web.coordinator.forms.option import OptionForm
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page


@staff(Permission.FORM_GROUPS)
def board(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The draft; with `siirra` somebody's menu is open. A button changes it, unless somebody else was faster: then both are shown."""
    draft, drafts = drafted(desk, number)
    if queries.is_searched(draft):
        return redirect("staff:groups", desk.house.slug, desk.year.slug)
    seen, again = queries.board(draft), None
    form = ChangeForm(request.POST) if request.method == "POST" else None
    if form is not None:
        change = form.change() if form.is_valid() else None
        answer = _changed(request, desk, seen, change) if change else DraftRefusal.NO_PERSON
        if isinstance(answer, HttpResponse):
            return answer
        messages.warning(request, answer.label)
        again = deeds.again(seen, change) if change and answer == DraftRefusal.STALE else None
    return _shown(request, desk, seen, drafts, again)


def drafted(desk: Desk, number: int) -> tuple[Draft, Sequence[Draft]]:
    """The draft that the address names, among all that are open; 404 when it is none of them."""
    drafts = list(queries.worked_on(desk.year))
    draft = next((each for each in drafts if each.number == number), None)
    if draft is None:
        raise Http404
    for each in drafts:
        each.programme = desk.year
    return draft, drafts


def _changed(request: HttpRequest, desk: Desk, seen: Board, change: Change) -> HttpResponse | DraftRefusal:
    try:
        done = deeds.do(seen, change, by=desk.actor)
    except Refused as no:
        return DraftRefusal(no.reason.value)
    for words in done.said:
        messages.success(request, words)
    return redirect(done.url)


def _shown(request: HttpRequest, desk: Desk, seen: Board, drafts: Sequence[Draft], again: object) -> HttpResponse:
    past = queries.history(seen.draft, desk.reader)
    given = {name: request.GET.get(key, "") for name, key in (("opened", "siirra"), ("moved", "siirretty"))}
    shown = context(seen, past, drafts, language=request.LANGUAGE_CODE, **given)
    told = list(messages.get_messages(request))
    shown["bar"]["said"] = [each for each in told if each.level == messages.SUCCESS]
    warnings = [each for each in told if each.level != messages.SUCCESS]
    return page(request, "coordinator/groups/board.html", {**shown, "again": again, "warnings": warnings})


@staff(Permission.FORM_GROUPS)
def option(request: HttpRequest, desk: Desk, number: int, entry: int) -> HttpResponse:
    """What, when, where and in which language one mentor's group is; opens it, changes it, takes it apart."""
    draft, _drafts = drafted(desk, number)
    offered, group, mentors = queries.offer_of(draft, entry)
    if offered is None and group is None:
        raise Http404
    form = OptionForm(request.POST or None, entry=offered, group=group, revision=draft.revision, house=desk.house)
    if request.method == "POST" and form.is_valid():
        try:
            changed = deeds.set_option(draft, form, by=desk.actor)
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            messages.success(request, _("The group is changed."))
            return redirect(address(changed))
    context = {"form": form, "draft": draft, "letter": group.letter if group else "", "mentors": mentors, "back": address(draft)}
    return page(request, "coordinator/groups/option.html", context)
