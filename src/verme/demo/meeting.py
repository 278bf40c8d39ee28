"""Groups of the example world meet: six times a year in weeks without a break, most people most of the time."""

import datetime as dt
import random
from collections.abc import Iterable, Sequence

from verme.demo.agreeing import actor
from verme.demo.autumn import Year
from verme.demo.groups import deliver
from verme.demo.world import House
from verme.groups.models import Group, Leader
from verme.groups.queries import leaders_now
from verme.kernel import clock
from verme.meetings import actions, queries
from verme.meetings.actions import Wish
from verme.meetings.models import Meeting
from verme.meetings.rules import Span, Where
from verme.meetings.terms import MeetingMode

WEEKS = (3, 8, 12, 19, 25, 31)  # after the week of publishing: none of them has a break in the school calendars of either year
LENGTH = dt.timedelta(minutes=90)
CAME = 86  # of a hundred


def plan(house: House, groups: Iterable[Group], year: Year) -> None:
    """Within ten days of publishing each mentor plans the whole year, on the group's own weekday and time."""
    for number, group in enumerate(groups):
        with clock.frozen(clock.at(year.published + dt.timedelta(days=4 + number % 6), dt.time(16, 20))):
            wishes = [Wish(_span(group, year, week), _where(group)) for week in WEEKS]
            actions.plan(group, wishes=wishes, by=actor(house, _leader(group)))
    deliver(year.published + dt.timedelta(days=10))


def hold(house: House, groups: Sequence[Group], *, until: dt.datetime) -> None:
    """Every meeting that is over by then and not recorded was held; its attendance is recorded the same evening. Aino is always there."""
    dice = random.Random(house.plan.seed + until.toordinal())  # noqa: S311 - for an example world, not for secrets
    for meeting in (
        Meeting.objects.filter(group__in=groups, recorded_at=None, ends_at__lt=until).select_related("group").order_by("starts_at", "id")
    ):
        there = {
            seat.pk: seat.signup.email == f"osallistuja@{house.host}" or dice.randrange(100) < CAME for seat in queries.seats_at(meeting)
        }
        there |= dict.fromkeys(list(there)[:2], True)  # two at least, or it was no meeting
        leader = _leader(meeting.group)
        with clock.frozen(meeting.ends_at + dt.timedelta(minutes=5)):
            actions.record(meeting, mentor=leader.mentor, there=there, version=0, by=actor(house, leader))


def move(house: House, group: Group, *, on: dt.date) -> None:
    """The next meeting moves by a day, and everybody hears of it once."""
    with clock.frozen(clock.at(on, dt.time(12, 15))):
        held = queries.planned_of(group)[0]
        day = dt.timedelta(days=1)
        wish = Wish(Span(held.starts_at + day, held.ends_at + day), held.where)
        actions.change(held, wish=wish, sequence=held.sequence, by=actor(house, _leader(group)))
    deliver(on)


def _leader(group: Group | None) -> Leader:
    leader = leaders_now().filter(group=group).first()
    if leader is None:
        raise LookupError(f"group {group} has no mentor")
    return leader


def _span(group: Group, year: Year, week: int) -> Span:
    monday = year.published + dt.timedelta(weeks=week)
    starts = clock.at(monday + dt.timedelta(days=group.slot.weekday), group.slot.starts)
    return Span(starts, starts + LENGTH)


def _where(group: Group) -> Where:
    if group.place.is_online:
        return Where(MeetingMode.ONLINE, link=f"https://etatapaaminen.example/{group.programme.slug}-{group.letter.lower()}")
    return Where(MeetingMode.LIVE, f"{group.place.name_in('fi')}, huone {group.letter}")
