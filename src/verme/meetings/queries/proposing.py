"""The proposal of a group's meetings (M3)."""

from datetime import date, timedelta

from verme.groups.models import Group
from verme.kernel import clock
from verme.kernel.public_holidays import public_holiday
from verme.meetings.models import Meeting
from verme.meetings.queries.taken import busy, days_off
from verme.meetings.rules import Proposed, Weekly, propose
from verme.meetings.terms import MeetingState
from verme.programmes import queries as programmes

NOTICE = timedelta(days=7)  # people get at least a week to arrange the first one


def weekly(group: Group) -> Weekly:
    """The group's weekly time and the length of a meeting. Raises Refused (NO_RULES)."""
    return Weekly(group.slot.weekday, group.slot.starts, minutes(group))


def minutes(group: Group) -> int:
    """How long a meeting lasts by today's operating model. Raises Refused (NO_RULES)."""
    return programmes.rules_on(group.programme.organisation, _today(group)).meeting_minutes


def proposal(group: Group, language: str) -> list[Proposed]:
    """As many meetings as the operating model has, less those the group has already, over the time that is left; conflicts named.

    Holidays are named in `language`, breaks as the organisation wrote them. Raises Refused (NO_RULES).
    """
    programme, rules = group.programme, programmes.rules_on(group.programme.organisation, _today(group))
    rows = Meeting.objects.filter(group=group).exclude(state=MeetingState.CANCELLED)
    met = [clock.local(starts).date() for starts in rows.values_list("starts_at", flat=True)]
    first, last = max(programme.starts_on, clock.today() + NOTICE), programme.ends_on
    number = max(rules.meetings - len(met), 0)
    if not number or first > last:
        return []
    return propose(
        number,
        Weekly(group.slot.weekday, group.slot.starts, rules.meeting_minutes),
        first=first,
        last=last,
        holidays=holidays(first, last, language),
        off=days_off(group, first, last),
        busy=busy(group, clock.at(first, group.slot.starts), clock.end_of(last)),
        met=met,
    )


def holidays(first: date, last: date, language: str) -> dict[date, str]:
    """Each public holiday from `first` to `last` with its name."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return {day: name for day in days if (name := public_holiday(day, language))}


def _today(group: Group) -> date:
    """The day whose rules hold: today, or the programme's first day while that is to come."""
    return max(clock.today(), group.programme.starts_on)
