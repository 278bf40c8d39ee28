"""The reader's language: `?kieli=sv` once, then a cookie; else what the browser asks for.

At sign-in the person's own language goes into the cookie, unless this browser's reader has chosen one.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from verme.kernel.texts import LANGUAGES

YEAR = 365 * 24 * 3600


def chosen(request: HttpRequest) -> str | None:
    """The language asked for in the address, if it is one of ours."""
    asked = request.GET.get("kieli")
    return asked if asked in LANGUAGES else None


def of(request: HttpRequest) -> str:
    """The language of this answer."""
    held = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return chosen(request) or (held if held in LANGUAGES else None) or translation.get_language_from_request(request)[:2]


def language(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: activates the language, keeps a choice in a cookie."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with translation.override(of(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = get_response(request)
            patch_vary_headers(response, ["Cookie", "Accept-Language"])
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            if asked := chosen(request):
                remember(response, asked)
            return response

    return middleware


def remember(response: HttpResponse, code: str) -> None:
    """Keeps a language in the cookie for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True
    )


def remember_own(request: HttpRequest, response: HttpResponse, code: str) -> None:
    """At sign-in: the person's own language, unless this browser's reader has chosen one."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and code in LANGUAGES:
        remember(response, code)
