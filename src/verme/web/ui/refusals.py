"""Refused tries are written down too (I-43): who knocked at a door that is not theirs, and at which page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from verme.organisations import queries as organisations
from verme.people import actions as people
from verme.people.models import Person
from verme.web.ui.desk import Desk

CLOSED = {"staff", "network"}  # audiences whose doors may say no to somebody who is signed in


def note_refusals(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: an entry for each 403 and 404 by which a door, not a page, has answered somebody who is signed in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code in {403, 404} and isinstance(request.user, Person) and _is_doors(request, response.status_code):
            _note(request, request.user)
        return response

    return middleware


def _is_doors(request: HttpRequest, status: int) -> bool:
    """A door that knows the reader's desk says 403, one that does not know the reader at all 404; other answers are the page's."""
    door = getattr(request.resolver_match.func, "door", None) if request.resolver_match else None
    if door is None or door.audience not in CLOSED:
        return False
    desk: Desk | None = getattr(request, "desk", None)
    if desk is None:
        return status == 404
    return door.permission is not None and not desk.may(door.permission)


def _note(request: HttpRequest, person: Person) -> None:
    desk: Desk | None = getattr(request, "desk", None)
    match = request.resolver_match
    slug = match.kwargs.get("organisation") if match else None
    house = organisations.every().filter(slug=slug).first() if slug else None
    people.refuse_entry(
        person,
        address=match.view_name if match else "",
        by=desk.actor if desk else person.acting("member"),
        organisation=house.pk if house else None,
    )
