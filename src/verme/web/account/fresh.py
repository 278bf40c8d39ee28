"""A fresh code before something that cannot be taken back."""

import datetime as dt

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.http import HttpRequest

from verme.people import actions as people
from verme.people import notices
from verme.people.models import Person
from verme.web.ui.codes import Drawer
from verme.web.ui.sessions import prove

DRAWER = Drawer("fresh_code", "verme.fresh-code")


def send(request: HttpRequest, person: Person, language: str) -> None:
    """Sends a code to the signed-in person, at most one in twenty seconds."""
    if DRAWER.is_too_soon(request):
        return
    code = get_adapter().generate_login_code()
    DRAWER.keep(request, code)
    with transaction.atomic():
        notices.code(person, person.email, code, language)


def sent_at(request: HttpRequest) -> dt.datetime | None:
    """When the code that is still good was sent; None when there is none."""
    return DRAWER.sent_at(request)


def check(request: HttpRequest, person: Person, code: str) -> bool:
    """Spends a try; the right code opens what asks for one, once."""
    if DRAWER.sent_at(request) is None:
        return False
    if not DRAWER.spend(request, code):
        people.refuse_code(person, by=person.acting("member"))
        return False
    prove(request)
    return True
