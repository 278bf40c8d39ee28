"""The feed of one person's meetings, by a secret address."""

from django.http import Http404, HttpRequest, HttpResponse

from verme.meetings import queries
from verme.meetings.documents import ics
from verme.meetings.terms import MeetingState
from verme.web.ui.desk import Desk
from verme.web.ui.doors import program


@program
def calendar(request: HttpRequest, desk: Desk, secret: str) -> HttpResponse:
    """Everything that concerns the person now; who has left a group finds nothing of it. Unknown and reset addresses answer alike: 404."""
    person = queries.feed_of(secret)
    if person is None:
        raise Http404
    meetings = queries.of_person(person).exclude(state=MeetingState.CANCELLED)
    answer = HttpResponse(ics.feed(meetings, person.language), content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-cache"
    return answer
