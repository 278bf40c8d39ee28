"""Pages for when something is missing, forbidden or broken. They must work when nothing else does."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the page may have moved, or the reader may not see it; which of the two is not said."""
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: one's own organisation, but not one's own job."""
    return render(request, "403.html", status=403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose secret is missing or old: what was typed is still in the browser, so going back loses nothing."""
    return render(request, "csrf.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """500: what was saved last is safe; the code lets us find the fault."""
    return render(request, "500.html", {"identity": getattr(request, "identity", "")}, status=500)
