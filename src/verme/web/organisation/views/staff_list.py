"""The staff list: who is on it, and who was."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from verme.audit import queries as audit
from verme.audit.models import Entry
from verme.organisations import queries
from verme.organisations.terms import Permission
from verme.people import queries as people
from verme.web.organisation.forms.staff import SearchForm
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page
from verme.web.ui.requests import kept_query

A_PAGE = 50
GONE = "poissa"


@staff(Permission.RUN_STAFF_LIST)
def staff_list(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The list by name, searched; `?tila=poissa` shows who was on an earlier list. Files that wait, roles of those who left."""
    form, is_gone = SearchForm(request.GET), request.GET.get("tila") == GONE
    found = queries.staff_list(desk.house, words=form.words, is_listed=not is_gone)
    shown = Paginator(found, A_PAGE).get_page(request.GET.get("sivu"))
    listed, gone = queries.staff_counts(desk.house)
    context = {
        "form": form,
        "is_gone": is_gone,
        "listed": listed,
        "gone": gone,
        "shown": shown,
        "query": kept_query(request),
        "waiting": list(queries.waiting_imports(desk.house)),
        "left": queries.roles_of_those_who_left(desk.house),
        "latest": _latest(desk),
    }
    return page(request, "organisation/staff/list.html", context)


def _latest(desk: Desk) -> tuple[Entry, str] | None:
    """When the list was last brought, and by whom."""
    entry = audit.of_organisation(desk.house.pk).filter(verb="staff.imported").first()
    return (entry, people.names_of([entry.person_id or 0]).get(entry.person_id or 0, "")) if entry else None
