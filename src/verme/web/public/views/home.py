"""The front page."""

from django.http import HttpRequest, HttpResponse

from verme.kernel import clock
from verme.programmes import queries as programmes
from verme.web.ui.desk import Desk
from verme.web.ui.doors import public
from verme.web.ui.render import page


@public
def home(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What Verme is, and who has it: announced programmes with their deadlines."""
    now = clock.now()
    shown = [(programme, programme.stage_at(now)) for programme in programmes.announced()]
    open_one = next((programme for programme, stage in shown if stage == "open"), None)
    return page(request, "public/home.html", {"shown": shown, "open_one": open_one})
