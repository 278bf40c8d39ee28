"""Calendar files (RFC 5545, RFC 5546). Every one says the same little: *Verme meeting*, time, place, a link to one's own page.

No names, no theme, no link of the video meeting (decisions.md §5): calendars are shared with colleagues, and feeds are fetched by others'
servers. Times are Finland's local time with a time zone of our own making, so that a change of clocks moves no meeting.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext, override

from verme.kernel import clock
from verme.mail.actions import Attachment, Reader, link
from verme.meetings.models import Meeting
from verme.meetings.terms import MeetingKind, MeetingState

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Timezone

ZONE = "Europe/Helsinki"
PRODUCT = "-//Verme//Verme//FI"
REFRESH = timedelta(hours=6)


def invitation(meeting: Meeting, reader: Reader, *, sequence: int, is_withdrawn: bool = False) -> Attachment:
    """One meeting for one reader's calendar: a request, or its cancellation. The reader is the only attendee, and is asked nothing."""
    from icalendar import vCalAddress  # slow import

    method = "CANCEL" if is_withdrawn else "REQUEST"
    calendar = _calendar(method)
    event = _event(meeting, reader.language, sequence)
    organizer = vCalAddress(f"mailto:{settings.CONFIGURATION.sender}")
    organizer.params["CN"] = "Verme"
    attendee = vCalAddress(f"mailto:{reader.address}")
    attendee.params.update({"PARTSTAT": "ACCEPTED", "ROLE": "REQ-PARTICIPANT", "RSVP": "FALSE"})
    event["ORGANIZER"], event["ATTENDEE"] = organizer, attendee
    event["STATUS"] = "CANCELLED" if is_withdrawn else "CONFIRMED"
    calendar.add_component(event)
    day = clock.local(meeting.starts_at).date()
    return Attachment(f"verme-{day:%Y-%m-%d}.ics", f"text/calendar; method={method}; charset=utf-8", _bytes(calendar))


def single(meeting: Meeting, language: str) -> bytes:
    """One meeting to be taken into a calendar by hand."""
    calendar = _calendar("PUBLISH")
    calendar.add_component(_event(meeting, language, meeting.sequence))
    return _bytes(calendar)


def feed(meetings: Iterable[Meeting], language: str) -> bytes:
    """Everything of one person, for a calendar that fetches it again and again."""
    with override(language):
        name = gettext("Verme meetings")
    calendar = _calendar("PUBLISH")
    calendar.add("X-WR-CALNAME", name)
    calendar.add("NAME", name)
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT6H")
    for meeting in meetings:
        calendar.add_component(_event(meeting, language, meeting.sequence))
    return _bytes(calendar)


def _calendar(method: str) -> "Calendar":
    from icalendar import Calendar  # slow import

    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", method)
    calendar.add_component(_zone())
    return calendar


def _event(meeting: Meeting, language: str, sequence: int) -> "Event":
    from icalendar import Event  # slow import

    page = link("/oma/", language)
    event = Event()
    event.add("UID", meeting.uid)
    event.add("SEQUENCE", sequence)
    event.add("DTSTAMP", clock.now().replace(microsecond=0))
    event.add("DTSTART", clock.local(meeting.starts_at))
    event.add("DTEND", clock.local(meeting.ends_at))
    event.add("SUMMARY", _title(meeting, language))
    if place := meeting.where_in(language):
        event.add("LOCATION", place)
    event.add("DESCRIPTION", page)
    event.add("URL", page)
    event.add("CLASS", "PRIVATE")
    event.add("TRANSP", "OPAQUE")
    event.add("STATUS", "CANCELLED" if meeting.state == MeetingState.CANCELLED else "CONFIRMED")
    return event


def _title(meeting: Meeting, language: str) -> str:
    """What stands in a calendar that others may see."""
    with override(language):
        if meeting.kind == MeetingKind.PLANNING:
            return gettext("Verme mentors' planning meeting")
        return gettext("Verme meeting")


def _zone() -> "Timezone":
    """Finland's time: the European Union's rule, in force here since 1996."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard  # slow import

    zone = Timezone()
    zone.add("TZID", ZONE)
    summer, winter = timedelta(hours=3), timedelta(hours=2)
    halves = (
        (TimezoneDaylight(), "EEST", datetime(1997, 3, 30, 3), 3, winter, summer),  # noqa: DTZ001 - local by its nature
        (TimezoneStandard(), "EET", datetime(1996, 10, 27, 4), 10, summer, winter),  # noqa: DTZ001 - the same
    )
    for half, name, first, month, before, after in halves:
        half.add("DTSTART", first)
        half.add("RRULE", {"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"})
        half.add("TZNAME", name)
        half.add("TZOFFSETFROM", before)
        half.add("TZOFFSETTO", after)
        zone.add_component(half)
    return zone


def _bytes(calendar: "Calendar") -> bytes:
    return bytes(calendar.to_ical())
