"""The front page, and what Verme is."""

from django.http import HttpRequest, HttpResponse

from verme.kernel import clock
from verme.programmes import queries as programmes
from verme.programmes.terms import Stage
from verme.web.ui.desk import Desk
from verme.web.ui.doors import public
from verme.web.ui.render import page


@public
def home(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What Verme is, and who has it: announced programmes with their deadlines."""
    now = clock.now()
    shown = [(programme, programme.stage_at(now)) for programme in programmes.announced()]
    open_ones = [programme for programme, stage in shown if stage == Stage.OPEN]
    return page(request, "public/home.html", {"shown": shown, "open_ones": open_ones})


@public
def what(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The method, the year, for whom, and how it differs from clinical supervision."""
    seats = [("full", "")] * 2 + [("wait", "")] + [("full", "")] * 5
    return page(request, "public/what.html", {"seats": seats})
