"""A group's agreement: reading and accepting it (O3), writing and offering it (M4), what changed, the PDF.

Every page begins at `_shelf`: what this reader may read. Whoever is not in the group now finds nothing here (I-20, I-21).
"""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.agreements import actions, notices, queries
from verme.agreements.documents import agreement_pdf
from verme.agreements.queries import Party, Shelf, Version
from verme.groups.notices import Post
from verme.kernel.refusals import Refused
from verme.web.member.accepting import Shown, comparison, history, left_without, missing_words
from verme.web.member.accepting import shown as told
from verme.web.member.forms.agreement import AcceptForm
from verme.web.ui.desk import Desk
from verme.web.ui.doors import own
from verme.web.ui.render import page
from verme.web.ui.section_fields import shown as read


def shelf_of(desk: Desk, group: int) -> Shelf:
    """What the reader may read of this group's agreement; 404 for who is not in the group now."""
    shelf = queries.shelf_of(desk.reader, group)
    if shelf is None:
        raise Http404
    return shelf


def house(shelf: Shelf, language: str) -> dict[str, Any]:
    """What every page of a group's agreement has in common."""
    organisation = shelf.group.programme.organisation
    return {
        "shelf": shelf,
        "group": shelf.group,
        "organisation_name": organisation.name_in(language),
        "first_language": organisation.first_language,
    }


def numbered(shelf: Shelf, number: int) -> Version:
    """A version that the reader may read; 404 for all others."""
    version = shelf.numbered(number)
    if version is None:
        raise Http404
    return version


@own
def agreement(request: HttpRequest, desk: Desk, group: int) -> HttpResponse:
    """The agreement of the group: what waits first, else what is in force. With POST one accepts the version that one has read."""
    shelf = shelf_of(desk, group)
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _accept(request, desk, numbered(shelf, form.cleaned_data["number"]))
    return _version_page(request, shelf, shelf.shown)


def _accept(request: HttpRequest, desk: Desk, version: Version) -> HttpResponse:
    try:
        actions.accept(version.agreement, by=desk.actor)
    except Refused as no:
        messages.warning(request, no.sentence)
    else:
        messages.success(request, _("Thank you. You have accepted version %(number)s.") % {"number": version.number})
    return redirect("member:agreement", version.agreement.group_id)


@own
def version(request: HttpRequest, desk: Desk, group: int, number: int) -> HttpResponse:
    """One version of those that the reader may read."""
    shelf = shelf_of(desk, group)
    return _version_page(request, shelf, numbered(shelf, number))


def _version_page(request: HttpRequest, shelf: Shelf, version: Version | None) -> HttpResponse:
    context = house(shelf, request.LANGUAGE_CODE)
    if version is not None:
        here = queries.parties(shelf.group) if shelf.leads else []
        shown = told(shelf, version, request.LANGUAGE_CODE, here)
        context |= {
            "shown": shown,
            "sections": read(version.sections),
            "before": shelf.before(version),
            "asked": version.is_asked(shelf.reader),
            "others": [each for each in shelf.versions if each.number != version.number],
            "form": AcceptForm(initial={"number": version.number}),
            **(_for_mentor(shelf, shown, here) if shelf.leads else {}),
        }
    if shelf.leads:
        context["draft"] = queries.draft_of(shelf.group)
    return page(request, "member/agreement/agreement.html", context)


def _for_mentor(shelf: Shelf, shown: Shown, here: Sequence[Party]) -> dict[str, Any]:
    """The next step while acceptances are missing: whom a reminder would reach."""
    if not shown.waits:
        return {}
    waited = [queries.name_of(each) for each in queries.missing(shown.version, here) if each != shelf.reader]
    left = left_without(shown.version, here)
    title, text = missing_words(waited, left=left)
    return {"waited": waited, "left": left, "missing_title": title, "missing_text": text}


@own
def changes(request: HttpRequest, desk: Desk, group: int, number: int) -> HttpResponse:
    """What changed since the version before, of those that the reader may read."""
    shelf = shelf_of(desk, group)
    newer = numbered(shelf, number)
    older = shelf.before(newer)
    if older is None:
        raise Http404
    context = {"older": older, "newer": newer, "comparison": comparison(older, newer), "pairs": history(shelf, request.LANGUAGE_CODE)}
    return page(request, "member/agreement/changes.html", {**house(shelf, request.LANGUAGE_CODE), **context})


@own
def paper(request: HttpRequest, desk: Desk, group: int, number: int) -> HttpResponse:
    """A version as a PDF."""
    shelf = shelf_of(desk, group)
    made = agreement_pdf(shelf, numbered(shelf, number))
    name = f"verme-{shelf.group.letter.lower()}-{number}.pdf"
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


@own
def remind(request: HttpRequest, desk: Desk, group: int) -> HttpResponse:
    """The reminder as it would go out, to whom; with POST it goes. Only for the mentor."""
    shelf = shelf_of(desk, group)
    version = shelf.offered
    if not shelf.leads or version is None:
        raise Http404
    waited = queries.missing(version, queries.parties(shelf.group))
    if request.method == "POST" or not waited:
        return _remind(request, desk, version)
    post = Post(shelf.group.programme)
    reader = notices.reader_of(waited[0])
    subject, text = notices.reminder_shown(post, version.agreement, waited[0])
    context = {
        "names": [queries.name_of(each) for each in waited],
        "count": len(waited),
        "letter": {"sender": post.sender(reader.language), "subject": subject, "text": text, "language": reader.language},
    }
    return page(request, "member/agreement/remind.html", {**house(shelf, request.LANGUAGE_CODE), **context})


def _remind(request: HttpRequest, desk: Desk, version: Version) -> HttpResponse:
    try:
        count = actions.remind(version.agreement, by=desk.actor)
    except Refused as no:
        messages.warning(request, no.sentence)
    else:
        words = ngettext("A reminder went to %(n)s person.", "A reminder went to %(n)s people.", count) % {"n": count}
        messages.success(request, words)
    return redirect("member:agreement", version.agreement.group_id)
