"""Planning in tests: wishes, and what letters and their calendar files say."""

import base64
import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from icalendar import Calendar

from verme.audit.models import Entry
from verme.groups.models import Group
from verme.kernel import clock
from verme.kernel.refusals import Reason, Refused
from verme.mail.models import Letter
from verme.meetings.actions import Wish
from verme.meetings.models import Excuse, Invite, Meeting, MeetingChange
from verme.meetings.rules import Span, Where
from verme.meetings.terms import MeetingMode

SCHOOL = Where(MeetingMode.LIVE, "Lyseo, luokka 12")
ONLINE = Where(MeetingMode.ONLINE, "", "https://meet.example/abc")


def span(day: dt.date, starts: dt.time = dt.time(14, 30), minutes: int = 90) -> Span:
    """A time of this day."""
    begins = clock.at(day, starts)
    return Span(begins, begins + dt.timedelta(minutes=minutes))


def wish(day: dt.date, starts: dt.time = dt.time(14, 30), minutes: int = 90, where: Where = SCHOOL) -> Wish:
    """A meeting on this day."""
    return Wish(span(day, starts, minutes), where)


def letters(kind: str = "", state: str = "") -> list[Letter]:
    """The letters about meetings, in order."""
    found = Letter.objects.filter(kind__startswith=f"meetings.{kind}").order_by("id")
    return list(found.filter(state=state) if state else found)


def who(kind: str) -> list[str]:
    """To whom letters of a kind went, by address."""
    return sorted(letter.to_address for letter in letters(kind))


def files(letter: Letter) -> list[Calendar]:
    """The calendar files of a letter."""
    return [Calendar.from_ical(base64.b64decode(each["base64"])) for each in letter.attachments]


def events(letter: Letter) -> list[tuple[str, str, int, dt.datetime]]:
    """(method, uid, sequence, start) of each file."""
    found = []
    for calendar in files(letter):
        (event,) = calendar.walk("VEVENT")
        found.append((str(calendar["METHOD"]), str(event["UID"]), int(event["SEQUENCE"]), event.decoded("DTSTART")))
    return found


def everybody(group: Group) -> list[str]:
    """The addresses of the group's members and mentors now."""
    seats = group.seats.filter(until__isnull=True).values_list("signup__email", flat=True)
    mentors = group.leaders.filter(until__isnull=True).values_list("mentor__email", flat=True)
    return sorted([*seats, *mentors])


def verbs() -> list[str]:
    """What the log says about meetings, in order."""
    return list(Entry.objects.filter(verb__startswith="meeting.").order_by("id").values_list("verb", flat=True))


def refused(reason: Reason, deed: Any, *args: Any, **named: Any) -> Refused:
    """The deed says no with this reason, and nothing has changed."""
    before = _all()
    with pytest.raises(Refused) as no:
        deed(*args, **named)
    assert (no.value.reason, _all()) == (reason, before)
    assert "%(" not in no.value.sentence
    return no.value


def _all() -> Sequence[Any]:
    return [list(model.objects.order_by("pk").values()) for model in (Meeting, MeetingChange, Invite, Excuse, Letter, Entry)]
