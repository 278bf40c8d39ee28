"""The log for the data protection officer: who did what and when, without content."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from verme.audit import queries
from verme.audit.models import Entry
from verme.organisations.terms import Permission, RoleKind
from verme.people import queries as people
from verme.web.organisation.log_words import words_of
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page
from verme.web.ui.requests import kept_query

A_PAGE = 100


@staff(Permission.SEE_ALL_AUDIT)
def log(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The organisation's log, newest first; `?teko=` narrows to one verb. Only people with a staff role are named."""
    found = queries.of_organisation(desk.house.pk)
    verbs = queries.verbs_of(desk.house.pk)
    asked = request.GET.get("teko", "")
    shown = Paginator(found.filter(verb=asked) if asked in verbs else found, A_PAGE).get_page(request.GET.get("sivu"))
    names = people.names_of(entry.person_id for entry in shown if entry.person_id and entry.role in RoleKind)
    context = {
        "shown": shown,
        "query": kept_query(request),
        "rows": [(entry, words_of(entry.verb), names.get(entry.person_id or 0, ""), _role(entry)) for entry in shown],
        "verbs": sorted(((verb, words_of(verb)) for verb in verbs), key=lambda pair: pair[1]),
        "asked": asked,
        "seal": queries.last_seal(),
    }
    return page(request, "organisation/audit/log.html", context)


def _role(entry: Entry) -> str:
    return str(RoleKind(entry.role).label) if entry.role in RoleKind else entry.role
