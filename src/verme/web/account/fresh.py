"""A fresh code before something that cannot be taken back. It lives in the session: ten minutes, five tries, real time."""

import datetime as dt
from typing import Any

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from verme.kernel import clock
from verme.people import actions as people
from verme.people import notices
from verme.people.models import Person
from verme.web.ui.sessions import prove

LIFE, TRIES, PAUSE = 600, 5, 20  # seconds, tries, seconds between two letters
DRAWER = "fresh_code"  # where it lies in the session


def send(request: HttpRequest, person: Person, language: str) -> None:
    """Sends a code to the signed-in person, at most one in twenty seconds."""
    now = clock.real_now().timestamp()
    if now - _held(request).get("at", 0) < PAUSE:
        return
    code = get_adapter().generate_login_code()
    request.session[DRAWER] = {"at": now, "digest": _digest(code), "tries": TRIES}
    with transaction.atomic():
        notices.code(person, person.email, code, language)


def sent_at(request: HttpRequest) -> dt.datetime | None:
    """When the code that is still good was sent; None when there is none."""
    held = _held(request)
    is_good = held.get("tries", 0) > 0 and clock.real_now().timestamp() - held["at"] < LIFE
    return dt.datetime.fromtimestamp(held["at"], dt.UTC) if is_good else None


def check(request: HttpRequest, person: Person, code: str) -> bool:
    """Spends a try; the right code opens what asks for one, once."""
    if sent_at(request) is None:
        return False
    held = _held(request)
    if not constant_time_compare(held["digest"], _digest(code)):
        request.session[DRAWER] = {**held, "tries": held["tries"] - 1}
        people.refuse_code(person, by=person.acting("member"))
        return False
    del request.session[DRAWER]
    prove(request)
    return True


def _held(request: HttpRequest) -> dict[str, Any]:
    held: dict[str, Any] = request.session.get(DRAWER, {})
    return held


def _digest(code: str) -> str:
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    return salted_hmac("verme.fresh-code", letters, algorithm="sha256").hexdigest()
