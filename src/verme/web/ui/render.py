"""One way to answer with a page: the whole, or for htmx a named fragment of the same template."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def page(request: HttpRequest, template: str, context: Mapping[str, Any], *, fragment: str = "", status: int = 200) -> HttpResponse:
    """Renders `template`; when htmx asks, only its `{% partialdef fragment %}`."""
    asked_in_part = fragment and getattr(request, "htmx", False)
    return render(request, f"{template}#{fragment}" if asked_in_part else template, dict(context), status=status)
