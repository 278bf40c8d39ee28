"""Pages that a mentor prints: the attendance sheet and the list of names of the own group."""

from django.http import Http404, HttpRequest, HttpResponse

from verme.groups import queries as groups
from verme.groups.models import Group
from verme.kernel import clock, dates
from verme.meetings import queries
from verme.web.ui.desk import Desk
from verme.web.ui.doors import own
from verme.web.ui.render import page

BLANK = 6  # columns to fill in where no meeting has been agreed yet: the brochure's "about six meetings"


@own
def sheet(request: HttpRequest, desk: Desk, group: int) -> HttpResponse:
    """Names with a ring to fill for each meeting."""
    led = _led(desk, group)
    days = [dates.short_day(clock.local(begins).date(), request.LANGUAGE_CODE) for begins in queries.days_of(led)]
    context = {"days": days, "blanks": range(0 if days else BLANK), "columns": range(len(days) or BLANK)}
    return page(request, "member/sheet.html", {**context, **_paper(led, request.LANGUAGE_CODE)})


@own
def names(request: HttpRequest, desk: Desk, group: int) -> HttpResponse:
    """Names with workplace and work."""
    led = _led(desk, group)
    first, language = led.programme.organisation.first_language, request.LANGUAGE_CODE
    people = [(seat.signup, seat.signup.staff_group.name_in(language, first)) for seat in led.seats.all()]
    return page(request, "member/names.html", {"people": people, **_paper(led, language)})


def _led(desk: Desk, number: int) -> Group:
    found = groups.groups_of_mentor(desk.reader).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _paper(group: Group, language: str) -> dict[str, object]:
    house = group.programme.organisation
    return {
        "group": group,
        "title": group.theme.title_in(language, house.first_language),
        "mentors": ", ".join(leader.mentor.name for leader in group.leaders.all()),
        "year": group.programme.title_in(language),
        "organisation_name": house.name_in(language),
        "first_language": house.first_language,
    }
