"""How long somebody stays signed in, and whether a code was given just now. All in real time (decisions.md §2)."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from verme.kernel import clock
from verme.organisations import queries as organisations
from verme.people.models import Person

STAFF_IDLE, STAFF_LIFE = timedelta(minutes=30), timedelta(hours=10)
OTHER_IDLE, OTHER_LIFE = timedelta(days=14), timedelta(days=90)
FRESH = timedelta(minutes=15)
VISITOR_LIFE = timedelta(hours=24)  # what somebody who is not signed in has typed is forgotten a day after the last page
WAS_SIGNED_OUT = "was_signed_out"  # the sign-in page says so, once
SEEN_STEP = 60  # seconds: the session is written at most once a minute


def begin(request: HttpRequest) -> None:
    """Marks a session that was just opened by a code or a link."""
    now = clock.real_now().timestamp()
    request.session["began"] = request.session["seen"] = request.session["proved"] = now
    request.session.set_expiry(OTHER_LIFE)


def prove(request: HttpRequest) -> None:
    """A fresh code was given: what asks for one is open for a quarter of an hour."""
    request.session["proved"] = clock.real_now().timestamp()


def is_fresh(request: HttpRequest) -> bool:
    """Whether a code was given within a quarter of an hour."""
    proved: float = request.session.get("proved", 0)
    return clock.real_now().timestamp() - proved < FRESH.total_seconds()


def limits(*, is_staff: bool) -> tuple[timedelta, timedelta]:
    """How long a session may be idle, and how long it may last; people with a staff role have the shorter limits."""
    return (STAFF_IDLE, STAFF_LIFE) if is_staff else (OTHER_IDLE, OTHER_LIFE)


def session_limits(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: ends sessions that are over, notes when somebody was last seen, keeps visitors' sessions short."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, Person):
            now = clock.real_now().timestamp()
            began, seen = request.session.get("began", 0), request.session.get("seen", 0)
            roles = organisations.all_roles_of(request.user)
            request.roles = roles  # type: ignore[attr-defined]  # the head links the other desks
            idle, life = limits(is_staff=bool(roles))
            if not request.user.is_active or now - seen > idle.total_seconds() or now - began > life.total_seconds():
                logout(request)
                request.session[WAS_SIGNED_OUT] = True
            else:
                if now - seen > SEEN_STEP:
                    request.session["seen"] = seen = now
                ends = min(seen + idle.total_seconds(), began + life.total_seconds())
                request.session_seconds = int(ends - now)  # type: ignore[attr-defined]  # pages warn before the end
        response = get_response(request)
        if request.session.modified and not request.session.is_empty() and not request.user.is_authenticated:
            request.session.set_expiry(int(VISITOR_LIFE.total_seconds()))  # counted from this page
        return response

    return middleware
