"""What every answer says to browsers: run nothing from elsewhere, tell nobody, keep nothing (trust.md T-06, T-13, R-18)."""

import io
import json
import logging
import re
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_resolver, path

from tests import cast
from tests.house.inspectors.doors import Address, addresses
from tests.house.inspectors.sweep import Knocker, allowed
from tests.house.inspectors.texts import inline
from tests.make import AUGUST
from tests.other_process import ROOT
from tests.web import examples, visitors
from tests.web.examples import Town
from tests.web.visitors import visit
from verme.urls import urlpatterns as house
from verme.web.ui.desk import Desk
from verme.web.ui.doors import public
from verme.web.ui.logs import JsonLines, masked

pytestmark = pytest.mark.django_db
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ASSET = re.compile(r"""<(?:script|img|iframe|link)\b[^>]*?\b(?:src|href)\s*=\s*["']([^"']+)""")
FORM = re.compile(r"<form\b[^>]*method=[\"']post[\"'].*?</form>", re.S | re.I)


def policy(response: HttpResponse) -> dict[str, list[str]]:
    """The content security policy, directive by directive."""
    parts = [part.split() for part in response.headers.get("Content-Security-Policy", "").split(";") if part.strip()]
    return {name: sources for name, *sources in parts}


def faults(response: HttpResponse, *, is_known: bool) -> Iterator[str]:
    """What an answer lacks, whatever its status."""
    for name, value in ALWAYS.items():
        if response.headers.get(name) != value:
            yield f"{name} is {response.headers.get(name)}"
    rules = policy(response)
    if rules.get("default-src") != ["'none'"] or rules.get("frame-ancestors") != ["'none'"] or rules.get("base-uri") != ["'none'"]:
        yield f"the policy is open: {rules}"
    if loose := [source for sources in rules.values() for source in sources if "unsafe" in source or "*" in source or "http" in source]:
        yield f"the policy lets in {loose}"
    if response.headers.get("Referrer-Policy") not in {"same-origin", "strict-origin"}:
        yield f"Referrer-Policy is {response.headers.get('Referrer-Policy')}"
    if "camera=()" not in response.headers.get("Permissions-Policy", ""):
        yield "Permissions-Policy is missing"
    if not response.headers.get("X-Request-Id"):
        yield "the request has no identity"
    if is_known and "no-store" not in response.headers.get("Cache-Control", ""):
        yield f"somebody's own page may be kept: {response.headers.get('Cache-Control')}"
    if not {"Cookie", "Accept-Language"} <= {word.strip() for word in response.headers.get("Vary", "").split(",")}:
        yield f"Vary is {response.headers.get('Vary')}"


def blemishes(response: HttpResponse) -> Iterator[str]:
    """What is wrong with a page of HTML."""
    page = response.content.decode()
    if page.count("<h1") != 1:
        yield f"{page.count('<h1')} first headings"
    if '<html lang="fi"' not in page:
        yield "no language"
    yield from inline({"page.html": page})
    if strange := [asset for asset in ASSET.findall(page) if not asset.startswith("/") or asset.startswith("//")]:
        yield f"fetches {strange}"
    if any("csrfmiddlewaretoken" not in form for form in FORM.findall(page)):
        yield "a form without its secret"


@pytest.fixture
def towns(at: Callable[..., None]) -> tuple[Town, Town]:
    at(AUGUST)
    made = Town(cast.seinajoki()), Town(cast.gradia())
    for town in made:
        town.fill()
    return made


def walk(found: list[Address], everybody: list[Knocker], town: Town) -> Iterator[str]:
    """Every address, as the first who may enter and as a visitor."""
    for address in found:
        if examples.lacking(address):
            continue
        url = examples.url(address, town)
        inside = next((one for one in everybody if one.is_known and "in" in allowed(address, one, is_vague=False)), None)
        for knocker in filter(None, [inside, everybody[-1]]):
            response, _written = visit(knocker.client, "GET", url)
            where = f"{address.name} as {knocker.name}"
            yield from (f"{where}: {fault}" for fault in faults(response, is_known=knocker.is_known))
            if response.status_code == 200 and "text/html" in response.headers["Content-Type"]:
                yield from (f"{where}: {fault}" for fault in blemishes(response))
            if address.door.audience == "link" and response.headers["Referrer-Policy"] != "strict-origin":
                yield f"{where}: may tell its secret on"


def test_every_answer_is_careful(towns: tuple[Town, Town]) -> None:
    everybody = visitors.knockers(towns[0].house, towns[1].house)
    found = [address for address in addresses(get_resolver().url_patterns) if not address.name.startswith("development")]

    assert list(walk(found, everybody, towns[0])) == []


