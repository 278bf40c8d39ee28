"""Oma Vermeni: one's own sign-ups, and the organisations one works with Verme for."""

from django.http import HttpRequest, HttpResponse

from verme.organisations import queries as organisations
from verme.organisations.terms import RoleKind
from verme.signups import queries as signups
from verme.web.ui.desk import Desk
from verme.web.ui.doors import own
from verme.web.ui.render import page


@own
def home(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What is one's own: each sign-up with its state and the way to change it, each role with the way to its pages."""
    roles = [(role, RoleKind(role.kind).label) for role in organisations.all_roles_of(desk.reader)]
    own_signups = signups.of_person(desk.reader)
    return page(request, "member/home.html", {"signups": own_signups, "roles": roles})
