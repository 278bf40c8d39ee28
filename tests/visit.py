"""Visiting the product as somebody: a test client or a browser window with a session such as the sign-in pages open."""

from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from verme.kernel import clock
from verme.people.models import Person


def signed_in(person: Person, *, fresh: bool = True, client: Client | None = None) -> Client:
    """A client in whose session this person signed in just now; `fresh=False`: long enough ago that a fresh code is asked for."""
    client = client or Client()
    client.force_login(person)
    now = clock.real_now().timestamp()
    session = client.session
    session.update({"began": now, "seen": now, "proved": now if fresh else 0})
    session.save()
    return client


def sign_in(page: Page, person: Person, *, base_url: str, fresh: bool = True) -> None:
    """Gives a browser window such a session."""
    hand_over(signed_in(person, fresh=fresh), page, base_url=base_url)


def hand_over(client: Client, page: Page, *, base_url: str) -> None:
    """The browser window goes on in the client's session."""
    if (cookie := client.cookies.get(settings.SESSION_COOKIE_NAME)) is not None:
        host = urlsplit(base_url).hostname or ""
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "domain": host, "path": "/", "httpOnly": True}])
