"""Days off: out of tables and calendar files, each fault with its line; brought again they change nothing."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import cast
from verme.audit.models import Entry
from verme.kernel import tables
from verme.kernel.refusals import Refused
from verme.meetings import actions, rules
from verme.meetings.models import DayOff, SchoolCalendar
from verme.meetings.rules import Day
from verme.meetings.terms import CalendarRefusal, DayFault, DayOffKind

AUTUMN = Day("Syysloma", dt.date(2026, 10, 12), dt.date(2026, 10, 16))
VESO = Day("VESO", dt.date(2026, 11, 14), dt.date(2026, 11, 14), DayOffKind.VESO)
ICS = b"""BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//koulu//\r
BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Syysloma\r\nDTSTART;VALUE=DATE:20261012\r\nDTEND;VALUE=DATE:20261017\r\nEND:VEVENT\r
BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:VESO\r\nDTSTART;VALUE=DATE:20261114\r\nEND:VEVENT\r
BEGIN:VEVENT\r\nUID:3\r\nDTSTART;VALUE=DATE:20261206\r\nEND:VEVENT\r
END:VCALENDAR\r\n"""


def read(text: str) -> rules.Read:
    return rules.of_table(tables.read(text.encode(), "lomat.csv"))


def test_a_table_is_read_by_its_headings() -> None:
    found = read("Laji;Nimi;Alkaa;Päättyy\nloma;Syysloma;12.10.2026;16.10.2026\nVESO;VESO;2026-11-14;\n;;;\n")

    assert found == rules.Read((AUTUMN, VESO), ())


def test_every_fault_has_its_line() -> None:
    rows = [
        "Syysloma;12.10.2026;16.10.2026;loma", ";12.10.2026;16.10.2026;loma", "Loma;joskus;;", "Loma;16.10.2026;12.10.2026;",
        "Loma;1.1.2026;31.12.2026;", "Loma;12.10.2026;;juhla", f"{'x' * 121};12.10.2026;;",
    ]  # fmt: skip

    found = read("\n".join(["nimi;alkaa;päättyy;laji", *rows]))

    assert found.days == (AUTUMN,)
    assert [(fault.line, fault.why) for fault in found.faults] == [
        (3, DayFault.NO_NAME), (4, DayFault.NO_DAY), (5, DayFault.ENDS_FIRST), (6, DayFault.TOO_LONG), (7, DayFault.KIND),
        (8, DayFault.LONG_NAME),
    ]  # fmt: skip
    assert read("koulu;aika\nLyseo;12.10.2026\n").faults == (rules.Faulty(1, DayFault.NO_COLUMNS),)


def test_a_calendar_file_ends_a_day_before_its_end() -> None:
    found = rules.of_ics(ICS)

    assert found.days == (AUTUMN, VESO)
    assert [(fault.line, fault.why) for fault in found.faults] == [(3, DayFault.NO_NAME)]
    with pytest.raises(ValueError):
        rules.of_ics(b"BEGIN:VCALENDAR\r\nBEGIN")


days = st.builds(
    lambda name, first, length, kind: Day(name, first, first + dt.timedelta(days=length), kind),
    st.text("abcåäöÅÄÖšž0123456789", min_size=1, max_size=40),
    st.dates(dt.date(2026, 1, 1), dt.date(2036, 1, 1)),
    st.integers(0, 120),
    st.sampled_from(DayOffKind),
)


@given(st.lists(days, min_size=1, max_size=20, unique_by=lambda day: (day.name, day.first)))
def test_what_a_page_keeps_reads_the_same_again(held: list[Day]) -> None:
    assert set(read(rules.as_text(held)).days) == set(held)


@pytest.mark.django_db
def test_the_same_file_again_changes_nothing() -> None:
    house = cast.seinajoki()
    by = house.coordinator.acting("coordinator")
    calendar = actions.add_calendar(house.organisation, name="Perusopetus", levels=["basic"], town="", by=by)

    first = actions.bring_days(calendar, days=[AUTUMN, VESO], by=by)
    again = actions.bring_days(calendar, days=[AUTUMN, VESO], by=by)
    longer = Day(AUTUMN.name, AUTUMN.first, AUTUMN.last + dt.timedelta(days=2))
    changed = actions.bring_days(calendar, days=[longer], by=by)

    assert [first, again, changed] == [actions.Brought(2, 0), actions.Brought(0, 0), actions.Brought(0, 1)]
    assert list(DayOff.objects.values_list("name", "last_day")) == [("Syysloma", longer.last), ("VESO", VESO.last)]
    with pytest.raises(Refused):
        actions.bring_days(calendar, days=[Day("Väärin", AUTUMN.last, AUTUMN.first)], by=by)
    actions.remove_days(calendar, name="VESO", first=VESO.first, by=by)
    actions.remove_days(calendar, name="VESO", first=VESO.first, by=by)
    verbs = Entry.objects.filter(verb__startswith="school_calendar.").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == [f"school_calendar.{verb}" for verb in ("added", "days_brought", "days_brought", "days_removed")]


@pytest.mark.django_db
def test_calendars_have_names_of_their_own() -> None:
    house, other = cast.seinajoki(), cast.gradia()
    by = house.coordinator.acting("coordinator")
    calendar = actions.add_calendar(house.organisation, name="Lukio", levels=[], town="", by=by)
    basic = actions.add_calendar(house.organisation, name="Perusopetus", levels=[], town="", by=by)
    actions.add_calendar(other.organisation, name="Lukio", levels=[], town="", by=by)

    for deed in (
        lambda: actions.add_calendar(house.organisation, name="LUKIO", levels=[], town="", by=by),
        lambda: actions.change_calendar(basic, name="lukio", levels=[], town="", by=by),
    ):
        with pytest.raises(Refused) as no:
            deed()
        assert no.value.reason == CalendarRefusal.NAME_TAKEN
    assert actions.change_calendar(calendar, name="Lukio", levels=["general"], town="Lapua", by=by).town == "Lapua"
    actions.remove_calendar(calendar, by=by)
    actions.remove_calendar(calendar, by=by)
    assert SchoolCalendar.objects.filter(organisation=house.organisation).count() == 1
