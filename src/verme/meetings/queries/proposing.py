"""The proposal of a group's meetings (M3)."""

from datetime import date, time, timedelta

from verme.groups.models import Group
from verme.kernel import clock
from verme.kernel.public_holidays import public_holiday
from verme.meetings.queries.taken import busy, days_off, taken
from verme.meetings.rules import Around, Proposed, Weekly, propose
from verme.programmes import queries as programmes

NOTICE = timedelta(days=7)  # people get at least a week to arrange the first one


def weekly(group: Group) -> Weekly:
    """The group's weekly time and the length of a meeting. Raises Refused (NO_RULES)."""
    return Weekly(group.slot.weekday, group.slot.starts, minutes(group))


def minutes(group: Group) -> int:
    """How long a meeting lasts by today's operating model. Raises Refused (NO_RULES)."""
    return programmes.rules_on(group.programme.organisation, _today(group)).meeting_minutes


def around(group: Group, language: str, *, notice: timedelta = NOTICE) -> Around:
    """What the group's coming meetings are proposed among. Holidays are named in `language`, breaks as the organisation wrote them."""
    programme = group.programme
    first, last = max(programme.starts_on, clock.today() + notice), programme.ends_on
    met = [clock.local(span.starts_at).date() for span in taken(group)]
    if first > last:
        return Around(first, last, met=met)
    others = busy(group, clock.at(first, time()), clock.end_of(last))
    return Around(first, last, holidays(first, last, language), days_off(group, first, last), others, met)


def missing(group: Group) -> int:
    """How many meetings the group lacks of what today's operating model has. Raises Refused (NO_RULES)."""
    rules = programmes.rules_on(group.programme.organisation, _today(group))
    return max(rules.meetings - len(taken(group)), 0)


def proposal(group: Group, seen: Around) -> list[Proposed]:
    """The meetings that the group still lacks, over the time that is left; conflicts named. Raises Refused (NO_RULES)."""
    number = missing(group)
    return propose(number, weekly(group), seen) if number else []


def holidays(first: date, last: date, language: str) -> dict[date, str]:
    """Each public holiday from `first` to `last` with its name."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return {day: name for day in days if (name := public_holiday(day, language))}


def _today(group: Group) -> date:
    """The day whose rules hold: today, or the programme's first day while that is to come."""
    return max(clock.today(), group.programme.starts_on)
