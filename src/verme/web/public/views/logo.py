"""The organisation's logo."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from verme.organisations import queries
from verme.web.ui.desk import Desk
from verme.web.ui.doors import program

LONG, SHORT = "public, max-age=31536000, immutable", "public, max-age=300"


@program
def logo(request: HttpRequest, desk: Desk, slug: str) -> HttpResponse:
    """The picture that was re-encoded here; under the address of just this picture (`?v=`) it may be kept for a year."""
    held = queries.logo(slug)
    if held is None:
        raise Http404
    answer = HttpResponse(bytes(held.png), content_type="image/png")
    answer.headers["ETag"] = etag = f'"{held.digest}"'
    answer.headers["Cache-Control"] = LONG if request.GET.get("v") == held.digest[:12] else SHORT
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return get_conditional_response(request, etag=etag, response=answer) or answer
