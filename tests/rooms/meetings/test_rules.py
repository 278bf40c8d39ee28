"""Which days are proposed, and when a meeting may be planned, changed and cancelled."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verme.kernel.clock import at, local
from verme.meetings import rules
from verme.meetings.rules import Around, Busy, Conflict, Off, Span, Times, Weekly, Where
from verme.meetings.terms import ConflictKind, DayOffKind, ExcuseRefusal, MeetingMode, MeetingRefusal, MeetingState

TUESDAYS = Weekly(1, dt.time(14, 30), 90)
FIRST, LAST = dt.date(2026, 9, 15), dt.date(2027, 5, 31)
NOW = at(dt.date(2026, 9, 1), dt.time(9))
AUTUMN = Off("Syysloma", dt.date(2026, 10, 12), dt.date(2026, 10, 16))
WINTER = Off("Talviloma", dt.date(2027, 3, 1), dt.date(2027, 3, 5))


def span(day: dt.date, start: int = 14, end: int = 16) -> Span:
    return Span(at(day, dt.time(start)), at(day, dt.time(end)))


def proposed(number: int = 6, **more: object) -> list[rules.Proposed]:
    return rules.propose(number, TUESDAYS, Around(**{"first": FIRST, "last": LAST, **more}))  # type: ignore[arg-type]


def test_six_meetings_are_spread_over_the_year() -> None:
    days = [each.day for each in proposed()]

    assert days == [
        dt.date(2026, 9, 15), dt.date(2026, 10, 27), dt.date(2026, 12, 8), dt.date(2027, 1, 19), dt.date(2027, 3, 2), dt.date(2027, 4, 13),
    ]  # fmt: skip


def test_each_conflict_is_named_and_the_nearest_free_week_is_ready() -> None:
    first = dt.date(2026, 10, 13)

    (one,) = proposed(1, first=first, off=[AUTUMN], holidays={first: "Keksitty pyhä"})

    assert one.conflicts == (
        Conflict(ConflictKind.HOLIDAY, "Keksitty pyhä", first, first),
        Conflict(ConflictKind.DAY_OFF, "Syysloma", AUTUMN.first, AUTUMN.last),
    )
    assert one.instead == dt.date(2026, 10, 20)


def test_what_is_in_the_way_says_what_it_is() -> None:
    day = dt.date(2026, 10, 6)
    veso = Off("VESO", day, day, DayOffKind.VESO)
    others = [Busy(span(day), "Heikki Mäkelä"), Busy(span(day, 15, 17), people=2), Busy(span(day, 16, 17), "Ei tiellä")]

    found = Around(FIRST, LAST, off=[veso], busy=others).conflicts(span(day))

    assert [(each.kind, each.name, each.people) for each in found] == [
        (ConflictKind.VESO, "VESO", 0),
        (ConflictKind.MENTOR, "Heikki Mäkelä", 1),
        (ConflictKind.MEMBER, "", 2),
    ]


def test_another_day_is_never_offered_twice_nor_over_another_meeting() -> None:
    found = proposed(30, off=[AUTUMN, WINTER])

    instead = [each.instead for each in found if each.instead]
    assert len(set(instead)) == len(instead)
    assert not {each.day for each in found} & set(instead)


def test_a_short_time_gives_fewer_meetings() -> None:
    assert [each.day for each in proposed(6, last=FIRST + dt.timedelta(days=14))] == [FIRST, dt.date(2026, 9, 22), dt.date(2026, 9, 29)]
    assert proposed(6, first=LAST, last=FIRST) == []


@given(
    weekday=st.integers(0, 6),
    number=st.integers(1, 40),
    first=st.dates(dt.date(2026, 1, 1), dt.date(2036, 12, 1)),
    length=st.integers(0, 330),
    breaks=st.lists(st.tuples(st.integers(0, 330), st.integers(0, 20)), max_size=6),
    met=st.lists(st.integers(0, 330), max_size=8),
)
def test_a_proposal_keeps_its_promises(
    weekday: int, number: int, first: dt.date, length: int, breaks: list[tuple[int, int]], met: list[int]
) -> None:
    weekly, last = Weekly(weekday, dt.time(14, 30), 90), first + dt.timedelta(days=length)
    off = [Off("Loma", first + dt.timedelta(days=begins), first + dt.timedelta(days=begins + days)) for begins, days in breaks]
    had = [first + dt.timedelta(days=day) for day in met]

    found = rules.propose(number, weekly, Around(first, last, off=off, met=had))

    days = [each.day for each in found]
    assert days == sorted(set(days)) and len(days) <= number
    assert all(first <= day <= last and day.weekday() == weekday for day in days)
    assert not {day.isocalendar()[:2] for day in days} & {day.isocalendar()[:2] for day in had}
    for each in found:
        assert bool(each.conflicts) == any(one.first <= each.day <= one.last for one in off)
        assert local(each.span.starts_at).time() == dt.time(14, 30)
        assert each.span.ends_at - each.span.starts_at == dt.timedelta(minutes=90)
        assert each.instead is None or not any(one.first <= each.instead <= one.last for one in off)
        assert each.instead is None or (each.conflicts and each.instead not in days)


DAY = dt.date(2026, 10, 6)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ([], MeetingRefusal.NO_TIMES),
        ([span(DAY)] * 41, MeetingRefusal.TOO_MANY),
        ([span(DAY, 16, 14)], MeetingRefusal.ENDS_FIRST),
        ([span(DAY, 8, 17)], MeetingRefusal.TOO_LONG),
        ([span(dt.date(2026, 8, 31))], MeetingRefusal.PAST),
        ([span(dt.date(2027, 6, 1))], MeetingRefusal.OUTSIDE),
        ([span(DAY), span(DAY, 15, 17)], MeetingRefusal.OVERLAPS),
        ([span(dt.date(2026, 10, 20), 15, 17)], MeetingRefusal.OVERLAPS),
        ([span(dt.date(2026, 10, 27))], MeetingRefusal.MENTOR_BUSY),
    ],
)
def test_why_a_time_is_refused(asked: list[Span], reason: MeetingRefusal) -> None:
    times = Times(NOW, FIRST, LAST, taken=[span(dt.date(2026, 10, 20))], led=[("Heikki", span(dt.date(2026, 10, 27)))])
    good = [span(DAY), span(DAY, 16, 18), span(dt.date(2026, 10, 20), 12, 14)]

    no = rules.why_not_plan(asked, times)

    assert no is not None and no[0] == reason
    assert rules.why_not_plan(good, times) is None


@pytest.mark.parametrize(
    ("state", "is_current", "reason"),
    [
        (MeetingState.PLANNED, True, None),
        (MeetingState.PLANNED, False, MeetingRefusal.STALE),
        (MeetingState.HELD, True, MeetingRefusal.NOT_PLANNED),
        (MeetingState.TOO_FEW, True, MeetingRefusal.NOT_PLANNED),
        (MeetingState.CANCELLED, True, MeetingRefusal.NOT_PLANNED),
    ],
)
def test_only_a_planned_meeting_is_touched_as_it_was_seen(state: MeetingState, is_current: bool, reason: MeetingRefusal | None) -> None:
    times = Times(NOW, FIRST, LAST)

    assert rules.why_not_cancel(state, is_current=is_current) == reason
    no = rules.why_not_change(state, is_current=is_current, to=span(DAY), times=times)
    assert (no[0] if no else None) == reason


def test_a_meeting_that_is_over_may_still_get_its_right_place_but_no_time_that_is_past() -> None:
    times = Times(NOW, FIRST, LAST)

    assert rules.why_not_change(MeetingState.PLANNED, is_current=True, to=None, times=times) is None
    no = rules.why_not_change(MeetingState.PLANNED, is_current=True, to=span(dt.date(2026, 8, 31)), times=times)
    assert no is not None and no[0] == MeetingRefusal.PAST


def test_one_cannot_come_to_what_is_still_coming() -> None:
    soon = NOW + dt.timedelta(minutes=1)

    assert rules.why_not_excuse(MeetingState.PLANNED, starts_at=soon, now=NOW) is None
    assert rules.why_not_excuse(MeetingState.PLANNED, starts_at=NOW, now=NOW) == ExcuseRefusal.BEGUN
    assert rules.why_not_excuse(MeetingState.CANCELLED, starts_at=soon, now=NOW) == ExcuseRefusal.NOT_PLANNED


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Lakeuden koulu,  luokka 12 ", Where(MeetingMode.LIVE, "Lakeuden koulu, luokka 12")),
        ("https://meet.example/abc", Where(MeetingMode.ONLINE, "", "https://meet.example/abc")),
        ("Kirjasto, https://meet.example/abc", Where(MeetingMode.HYBRID, "Kirjasto", "https://meet.example/abc")),
        ("etänä", Where(MeetingMode.ONLINE)),
        ("Etänä https://meet.example/abc.", Where(MeetingMode.ONLINE, "", "https://meet.example/abc")),
        ("", Where(MeetingMode.LIVE)),
    ],
)
def test_where_people_meet_is_read_from_one_field(typed: str, meant: Where) -> None:
    found = rules.where(typed, online=["Etänä", "På distans"])

    assert found == meant
    assert rules.where(rules.as_typed(found, "Etänä"), online=["Etänä"]) == found
    assert found.is_known == bool(typed)


@pytest.mark.parametrize(
    ("levels", "town", "holds"),
    [
        ([], "", True),
        (["lower"], "", True),
        (["basic"], "", True),
        (["vocational"], "", False),
        ([], "seinäjoki", True),
        ([], "Lapua", False),
        (["general"], "Kuortane", True),
        (["lower"], "Kuortane", False),
    ],
)
def test_a_calendar_concerns_the_schools_of_its_form_and_town(levels: list[str], town: str, holds: bool) -> None:
    assert rules.concerns(levels, town, [("lower", "Seinäjoki"), ("general", "Kuortane")]) is holds
    assert rules.concerns(levels, town, []) is (not levels and not town)
