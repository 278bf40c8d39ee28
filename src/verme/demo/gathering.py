"""The example world's closing gathering: the year's groups and mentors together in May, recorded by the coordinator the same evening."""

import datetime as dt
import random

from verme.demo.groups import deliver
from verme.demo.world import House
from verme.kernel import clock
from verme.meetings import actions, queries
from verme.meetings.actions import Wish
from verme.meetings.rules import Span, Where
from verme.meetings.terms import MeetingKind, MeetingMode
from verme.programmes.models import Programme

CAME = 80  # of a hundred
LENGTH = dt.timedelta(hours=2)


def close_the_year(house: House, programme: Programme, *, called: dt.date, day: dt.date) -> None:
    """Everybody is called, and most come; Aino does."""
    starts = clock.at(day, dt.time(15))
    wish = Wish(Span(starts, starts + LENGTH), Where(MeetingMode.LIVE, "Lukion ruokala"))
    with clock.frozen(clock.at(called, dt.time(9, 25))):
        made = actions.gather(programme, kind=MeetingKind.CLOSING, wish=wish, by=house.coordinator)
    deliver(called)
    dice = random.Random(house.plan.seed + day.toordinal())  # noqa: S311 - for an example world, not for secrets
    with clock.frozen(starts + LENGTH + dt.timedelta(minutes=20)):
        mentors = {mentor.pk: True for mentor in queries.mentors_expected(made)}
        seats = {seat.pk: seat.signup.email == f"osallistuja@{house.host}" or dice.randrange(100) < CAME for seat in queries.seats_at(made)}
        actions.record_common(made, mentors=mentors, seats=seats, version=0, by=house.coordinator)