@public
def careless(request: HttpRequest, desk: Desk) -> HttpResponse:
    return HttpResponse(
        "<html><h1>a</h1><h1 style='x'>b</h1><script src='https://cdn.example/x.js'></script><form method='post'></form>",
        headers={"Referrer-Policy": "unsafe-url", "Content-Security-Policy": "default-src *"},
    )


@public
def broken(request: HttpRequest, desk: Desk) -> HttpResponse:
    person, secret = "Aino Virtanen", "aVerySecretSecret"
    raise RuntimeError(f"{person} wrote {secret}")


CARELESS, BROKEN = mine = [path("huolimaton/", careless, name="careless"), path("rikki/", broken, name="broken")]
urlpatterns = [*mine, *house]
handler500 = "verme.web.public.views.faults.broken"
handler404 = "verme.web.public.views.faults.missing"


@pytest.mark.urls("tests.web.test_headers")
def test_a_careless_answer_is_caught() -> None:
    response = Client().get("/huolimaton/")

    assert list(faults(response, is_known=False)) == [  # type: ignore[arg-type]
        "the policy is open: {'default-src': ['*']}",
        "the policy lets in ['*']",
        "Referrer-Policy is unsafe-url",
    ]
    assert list(blemishes(response)) == [  # type: ignore[arg-type]
        "2 first headings",
        "no language",
        "page.html holds an inline style",
        "fetches ['https://cdn.example/x.js']",
        "a form without its secret",
    ]


@pytest.mark.urls("tests.web.test_headers")
def test_when_something_breaks_nothing_is_told() -> None:
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(JsonLines())
    logging.getLogger().addHandler(handler)
    response = Client(raise_request_exception=False).get("/rikki/?name=Aino")
    logging.getLogger().removeHandler(handler)
    page, logged = response.content.decode(), lines.getvalue()

    assert response.status_code == 500
    assert list(faults(response, is_known=False)) == []  # type: ignore[arg-type]
    assert response.headers["X-Request-Id"] in page and response.headers["X-Request-Id"] in logged
    for secret in ("Virtanen", "aVerySecretSecret"):
        assert secret not in page and secret not in logged
    assert "Aino" not in logged
    assert "RuntimeError" in logged and "test_headers.py" in logged


def test_pages_that_are_not_there_are_careful_too() -> None:
    response = Client().get("/nowhere/")

    assert response.status_code == 404
    assert [*faults(response, is_known=False), *blemishes(response)] == []  # type: ignore[arg-type]


def test_secrets_of_links_are_not_logged() -> None:
    secret = "aVerySecretSecret"
    for address in addresses(get_resolver().url_patterns):
        if "secret" in examples.words(address):
            route = re.sub(r"<(\w+:)?secret>", secret, address.route)
            logged = masked("/" + examples.CONVERTED.sub("1", route) + "?kieli=sv")
            assert secret not in logged and "***" in logged, f"{address.name} is logged with its secret"


def test_cookies_are_for_the_server_only(towns: tuple[Town, Town]) -> None:
    client = Client()
    client.get("/kirjaudu/?kieli=sv")
    client.post("/kirjaudu/", {"email": "nobody@seinajoki.example"})

    assert set(client.cookies) == {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME}
    assert {(bool(cookie["httponly"]), cookie["samesite"], cookie["path"]) for cookie in client.cookies.values()} == {(True, "Lax", "/")}


PRODUCTION = """
import django, json; django.setup()
from django.conf import settings
from django.test import Client
settings.DATABASES["default"]["NAME"] = ":memory:"
page = Client(headers={"host": "verme.example"}).get("/.well-known/security.txt", secure=True)
post = Client(headers={"host": "verme.example"}).get("/kirjaudu/", secure=True)
cookies = {name: [bool(cookie["secure"]), bool(cookie["httponly"])] for name, cookie in post.cookies.items()}
print(json.dumps([dict(page.headers), cookies, settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE, settings.DEBUG]))
"""


def test_production_is_careful_on_the_way_too() -> None:
    environment = {
        "PATH": "/usr/bin",
        "DJANGO_SETTINGS_MODULE": "verme.settings",
        "VERME_SECRET_KEY": "x" * 50,
        "VERME_BASE_URL": "https://verme.example",
        "VERME_SMTP_URL": "smtps://mail.example",
        "VERME_DATABASE_URL": "sqlite:///",
    }
    done = subprocess.run([sys.executable, "-c", PRODUCTION], env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    headers, cookies, session, is_secure, debug = json.loads(done.stdout)

    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert cookies == {"__Host-verme-csrf": [True, True]}
    assert (session, is_secure, debug) == ("__Host-verme", True, False)
