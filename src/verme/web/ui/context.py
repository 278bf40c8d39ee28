"""What the layouts need on every page."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from verme.kernel.texts import LANGUAGES, OWN_NAMES
from verme.organisations.terms import Permission
from verme.programmes import queries as programmes
from verme.web.ui.desk import STRANGER, Desk
from verme.web.ui.menu import elsewhere, menu

WORKING_DAY = 12 * 3600


def page(request: HttpRequest) -> dict[str, Any]:
    """The desk, the menu, the languages in their own names (each a link to this same page)."""
    desk: Desk = getattr(request, "desk", STRANGER)
    language = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    return {
        "desk": desk,
        "menu": menu(request.path, _in_its_year(desk)),
        "elsewhere": elsewhere(desk, getattr(request, "roles", ()), language) if desk.person else [],
        "language": language,
        "languages": [(code, OWN_NAMES[code], _same_page(request, code), code == language) for code in LANGUAGES],
        "organisation_name": desk.organisation.name_in(language) if desk.organisation else "",
        "first_language": desk.organisation.first_language if desk.organisation else "fi",
        "help_url": "/apua/",
        "is_practice": bool(desk.programme and desk.programme.is_practice),
        "practice_url": _practice_end(desk),
        "session_seconds": _soon_over(request),
    }


def _in_its_year(desk: Desk) -> Desk:
    """On the organisation's own pages a coordinator's menu goes on to the year that runs now: its lines are the same on every page."""
    if desk.organisation is None or desk.programme is not None or not desk.may(Permission.RUN_PROGRAMME):
        return desk
    return replace(desk, programme=programmes.likeliest(programmes.of_organisation(desk.organisation)))


def _practice_end(desk: Desk) -> str:
    """Where the banner of a practice leads: the page that takes it away."""
    if not (desk.programme and desk.programme.is_practice and desk.may(Permission.RUN_PROGRAMME)):
        return ""
    return reverse("staff:practice_end", kwargs={"organisation": desk.house.slug, "programme": desk.programme.slug})


def _soon_over(request: HttpRequest) -> int:
    """Seconds until the session ends if nothing happens, where that is within a working day; 0 where nobody needs to be warned."""
    left: int = getattr(request, "session_seconds", 0)
    return left if left <= WORKING_DAY else 0


def _same_page(request: HttpRequest, code: str) -> str:
    kept = {key: str(value) for key, value in request.GET.items() if key != "kieli"} if request.method == "GET" else {}
    return f"{request.path}?{urlencode({**kept, 'kieli': code})}"
