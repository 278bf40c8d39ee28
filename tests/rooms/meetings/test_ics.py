"""Calendar files: what they say and what they must not, in three readers; the local time stays across every change of clocks to 2036."""

import datetime as dt
from urllib.parse import urlsplit

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from tests.rooms.meetings import plain_calendar
from tests.rooms.meetings.plain_calendar import Part, moment
from verme.groups.models import Group
from verme.kernel import clock
from verme.mail.actions import Reader
from verme.meetings.documents import ics
from verme.meetings.models import Meeting
from verme.meetings.rules import Around, Weekly, propose
from verme.meetings.terms import MeetingKind, MeetingMode, MeetingState

AINO = Reader("aino@koulu.example", "Aino Virtanen", "fi")
DAY = dt.date(2026, 12, 1)
days = st.dates(dt.date(2026, 1, 1), dt.date(2036, 12, 31))
times = st.builds(dt.time, st.integers(6, 21), st.sampled_from((0, 15, 30, 45)))
texts = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z"), include_characters=' ,;:\\"'), max_size=120)


def meeting(day: dt.date = DAY, starts: dt.time = dt.time(14, 30), minutes: int = 90, **more: object) -> Meeting:
    """A meeting that is in no database."""
    begins = clock.at(day, starts)
    known = {"uid": "abc@verme.example", "place": "Lyseo, luokka 12", "ends_at": begins + dt.timedelta(minutes=minutes)}
    return Meeting(starts_at=begins, **{**known, **more})


def event(content: bytes) -> tuple[Part, Part]:
    """The calendar and its one event, as the second reader has them."""
    calendar = plain_calendar.read(content)
    (found,) = calendar.all("VEVENT")
    return calendar, found


@given(day=days, starts=times, minutes=st.integers(15, 480), place=texts, sequence=st.integers(0, 40), is_withdrawn=st.booleans())
def test_every_reader_reads_what_was_written(
    day: dt.date, starts: dt.time, minutes: int, place: str, sequence: int, is_withdrawn: bool
) -> None:
    held = meeting(day, starts, minutes, place=place.strip())

    file = ics.invitation(held, AINO, sequence=sequence, is_withdrawn=is_withdrawn)

    calendar, found = event(file.content)
    assert (moment(calendar, found.line("DTSTART")), moment(calendar, found.line("DTEND"))) == (held.starts_at, held.ends_at)
    assert found.line("DTSTART")[1:] == ({"TZID": "Europe/Helsinki"}, f"{day:%Y%m%d}T{starts:%H%M}00")  # the clock on the wall
    assert held.ends_at > held.starts_at
    assert found.has("LOCATION") == bool(held.place) and (not held.place or found.value("LOCATION") == held.place)
    assert (found.value("UID"), found.value("SEQUENCE")) == ("abc@verme.example", str(sequence))
    assert (calendar.value("METHOD"), found.value("STATUS")) == (("CANCEL", "CANCELLED") if is_withdrawn else ("REQUEST", "CONFIRMED"))
    (other,) = Calendar.from_ical(file.content).walk("VEVENT")
    assert (other.decoded("DTSTART"), other.decoded("DTEND"), int(other["SEQUENCE"])) == (held.starts_at, held.ends_at, sequence)
    assert str(other.get("LOCATION", "")) == held.place
    third = vobject.readOne(file.content.decode()).vevent  # reckons by the zone's rules in the file
    assert (third.dtstart.value, third.dtend.value, third.sequence.value) == (held.starts_at, held.ends_at, str(sequence))
    assert third.getChildValue("location", "") == held.place


@given(first=days, weekday=st.integers(0, 6), starts=times)
def test_a_series_keeps_its_local_time(first: dt.date, weekday: int, starts: dt.time) -> None:
    """I-38: across every change of clocks the meeting begins at the same time on the wall and lasts as long."""
    series = propose(40, Weekly(weekday, starts, 90), Around(first, first + dt.timedelta(days=300)))

    for each in series:
        calendar, found = event(ics.single(meeting(each.day, starts), "fi"))
        assert found.line("DTSTART")[2].endswith(f"T{starts:%H%M}00")
        assert moment(calendar, found.line("DTEND")) - moment(calendar, found.line("DTSTART")) == dt.timedelta(minutes=90)


@pytest.mark.parametrize("year", range(2026, 2037))
def test_the_days_on_which_clocks_change(year: int) -> None:
    for month in (3, 10):
        change = next(day for day in (dt.date(year, month, 31 - back) for back in range(7)) if day.weekday() == 6)
        for day in (change - dt.timedelta(days=1), change, change + dt.timedelta(days=1)):
            held = meeting(day, dt.time(10))
            calendar, found = event(ics.single(held, "fi"))
            assert moment(calendar, found.line("DTSTART")) == held.starts_at


def test_an_invitation_asks_nothing_and_names_nobody_else() -> None:
    held = meeting(kind=MeetingKind.GROUP, group=Group(letter="A"), mode=MeetingMode.HYBRID, link="https://meet.example/abc")

    _calendar, found = event(ics.invitation(held, AINO, sequence=0).content)

    assert found.line("ATTENDEE") == (
        "ATTENDEE",
        {"PARTSTAT": "ACCEPTED", "ROLE": "REQ-PARTICIPANT", "RSVP": "FALSE"},
        "mailto:aino@koulu.example",
    )
    assert found.line("ORGANIZER")[2].startswith("mailto:verme@")
    assert found.value("SUMMARY") == "Verme-tapaaminen" and found.value("LOCATION") == "Lyseo, luokka 12 ja etänä"
    assert urlsplit(found.value("DESCRIPTION")).path == "/oma/"
    names = {name for name, _parameters, _value in found.lines}
    assert names == {
        "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "DESCRIPTION", "URL", "CLASS", "TRANSP", "STATUS",
        "ORGANIZER", "ATTENDEE",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("language", "title", "planning"),
    [
        ("fi", "Verme-tapaaminen", "Verme-mentorien suunnittelutapaaminen"),
        ("sv", "Verme-träff", "Verme-mentorernas planeringsträff"),
        ("en", "Verme meeting", "Verme mentors' planning meeting"),
    ],
)
def test_a_feed_says_the_same_little_in_each_language(language: str, title: str, planning: str) -> None:
    held = [meeting(link="https://meet.example/abc"), meeting(dt.date(2026, 12, 8), kind=MeetingKind.PLANNING, uid="b")]

    content = ics.feed(held, language)

    calendar = plain_calendar.read(content)
    assert [each.value("SUMMARY") for each in calendar.all("VEVENT")] == [title, planning]
    assert calendar.value("METHOD") == "PUBLISH" and len(calendar.all("VTIMEZONE")) == 1
    for secret in (b"meet.example", b"ATTENDEE", b"ORGANIZER", b"aino"):
        assert secret not in content
    assert plain_calendar.read(ics.feed([], language)).all("VEVENT") == []


def test_what_is_cancelled_says_so() -> None:
    _calendar, found = event(ics.single(meeting(state=MeetingState.CANCELLED), "fi"))

    assert found.value("STATUS") == "CANCELLED"
