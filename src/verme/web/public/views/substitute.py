"""A principal sees whose lessons a mentors' planning meeting takes, and says so."""

from django.http import HttpRequest, HttpResponse

from verme.kernel.refusals import Refused
from verme.meetings import actions, queries
from verme.web.ui.desk import Desk
from verme.web.ui.doors import link
from verme.web.ui.render import page


@link
def substitute(request: HttpRequest, desk: Desk, secret: str) -> HttpResponse:
    """Looking changes nothing; a button says that it is seen, once."""
    held = queries.need_by_secret(secret)
    if held is None:
        return page(request, "public/supervisor/over.html", {}, status=404)
    refused = ""
    if request.method == "POST":
        try:
            held = actions.acknowledge(held, by=desk.actor)
            held = queries.need_by_secret(secret) or held
        except Refused as no:
            refused = no.sentence
    programme = held.meeting.programme
    house = programme.organisation
    names = {"organisation_name": house.name_in(request.LANGUAGE_CODE), "first_language": house.first_language}
    return page(request, "public/substitute.html", {"need": held, "refused": refused, "programme": programme, **names})
