"""The organisation's first page for everybody with a role in it: what this role can open."""

from django.http import HttpRequest, HttpResponse

from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page


@staff(None)
def home(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The menu's lines of this organisation as a list, and who sees what."""
    return page(request, "organisation/home.html", {"house": desk.house})
