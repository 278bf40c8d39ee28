"""The lessons a planning meeting takes: entered, asked about by a link, acknowledged once; a move asks anew."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.rooms.meetings.deeds import letters, refused, wish
from tests.rooms.meetings.year import NOVEMBER, Year, a_year
from verme.audit.actors import VISITOR
from verme.audit.models import Entry
from verme.meetings import actions, queries
from verme.meetings.actions import Lessons
from verme.meetings.models import Meeting, SubstituteNeed
from verme.meetings.terms import MeetingKind, NeedRefusal

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 12, 3)


@pytest.fixture
def year(at: Callable[[dt.datetime], None]) -> Year:
    made = a_year()
    at(NOVEMBER)
    return made


def planning(year: Year) -> Meeting:
    return actions.gather(year.here.programme, kind=MeetingKind.PLANNING, wish=wish(DAY, dt.time(13), 120), by=year.by)


def entered(year: Year, meeting: Meeting, **more: object) -> SubstituteNeed:
    lessons = Lessons(year.here.house.units[0], 2, 90, 9_000, "Reijo Rinne", "rehtori@seinajoki.example")
    return actions.need(meeting, mentor=year.mentor(year.groups[0]), needed=replace(lessons, **more), by=year.by)


def secret() -> str:
    return letters("substitute")[-1].text.partition("/sijaistarve/")[2].partition("/")[0]


def test_a_principal_is_asked_and_acknowledges_once(year: Year) -> None:
    meeting = planning(year)
    need = entered(year, meeting)

    actions.ask_principal(need, by=year.by)
    letter = letters("substitute")[-1]
    assert (letter.to_address, letter.to_name) == ("rehtori@seinajoki.example", "Reijo Rinne")
    assert "2 oppituntia tarvitsee sijaisen, 1,5 tuntia." in letter.text and "to 3.12. klo 13.00–15.00" in letter.text
    held = queries.need_by_secret(secret())
    assert held == need and queries.need_by_secret("") is None

    assert held is not None
    first = actions.acknowledge(held, by=VISITOR).acknowledged_at
    assert first is not None and actions.acknowledge(held, by=VISITOR).acknowledged_at == first
    refused(NeedRefusal.SEEN, actions.ask_principal, need, by=year.by)
    verbs = Entry.objects.filter(verb__startswith="substitute.").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["substitute.needed", "substitute.asked", "substitute.acknowledged"]


def test_a_newer_letter_ends_the_earlier_link(year: Year) -> None:
    need = entered(year, planning(year))
    actions.ask_principal(need, by=year.by)
    old = secret()

    actions.ask_principal(need, by=year.by)

    assert queries.need_by_secret(old) is None and queries.need_by_secret(secret()) == need


def test_what_changes_is_asked_anew(year: Year) -> None:
    meeting = planning(year)
    need = entered(year, meeting)
    actions.acknowledge(actions.ask_principal(need, by=year.by), by=VISITOR)

    assert entered(year, meeting).acknowledged_at is not None  # the same again
    assert entered(year, meeting, lessons=3).acknowledged_at is None
    actions.acknowledge(actions.ask_principal(need, by=year.by), by=VISITOR)
    actions.change(meeting, wish=wish(DAY, dt.time(14), 120), sequence=0, by=year.by)
    need.refresh_from_db()
    assert (need.acknowledged_at, need.asked_at, need.digest) == (None, None, "")


def test_only_a_planning_meeting_that_is_coming_needs_substitutes(year: Year) -> None:
    meeting = planning(year)
    kick_off = actions.gather(year.here.programme, kind=MeetingKind.KICK_OFF, wish=wish(DAY, dt.time(16)), by=year.by)
    need = entered(year, meeting, principal_email="")

    refused(NeedRefusal.NO_ADDRESS, actions.ask_principal, need, by=year.by)
    refused(NeedRefusal.NOT_PLANNING, entered, year, kick_off)
    need = entered(year, meeting)
    actions.ask_principal(need, by=year.by)
    actions.cancel(meeting, sequence=0, by=year.by)
    assert queries.need_by_secret(secret()) is None
    refused(NeedRefusal.NOT_PLANNED, actions.acknowledge, need, by=VISITOR)


def test_every_mentor_is_listed(year: Year) -> None:
    meeting = planning(year)
    need = entered(year, meeting)

    assert [(each.mentor, each.need) for each in queries.needs(meeting)] == [
        (year.mentor(year.groups[0]), need), (year.mentor(year.groups[1]), None),
    ]  # fmt: skip
