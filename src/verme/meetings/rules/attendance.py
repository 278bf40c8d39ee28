"""Decisions about attendance on plain values."""

import datetime as dt
from collections.abc import Collection, Hashable, Mapping

from verme.meetings.terms import AttendanceRefusal, MeetingState

FREE_FOR = dt.timedelta(days=14)
"""How long after a meeting its attendance is corrected without further ado (domain.md must 22: a cut-off; its length is ours).

A correction that comes later is marked, and the participant is told of it by letter: credit and pay may have been reckoned already.
"""
UNDO_FOR = dt.timedelta(hours=1)
"""How long what was just saved can be undone by who saved it (ours: long enough for a slip, too short for a change of mind)."""


def why_not_record[Who: Hashable](
    state: MeetingState, *, has_begun: bool, may: bool, seats: Collection[Who], answered: Collection[Who]
) -> AttendanceRefusal | None:
    """The first reason against recording who was there.

    `may`: the mentor led the group then, or stands in. `seats`: who held a seat when the meeting began, or whomever the meeting is for;
    `answered`: about whom something was said. Everybody must be answered about, and nobody else.
    """
    reasons = (
        (not may, AttendanceRefusal.NOT_YOURS),
        (state == MeetingState.CANCELLED, AttendanceRefusal.CANCELLED),
        (not has_begun, AttendanceRefusal.NOT_BEGUN),
        (not seats, AttendanceRefusal.NOBODY),
        (set(answered) != set(seats), AttendanceRefusal.UNANSWERED),
    )
    return next((reason for holds, reason in reasons if holds), None)


def state_by(present: int, *, least: int) -> MeetingState:
    """What a recorded meeting was: held when at least so many participants were there (`held_people` of the rules of its day)."""
    return MeetingState.HELD if present >= least else MeetingState.TOO_FEW


def is_late(ended_at: dt.datetime, now: dt.datetime) -> bool:
    """Whether a correction now comes after the cut-off."""
    return now > ended_at + FREE_FOR


def differing[Who: Hashable](stored: Mapping[Who, bool], said: Mapping[Who, bool]) -> list[Who]:
    """The seats, or whoever else, about which something else is said than what is stored."""
    return [who for who, was_there in said.items() if stored.get(who) != was_there]


def why_not_undo(
    *, version: int, current: int, saved_at: dt.datetime | None, is_own: bool, was_told: bool, now: dt.datetime
) -> AttendanceRefusal | None:
    """Only the newest version is undone, within an hour, by who saved it; not what the participant was told by letter."""
    fits = version == current and saved_at is not None and now <= saved_at + UNDO_FOR and is_own and not was_told
    return None if fits else AttendanceRefusal.UNDO_GONE
