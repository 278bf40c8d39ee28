"""Attendance as plain values."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verme.meetings import rules
from verme.meetings.terms import AttendanceRefusal, MeetingState

END = dt.datetime(2026, 10, 6, 13, 0, tzinfo=dt.UTC)
GOOD: dict[str, Any] = {"has_begun": True, "may": True, "seats": [1, 2], "answered": [2, 1]}


@pytest.mark.parametrize(
    ("state", "changed", "reason"),
    [
        (MeetingState.PLANNED, {}, None),
        (MeetingState.HELD, {}, None),
        (MeetingState.TOO_FEW, {}, None),
        (MeetingState.CANCELLED, {}, AttendanceRefusal.CANCELLED),
        (MeetingState.CANCELLED, {"may": False}, AttendanceRefusal.NOT_YOURS),
        (MeetingState.PLANNED, {"has_begun": False}, AttendanceRefusal.NOT_BEGUN),
        (MeetingState.PLANNED, {"seats": [], "answered": []}, AttendanceRefusal.NOBODY),
        (MeetingState.PLANNED, {"answered": [1]}, AttendanceRefusal.UNANSWERED),
        (MeetingState.PLANNED, {"answered": [1, 2, 3]}, AttendanceRefusal.UNANSWERED),
    ],
)
def test_why_not_record(state: MeetingState, changed: dict[str, Any], reason: AttendanceRefusal | None) -> None:
    assert rules.why_not_record(state, **{**GOOD, **changed}) == reason


@given(present=st.integers(0, 30), least=st.integers(1, 30))
def test_a_meeting_is_held_when_enough_were_there(present: int, least: int) -> None:
    assert (rules.state_by(present, least=least) == MeetingState.HELD) == (present >= least)


@given(stored=st.dictionaries(st.integers(1, 9), st.booleans()), said=st.dictionaries(st.integers(1, 9), st.booleans()))
def test_what_differs_and_nothing_else(stored: dict[int, bool], said: dict[int, bool]) -> None:
    changed = rules.differing(stored, said)
    after = {**stored, **{seat: said[seat] for seat in changed}}

    assert all(after[seat] == said[seat] for seat in said)
    assert rules.differing(after, said) == []
    assert not any(seat in stored and stored[seat] == said[seat] for seat in changed)


@pytest.mark.parametrize(("days", "seconds", "late"), [(0, 0, False), (14, 0, False), (14, 1, True), (90, 0, True)])
def test_a_correction_is_late_after_two_weeks(days: int, seconds: int, late: bool) -> None:
    assert rules.is_late(END, END + dt.timedelta(days=days, seconds=seconds)) is late


@pytest.mark.parametrize(
    ("changed", "may"),
    [
        ({}, True),
        ({"now": END + dt.timedelta(hours=1)}, True),
        ({"now": END + dt.timedelta(hours=1, seconds=1)}, False),
        ({"version": 2}, False),
        ({"saved_at": None}, False),
        ({"is_own": False}, False),
        ({"was_told": True}, False),
    ],
)
def test_only_the_newest_own_fresh_untold_save_is_undone(changed: dict[str, Any], may: bool) -> None:
    known = {"version": 3, "current": 3, "saved_at": END, "is_own": True, "was_told": False, "now": END}

    assert (rules.why_not_undo(**{**known, **changed}) is None) is may
