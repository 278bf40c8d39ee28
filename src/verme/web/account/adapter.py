"""How allauth speaks for Verme: nobody registers, letters go through the outbox, signing in ties what is one's own."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from verme.mentors import actions as mentors
from verme.organisations import queries as organisations
from verme.organisations.terms import RoleKind
from verme.people import actions as people
from verme.people import notices
from verme.people.models import Person
from verme.people.queries import by_address
from verme.signups import actions as signups
from verme.web.ui import requests, sessions
from verme.web.ui.language import of as language_of
from verme.web.ui.language import remember_own


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Settles what allauth leaves to the project."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody registers: people come from sign-ups, roles and the mentor register."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Limits count by the true client, behind trusted proxies too, and by the /64 of an IPv6 address."""
        return requests.client_network(request)

    def add_message(self, *args: Any, **named: Any) -> None:
        """Our pages say what there is to say."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A code, or for an unknown address a kind letter: through the outbox like every letter. allauth has nothing else to send."""
        language = language_of(context["request"])
        with transaction.atomic():
            if code := context.get("code"):
                notices.code(by_address(email), email, code, language)
            else:
                notices.unknown(email, language)

    def login(self, request: HttpRequest, user: Person) -> None:
        """Opens the session; what was signed up or registered with this proven address becomes the person's."""
        super().login(request, user)
        sessions.begin(request)
        actor = user.acting("member")
        with transaction.atomic():
            people.sign_in(user, by=actor)
            signups.tie(user, by=actor)
            mentors.tie(user, by=actor)

    def post_login(self, request: HttpRequest, user: Person, **named: Any) -> HttpResponse:
        """On to where the person was going, or to the page where their work is."""
        return welcome(request, user, onward=named.get("redirect_url"))


def welcome(request: HttpRequest, person: Person, *, onward: str | None = None) -> HttpResponse:
    """The answer to who has just signed in: on the way, in their own language."""
    response = redirect(wanted(request, onward, otherwise=home_of(person)))
    remember_own(request, response, person.language)
    return response


def wanted(request: HttpRequest, address: str | None, *, otherwise: str) -> str:
    """Where a `next` leads, if it is a path of our own site."""
    is_ours = address and address.startswith("/") and url_has_allowed_host_and_scheme(address, {request.get_host()})
    return str(address) if is_ours else otherwise


def home_of(person: Person) -> str:
    """Where somebody's work is: the organisation one coordinates, else another one with a role, else the network, else one's own page."""
    roles = organisations.all_roles_of(person)
    for role in sorted(roles, key=lambda role: role.kind != RoleKind.COORDINATOR):
        if role.organisation is not None:
            return f"/o/{role.organisation.slug}/"
    return "/verkosto/" if roles else "/oma/"
