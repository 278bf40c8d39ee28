"""The proposal of a group's meetings (M3)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from verme.groups.models import Group
from verme.groups.queries import leaders_now, seats_now
from verme.kernel import clock
from verme.kernel.public_holidays import public_holiday
from verme.meetings.queries.meetings import Concerned
from verme.meetings.queries.taken import busy, days_off, taken
from verme.meetings.rules import Around, Proposed, Weekly, propose
from verme.programmes import queries as programmes
from verme.programmes.rules import Rules

NOTICE = timedelta(days=7)  # people get at least a week to arrange the first one
MANY = 400  # more than any programme has weeks: all of them


def rules_now(group: Group) -> Rules:
    """The operating model by which the group's coming meetings are planned: today's, or that of the programme's first day while it is to
    come. Raises Refused (NO_RULES).
    """
    return programmes.rules_on(group.programme.organisation, max(clock.today(), group.programme.starts_on))


def weekly(group: Group, rules: Rules) -> Weekly:
    """The group's weekly time and the length of a meeting."""
    return Weekly(group.slot.weekday, group.slot.starts, rules.meeting_minutes)


def people_of(group: Group) -> Concerned:
    """The group's seats and mentors now."""
    mentors = leaders_now().filter(group=group).select_related("mentor__unit")
    return Concerned(tuple(seats_now().filter(group=group)), tuple(leader.mentor for leader in mentors))


def around(group: Group, language: str, *, people: Concerned, met: Sequence[datetime] | None = None, notice: timedelta = NOTICE) -> Around:
    """What the group's coming meetings are proposed among. Holidays are named in `language`, breaks as the organisation wrote them.

    `met`: when the group's meetings begin that are not cancelled, if they are known already.
    """
    programme = group.programme
    first, last = max(programme.starts_on, clock.today() + notice), programme.ends_on
    begun = [span.starts_at for span in taken(group)] if met is None else met
    days = [clock.local(moment).date() for moment in begun]
    if first > last:
        return Around(first, last, met=days)
    others = busy(group, people, clock.at(first, time()), clock.end_of(last))
    return Around(first, last, holidays(first, last, language), days_off(group, people, first, last), others, days)


def proposal(group: Group, rules: Rules, seen: Around) -> list[Proposed]:
    """The meetings that the group still lacks of the operating model's, a week from now at the earliest; conflicts named."""
    number = max(rules.meetings - len(seen.met), 0)
    return propose(number, weekly(group, rules), replace(seen, first=max(seen.first, clock.today() + NOTICE))) if number else []


def holidays(first: date, last: date, language: str) -> dict[date, str]:
    """Each public holiday from `first` to `last` with its name."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return {day: name for day in days if (name := public_holiday(day, language))}


def next_free(group: Group, language: str, number: int = 3) -> list[date]:
    """The next days of the group's own weekday with nothing in the way, at least a week ahead. Raises Refused (NO_RULES)."""
    seen = around(group, language, people=people_of(group))
    return [each.day for each in propose(MANY, weekly(group, rules_now(group)), seen) if not each.conflicts][:number]
