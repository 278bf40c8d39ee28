"""What every request gets: an identity, the true address of its client, and headers that keep browsers careful."""

import ipaddress
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from verme.audit.actions import during

NOT_OURS = "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"


def client_address(request: HttpRequest) -> str:
    """The client's address. X-Forwarded-For counts only as far back as addresses in VERME_TRUSTED_PROXIES vouch for it."""
    trusted = [ipaddress.ip_network(network, strict=False) for network in settings.CONFIGURATION.trusted_proxies]
    address = request.META.get("REMOTE_ADDR", "") or "0.0.0.0"  # noqa: S104 - an unknown client, not a bind
    claimed = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    while claimed and _is_in(address, trusted):
        address = claimed.pop()
    return address


def _is_in(address: str, networks: list[ipaddress.IPv4Network | ipaddress.IPv6Network]) -> bool:
    try:
        return any(ipaddress.ip_address(address) in network for network in networks)
    except ValueError:
        return False


def is_from_here(request: HttpRequest) -> bool:
    """Whether the client is this very machine."""
    return client_address(request) in {"127.0.0.1", "::1"}


def client_network(request: HttpRequest) -> str:
    """What a limit counts by: an IPv4 address, or the /64 of an IPv6 address (one household, one school)."""
    try:
        address = ipaddress.ip_address(client_address(request))
    except ValueError:
        return "unknown"
    if address.version == 6 and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(address) if address.version == 4 else str(ipaddress.ip_network((address, 64), strict=False))


def kept_query(request: HttpRequest, *, without: str = "sivu") -> str:
    """What the address asked for but for one word, ready to be followed by that word: "laji=x&"."""
    kept = request.GET.copy()
    kept.pop(without, None)
    return f"{kept.urlencode()}&" if kept else ""


def request_identity(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: one identity for the log, the audit entries and the error page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        identity = uuid.uuid4().hex[:12]
        request.identity = identity  # type: ignore[attr-defined]  # the error page tells it
        with during(identity):
            response = get_response(request)
        response["X-Request-Id"] = identity
        return response

    return middleware


def security_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: what Django has no setting for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", NOT_OURS)
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if getattr(getattr(request, "user", None), "is_authenticated", False):
            response.headers["Cache-Control"] = "no-store"
        return response

    return middleware
