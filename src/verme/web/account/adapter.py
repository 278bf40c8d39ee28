"""How allauth speaks for Verme: nobody registers, letters go through the outbox, signing in ties what is one's own."""

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from verme.mentors import actions as mentors
from verme.organisations import queries as organisations
from verme.people import notices
from verme.people.models import Person
from verme.people.queries import by_address
from verme.signups import actions as signups
from verme.web.ui import requests, sessions
from verme.web.ui.language import of as language_of


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Settles what allauth leaves to the project."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody registers: people come from sign-ups, roles and the mentor register."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Limits count by the true client, behind trusted proxies too."""
        return requests.client_address(request)

    def add_message(self, *args: Any, **named: Any) -> None:
        """Our pages say what there is to say."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A code, or for an unknown address a kind letter: through the outbox like every letter. allauth has nothing else to send."""
        language = language_of(context["request"]) if "request" in context else "fi"
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
        signups.tie(user, by=actor)
        mentors.tie(user, by=actor)

    def post_login(self, request: HttpRequest, user: Person, **named: Any) -> HttpResponse:
        """On to where the person was going, or to the page where their work is."""
        wanted = named.get("redirect_url") or ""
        if not is_own(request, wanted):
            wanted = home_of(user)
        return redirect(wanted)


def is_own(request: HttpRequest, address: str) -> bool:
    """Whether a `next` leads to our own pages."""
    return bool(address) and url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())


def home_of(person: Person) -> str:
    """A coordinator's organisation, or one's own page."""
    roles = [role for role in organisations.all_roles_of(person) if role.organisation is not None]
    slugs = {role.organisation.slug for role in roles if role.organisation}
    return f"/o/{next(iter(slugs))}/" if len(slugs) == 1 else "/oma/"


def new_code() -> str:
    """Eight characters that cannot be mistaken for each other, as allauth's own."""
    letters = "BCDFGHJKLMNPQRSTVWXZ"
    return "".join(secrets.choice(letters) for _ in range(4)) + "-" + "".join(secrets.choice(letters) for _ in range(4))
