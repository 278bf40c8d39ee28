"""Another address of one's own: a code to it proves it; then whatever is one's own follows."""

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.http import HttpRequest

from verme.mentors import actions as mentors
from verme.people import actions as people
from verme.people.models import Person
from verme.signups import actions as signups
from verme.web.ui.codes import Drawer

DRAWER = Drawer("new_address", "verme.new-address")


def send(request: HttpRequest, person: Person, address: str, language: str) -> None:
    """Sends a code to the address; the page says the same when it is somebody's already. Raises Refused (SAME, TOO_OFTEN)."""
    if DRAWER.is_too_soon(request) and DRAWER.told(request) == address:
        return
    code = get_adapter().generate_login_code()
    people.ask_address(person, email=address, code=code, language=language, by=person.acting("member"))
    DRAWER.keep(request, code, told=address)


def check(request: HttpRequest, person: Person, code: str) -> bool:
    """Spends a try; the right code gives the person the address. Raises Refused (TAKEN) when somebody else got it meanwhile."""
    address, actor = DRAWER.told(request), person.acting("member")
    if not DRAWER.spend(request, code):
        people.refuse_code(person, by=actor)
        return False
    with transaction.atomic():
        held = people.change_address(person, email=address, by=actor)
        for room in (signups, mentors):
            room.follow(held, by=actor)
            room.tie(held, by=actor)
    return True
