"""The post office of the example world: letters are read here instead of being sent. Development only, this machine only."""

from django.http import Http404, HttpRequest, HttpResponse

from verme.mail import queries
from verme.mail.models import Letter
from verme.web.ui.desk import Desk
from verme.web.ui.doors import public
from verme.web.ui.render import page
from verme.web.ui.requests import is_from_here

PAGE = 60


def _only_here(request: HttpRequest) -> None:
    if not is_from_here(request):
        raise Http404


@public
def letters(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The newest letters; `?kenelle=` narrows by address."""
    _only_here(request)
    found = queries.newest()
    if asked := request.GET.get("kenelle", "").strip():
        found = found.filter(to_address__icontains=asked)
    return page(request, "operator/posti/letters.html", {"letters": found[:PAGE], "asked": asked, "total": found.count()})


@public
def letter(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """One letter: its text with its addresses as links, and its HTML."""
    _only_here(request)
    found = _letter(number)
    return page(request, "operator/posti/letter.html", {"letter": found})


@public
def letter_html(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The letter's HTML as a mail program would draw it; it may hold one style element and nothing that runs."""
    _only_here(request)
    response = HttpResponse(_letter(number).html)
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    return response


def _letter(number: int) -> Letter:
    found = queries.newest().filter(pk=number).first()
    if found is None:
        raise Http404
    return found
