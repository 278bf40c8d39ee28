"""What else happens in the example world's autumn: breaks are entered, somebody leaves, somebody stands in, the mentors plan together."""

import datetime as dt
from collections.abc import Sequence

from verme.demo.agreeing import actor
from verme.demo.groups import deliver
from verme.demo.world import House
from verme.groups.models import Group
from verme.groups.queries import leaders_now, seats_now
from verme.kernel import clock
from verme.meetings import actions, queries
from verme.meetings.actions import Lessons, Wish
from verme.meetings.rules import Day, Span, Where
from verme.meetings.terms import DayOffKind, MeetingKind, MeetingMode
from verme.mentors import queries as mentors
from verme.programmes.models import Programme

ENTERED = dt.date(2026, 8, 5)
BREAKS = (
    Day("Syysloma", dt.date(2026, 10, 12), dt.date(2026, 10, 16)),
    Day("Joululoma", dt.date(2026, 12, 21), dt.date(2027, 1, 5)),
    Day("Talviloma", dt.date(2027, 2, 22), dt.date(2027, 2, 26)),
    Day("VESO-päivä", dt.date(2026, 9, 26), dt.date(2026, 9, 26), DayOffKind.VESO),
)
LEFT, PLANNED, PLANNING = dt.date(2026, 11, 12), dt.date(2026, 11, 10), dt.date(2026, 12, 3)


def calendars(house: House) -> None:
    """When the schools do not meet."""
    with clock.frozen(clock.at(ENTERED, dt.time(9, 50))):
        made = actions.add_calendar(house.organisation, name="Koulujen työ- ja loma-ajat", levels=[], town="", by=house.coordinator)
        actions.bring_days(made, days=BREAKS, by=house.coordinator)


def happen(house: House, programme: Programme, groups: Sequence[Group]) -> None:
    """One has left a group, one can't come next time, a mentor stands in for another, all mentors plan together before Christmas."""
    _leaves(house, groups[0])
    _cannot_come(house, groups[1])
    _stands_in(house, groups[-1], groups[2])
    _plan_together(house, programme)
    deliver(dt.date(2026, 11, 20))


def _leaves(house: House, group: Group) -> None:
    seat = next(seat for seat in seats_now().filter(group=group) if seat.signup.email != f"osallistuja@{house.host}")
    with clock.frozen(clock.at(LEFT, dt.time(20, 10))):
        actions.give_up(seat, by=actor(house, seat))


def _cannot_come(house: House, group: Group) -> None:
    seat = next(seat for seat in seats_now().filter(group=group) if seat.signup.email != f"osallistuja@{house.host}")
    with clock.frozen(clock.at(dt.date(2026, 11, 19), dt.time(7, 45))):
        actions.excuse(queries.planned_of(group)[0], seat=seat, by=actor(house, seat))


def _stands_in(house: House, group: Group, other: Group) -> None:
    leader = leaders_now().filter(group=other)[0]
    with clock.frozen(clock.at(dt.date(2026, 11, 16), dt.time(12, 30))):
        actions.stand_in(queries.planned_of(group)[0], mentor=leader.mentor, by=house.coordinator)


def _plan_together(house: House, programme: Programme) -> None:
    starts = clock.at(PLANNING, dt.time(12))
    wish = Wish(Span(starts, starts + dt.timedelta(hours=2)), Where(MeetingMode.LIVE, "Kaupungintalo, kokoushuone 2"))
    with clock.frozen(clock.at(PLANNED, dt.time(9, 5))):
        made = actions.gather(programme, kind=MeetingKind.PLANNING, wish=wish, by=house.coordinator)
        for number, mentor in enumerate(mentors.who_may_lead(house.organisation)[:3]):
            if mentor.unit is not None:
                lessons = Lessons(
                    unit=mentor.unit,
                    lessons=2,
                    minutes=90,
                    cents=6100,
                    principal_name="Reijo Rinne" if number == 0 else "",
                    principal_email=f"rehtori@{house.host}" if number == 0 else "",
                )
                actions.need(made, mentor=mentor, needed=lessons, by=house.coordinator)
