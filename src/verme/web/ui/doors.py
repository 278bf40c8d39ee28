"""Doors: the only way into a page. Each loads what the address names along a path the reader may walk, and asks for the permission.

Another organisation's thing answers 404, a missing permission in one's own organisation 403, a stranger is asked to sign in.
Every view has exactly one door (a house test walks the addresses); a page behind a door never fetches a row by a bare id.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from verme.organisations import queries as organisations
from verme.organisations.models import Role
from verme.organisations.terms import Permission
from verme.people.models import Person
from verme.programmes import queries as programmes
from verme.web.ui.desk import Desk
from verme.web.ui.sessions import is_fresh


@dataclass(frozen=True)
class Door:
    """What a house test, the matrix test and the permission table read off a view."""

    audience: str  # "public" | "own" | "staff" | "network" | "link" | "program"
    permission: Permission | None = None
    is_fresh: bool = False


type View = Callable[..., HttpResponse]  # view(request, desk, **what the address names)
type Page = Callable[..., HttpResponse]  # page(request, **what the address names)


def _hang(view: View, door: Door, enter: Page) -> Page:
    page = functools.wraps(view)(enter)
    page.door = door  # type: ignore[attr-defined]  # a function carries its door
    return page


def _person(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) and request.user.is_active else None


def _sign_in(request: HttpRequest) -> HttpResponse:
    return redirect(f"/kirjaudu/?{urlencode({'next': request.get_full_path()})}")


def _freshen(request: HttpRequest) -> HttpResponse:
    return redirect(f"/kirjaudu/varmista/?{urlencode({'next': request.get_full_path() if request.method == 'GET' else request.path})}")


def _roles_in(request: HttpRequest, person: Person, slug: str) -> list[Role]:
    """The person's roles in an organisation, out of all that the session's limits have read already."""
    held: list[Role] | None = getattr(request, "roles", None)
    if held is None:
        return organisations.roles_of(person, slug)
    return [role for role in held if role.organisation is not None and role.organisation.slug == slug]


def _sit_down(request: HttpRequest, desk: Desk) -> Desk:
    request.desk = desk  # type: ignore[attr-defined]  # the layout's masthead and menu read it
    return desk


def public(view: View) -> Page:
    """Anybody, signed in or not."""

    def enter(request: HttpRequest, **named: Any) -> HttpResponse:
        return view(request, _sit_down(request, Desk(person=_person(request))), **named)

    return _hang(view, Door("public"), enter)


def link(view: View) -> Page:
    """Whoever holds the secret in the address (`secret`), which the view checks by a query of the room; never cached.

    The address is never told on, not even to ourselves. The origin is: with `no-referrer` browsers send `Origin: null`
    with the form, which no protection against forged forms can accept.
    """

    def enter(request: HttpRequest, **named: Any) -> HttpResponse:
        response = view(request, _sit_down(request, Desk(person=_person(request))), **named)
        response["Referrer-Policy"] = "strict-origin"
        return response

    return _hang(view, Door("link"), never_cache(enter))


def program(view: View) -> Page:
    """Programs that fetch: health, feeds. No session is touched."""

    def enter(request: HttpRequest, **named: Any) -> HttpResponse:
        return view(request, Desk(), **named)

    return _hang(view, Door("program"), enter)


def own(view: View) -> Page:
    """Anybody signed in, for what is their own (`/oma/…`)."""

    def enter(request: HttpRequest, **named: Any) -> HttpResponse:
        person = _person(request)
        if person is None:
            return _sign_in(request)
        return view(request, _sit_down(request, Desk(person=person)), **named)

    return _hang(view, Door("own"), never_cache(enter))


def staff(permission: Permission | None, *, fresh: bool = False) -> Callable[[View], Page]:
    """Who has a role in the organisation named in the address (`/o/<organisation>/…`), with this permission.

    `permission=None` admits every role. `fresh=True` asks for a fresh code first.
    A `programme` in the address is loaded from the organisation.
    """

    def hang(view: View) -> Page:
        def enter(request: HttpRequest, organisation: str, **named: Any) -> HttpResponse:
            person = _person(request)
            if person is None:
                return _sign_in(request)
            roles = _roles_in(request, person, organisation)
            if not roles:
                raise Http404
            here = roles[0].organisation
            programme = None
            if here is not None and (slug := named.pop("programme", None)) is not None:
                programme = programmes.of_organisation(here).filter(slug=slug).first()
                if programme is None:
                    raise Http404
            desk = _sit_down(request, Desk(person, here, tuple(roles), programme))
            if permission is not None and not desk.may(permission):
                raise PermissionDenied
            if fresh and not is_fresh(request):
                return _freshen(request)
            return view(request, desk, **named)

        return _hang(view, Door("staff", permission, fresh), never_cache(enter))

    return hang


def network(permission: Permission, *, fresh: bool = False) -> Callable[[View], Page]:
    """The network's administrators (`/verkosto/…`)."""

    def hang(view: View) -> Page:
        def enter(request: HttpRequest, **named: Any) -> HttpResponse:
            person = _person(request)
            if person is None:
                return _sign_in(request)
            desk = _sit_down(request, Desk(person, None, tuple(organisations.network_roles_of(person))))
            if not desk.may(permission):
                raise Http404
            if fresh and not is_fresh(request):
                return _freshen(request)
            return view(request, desk, **named)

        return _hang(view, Door("network", permission, fresh), never_cache(enter))

    return hang
