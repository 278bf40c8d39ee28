"""A programme's public page: what it is, for whom, until when, and the one button."""

from django.http import Http404, HttpRequest, HttpResponse

from verme.kernel import clock
from verme.programmes import queries
from verme.programmes.models import Programme
from verme.web.ui.desk import Desk
from verme.web.ui.doors import public
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
    rules = queries.rules_on(held.organisation, held.starts_on)
    return page(
        request,
        "public/programmes/programme.html",
        {
            "programme": held,
            "stage": held.stage_at(clock.now()).value,
            "themes": list(held.themes.all()),
            "rules": rules,
            "organisation_name": held.organisation.name_in(request.LANGUAGE_CODE),
            "first_language": held.organisation.first_language,
            "seats": [("full", "")] * 2 + [("wait", "")] + [("full", "")] * max(0, rules.size_target_max - 3),
            "group_count": -(-held.capacity // rules.size_target_max),
        },
    )
