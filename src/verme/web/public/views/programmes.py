"""A programme's public page: what it is, for whom, until when, and the one button."""

from django.http import Http404, HttpRequest, HttpResponse

from verme.kernel import clock
from verme.programmes import queries
from verme.programmes.models import Programme
from verme.web.ui.desk import Desk
from verme.web.ui.doors import public
from verme.web.ui.programme_page import programme_page
from verme.web.ui.render import page


def shown(slug: str) -> Programme:
    """The announced programme with this address, or 404."""
    programme = queries.on_show(slug)
    if programme is None:
        raise Http404
    return programme


@public
def programme(request: HttpRequest, desk: Desk, slug: str) -> HttpResponse:
    """Dates, steps, themes, places, contact; the button when sign-up is open."""
    held = shown(slug)
    return page(request, "public/programmes/programme.html", programme_page(held, held.stage_at(clock.now()), request.LANGUAGE_CODE))
