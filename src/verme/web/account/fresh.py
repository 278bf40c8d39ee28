"""A fresh code before something that cannot be taken back. It lives in the session: ten minutes, five tries, real time."""

import secrets

from django.db import transaction
from django.http import HttpRequest

from verme.kernel import clock, tokens
from verme.people import notices
from verme.people.models import Person
from verme.web.account.adapter import new_code
from verme.web.ui.sessions import prove

LIFE, TRIES, PAUSE = 600, 5, 20  # seconds, tries, seconds between two letters


def send(request: HttpRequest, person: Person, language: str) -> None:
    """Sends a code to the signed-in person, at most one in twenty seconds."""
    now = clock.real_now().timestamp()
    if now - request.session.get("fresh", {}).get("at", 0) < PAUSE:
        return
    code = new_code()
    request.session["fresh"] = {"at": now, "digest": tokens.digest(_plain(code)), "tries": TRIES}
    with transaction.atomic():
        notices.code(person, person.email, code, language)


def is_sent(request: HttpRequest) -> bool:
    """Whether a code is on its way and still good."""
    sent: float = request.session.get("fresh", {}).get("at", 0)
    return clock.real_now().timestamp() - sent < LIFE


def check(request: HttpRequest, code: str) -> bool:
    """Spends a try; the right code opens what asks for one."""
    held = request.session.get("fresh", {})
    if not is_sent(request) or held.get("tries", 0) <= 0:
        return False
    held["tries"] -= 1
    request.session["fresh"] = held
    if not secrets.compare_digest(held["digest"], tokens.digest(_plain(code))):
        return False
    del request.session["fresh"]
    prove(request)
    return True


def _plain(code: str) -> str:
    return code.replace("-", "").replace(" ", "").upper()
