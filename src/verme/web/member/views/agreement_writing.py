"""The mentor writes the agreement with the group and offers it (M4), and keeps the plan of activities (M5)."""

from itertools import zip_longest
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.agreements import actions, queries, rules
from verme.agreements.queries import Shelf
from verme.agreements.terms import AgreementRefusal
from verme.kernel.refusals import Refused
from verme.kernel.texts import LANGUAGES, OWN_NAMES
from verme.meetings import queries as meetings
from verme.programmes import queries as programmes
from verme.web.member.forms.agreement import DraftForm, OfferForm, PlanForm
from verme.web.member.views.agreement import house, shelf_of
from verme.web.ui.desk import Desk
from verme.web.ui.doors import own
from verme.web.ui.render import page
from verme.web.ui.section_fields import shown as read

MEETINGS = 6  # lines of a plan where the operating model does not say


def _led(desk: Desk, group: int) -> Shelf:
    """The same as `shelf_of`, for the mentor alone."""
    shelf = shelf_of(desk, group)
    if not shelf.leads:
        raise Http404
    return shelf


@own
def write(request: HttpRequest, desk: Desk, group: int) -> HttpResponse:
    """The text by sections; kept as often as one likes, and nobody is told before it is offered."""
    shelf = _led(desk, group)
    form = _draft_form(request, shelf)
    if request.method == "POST" and "add" not in request.POST and form.is_valid() and _written(request, desk, shelf, form):
        messages.success(request, _("Saved. Nobody has been told yet."))
        return redirect("member:agreement_offer" if "offer" in request.POST else "member:agreement_write", group)
    context = {"form": form, "chips": _chips(shelf, request), **_stale(shelf, form)}
    return page(request, "member/agreement/write.html", {**house(shelf, request.LANGUAGE_CODE), **context})


def _draft_form(request: HttpRequest, shelf: Shelf) -> DraftForm:
    draft = queries.draft_of(shelf.group)
    if draft is not None:
        sections, revision, language = rules.sections_of(draft.sections), draft.revision, draft.language
    else:
        language = _language(shelf, request)
        sections, revision = queries.beginning(shelf, language), 0
    if request.method != "POST":
        return DraftForm(None, sections=sections, revision=revision, language=language)
    sent = request.POST.copy()
    if "add" in sent:
        number = sum(name.startswith("heading_") for name in sent)
        sent |= {f"key_{number}": "", f"heading_{number}": "", f"text_{number}": ""}
    return DraftForm(sent, sections=sections, revision=revision, language=sent.get("language", language))


def _language(shelf: Shelf, request: HttpRequest) -> str:
    if shelf.versions:
        return shelf.versions[-1].agreement.language
    asked = request.GET.get("teksti", "")
    return asked if asked in LANGUAGES else queries.language_of(shelf.group)


def _chips(shelf: Shelf, request: HttpRequest) -> list[dict[str, Any]]:
    """In which language to begin, while nothing has been written."""
    if shelf.versions or queries.draft_of(shelf.group) is not None or request.method == "POST":
        return []
    now = _language(shelf, request)
    return [{"label": OWN_NAMES[each], "url": f"?teksti={each}", "is_current": each == now, "lang": each} for each in LANGUAGES]


def _written(request: HttpRequest, desk: Desk, shelf: Shelf, form: DraftForm) -> bool:
    """Whether it was kept; if not, the form says why."""
    given = form.cleaned_data
    try:
        actions.write(shelf.group, language=given["language"], sections=form.sections(), revision=given["revision"], by=desk.actor)
    except Refused as no:
        form.add_error(None, no.sentence)
        form.is_stale = no.reason == AgreementRefusal.STALE
    return not form.errors


def _stale(shelf: Shelf, form: DraftForm) -> dict[str, Any]:
    """Whoever wrote meanwhile is shown beside one's own words; saving again then is on purpose."""
    draft = queries.draft_of(shelf.group) if form.is_stale else None
    if draft is None:
        return {}
    form.data["revision"] = str(draft.revision)  # type: ignore[index]  # a copy of what was sent
    return {"current": read(rules.sections_of(draft.sections))}


@own
def offer(request: HttpRequest, desk: Desk, group: int) -> HttpResponse:
    """The one page before the group is asked: the text as it will be, and who gets a letter."""
    shelf = _led(desk, group)
    draft = queries.draft_of(shelf.group)
    form = OfferForm(request.POST or None, initial={"number": shelf.newest + 1, "revision": draft.revision if draft else 0})
    if request.method == "POST" and form.is_valid() and _offered(request, desk, shelf, form):
        return redirect("member:agreement", group)
    if draft is None:
        return redirect("member:agreement_write", group)
    context = {
        "form": form,
        "sections": read(rules.sections_of(draft.sections)),
        "draft": draft,
        "names": [queries.name_of(each) for each in queries.parties(shelf.group) if each != shelf.reader],
    }
    return page(request, "member/agreement/offer.html", {**house(shelf, request.LANGUAGE_CODE), **context})


def _offered(request: HttpRequest, desk: Desk, shelf: Shelf, form: OfferForm) -> bool:
    try:
        made = actions.offer(shelf.group, **form.cleaned_data, by=desk.actor)
    except Refused as no:
        form.add_error(None, no.sentence)
        return False
    messages.success(request, _("Version %(number)s has been offered to the group.") % {"number": made.number})
    return True


@own
def plan(request: HttpRequest, desk: Desk, group: int) -> HttpResponse:
    """The plan of activities beside the days of the group's meetings: the members read it, the mentor changes it."""
    shelf = shelf_of(desk, group)
    lines, revision = queries.plan(shelf.group)
    days = meetings.days_of_plan(shelf.group)
    rows = zip_longest(lines, days) if lines else ()
    context: dict[str, Any] = {"lines": [(number, day, line) for number, (line, day) in enumerate(rows, 1)], "days": days}
    if shelf.leads:
        model = programmes.rules_of(shelf.group.programme)
        form = PlanForm(request.POST or None, lines=lines, revision=revision, count=model.meetings if model else MEETINGS, days=days)
        if request.method == "POST" and form.is_valid() and _planned(request, desk, shelf, form):
            return redirect("member:plan", group)
        context["form"] = form
    return page(request, "member/agreement/plan.html", {**house(shelf, request.LANGUAGE_CODE), **context})


def _planned(request: HttpRequest, desk: Desk, shelf: Shelf, form: PlanForm) -> bool:
    try:
        actions.plan(shelf.group, lines=form.lines(), revision=form.cleaned_data["revision"], by=desk.actor)
    except Refused as no:
        form.add_error(None, no.sentence)
        return False
    messages.success(request, _("Saved."))
    return True
