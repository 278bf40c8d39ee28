"""A mentor's own pages, by the letter's link or signed in. Looking changes nothing; buttons answer."""

from django.http import Http404, HttpRequest, HttpResponse

from verme.mentors import queries
from verme.web.public import mentoring
from verme.web.public.mentoring import Way
from verme.web.ui.desk import Desk
from verme.web.ui.doors import link, own
from verme.web.ui.render import page


def _by_link(secret: str) -> Way | None:
    held = queries.by_secret(secret)
    return Way(held, "mentor_invitation", secret) if held else None


def _spent(request: HttpRequest) -> HttpResponse:
    return page(request, "public/spent.html", {}, status=404)


@link
def invitation(request: HttpRequest, desk: Desk, secret: str) -> HttpResponse:
    """The letter's link: the question, or the answer."""
    way = _by_link(secret)
    return mentoring.question(request, desk, way) if way else _spent(request)


@link
def another(request: HttpRequest, desk: Desk, secret: str) -> HttpResponse:
    """One group more."""
    way = _by_link(secret)
    return mentoring.another(request, desk, way) if way else _spent(request)


@link
def group(request: HttpRequest, desk: Desk, secret: str, entry: int) -> HttpResponse:
    """One own offer."""
    way = _by_link(secret)
    return mentoring.group(request, desk, way, entry) if way else _spent(request)


def _own(desk: Desk, number: int) -> Way:
    held = queries.own_invitations(desk.reader).filter(pk=number).first()
    if held is None:
        raise Http404
    return Way(held, "own_mentor_invitation", number)


@own
def own_invitation(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The same, signed in."""
    return mentoring.question(request, desk, _own(desk, number))


@own
def own_another(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """One group more, signed in."""
    return mentoring.another(request, desk, _own(desk, number))


@own
def own_group(request: HttpRequest, desk: Desk, number: int, entry: int) -> HttpResponse:
    """One own offer, signed in."""
    return mentoring.group(request, desk, _own(desk, number), entry)
