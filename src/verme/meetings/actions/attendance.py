"""Recording who was at a meeting: once, corrected when wrong, undone when it was a slip.

Whoever records holds the version that they saw. The same content again changes nothing, whatever the version: so a form may be sent again
after a lost connection, and ten times at once.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.meetings import notices, queries, rules
from verme.meetings.models import Attendance, Correction, Meeting, MentorAttendance, Objection
from verme.meetings.terms import AttendanceRefusal, MeetingKind, MeetingState
from verme.mentors.models import Mentor
from verme.programmes import queries as programmes


@dataclass(frozen=True)
class Recorded:
    """What stands after recording; `is_new` tells whether something changed."""

    meeting: Meeting
    present: int
    absent: int
    is_new: bool


def locked(meeting: Meeting) -> Meeting:
    """The meeting under its lock: attendance, undoing and objections of one meeting come one after another. Inside a transaction."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("programme__organisation", "group__theme")
    return rows.get(pk=meeting.pk)


@transaction.atomic
def record(meeting: Meeting, *, mentor: Mentor, there: Mapping[int, bool], version: int, by: Actor) -> Recorded:
    """Writes who of those who held a seat when the meeting began was there; the meeting is then held, or too few were there.

    `there`: seat → present; everybody must be in it. `version`: of the attendance as the mentor saw it, 0 before the first time. The
    content that stands already is taken without a change. A later change is a correction with its author, marked when it comes after the
    cut-off, and then told to the participant by letter; an objection that it answers is settled.

    Raises Refused: NOT_YOURS, CANCELLED, NOT_BEGUN, NOBODY, UNANSWERED, STALE.
    """
    held = locked(meeting)
    seats = [seat.pk for seat in queries.seats_at(held)]
    may, has_begun = queries.keeps(held, mentor), held.starts_at <= clock.now()
    if (reason := rules.why_not_record(MeetingState(held.state), has_begun=has_begun, may=may, seats=seats, answered=there)) is not None:
        raise Refused(reason)
    stored = dict(Attendance.objects.filter(meeting=held).values_list("seat_id", "is_present"))
    changed = rules.differing(stored, there)
    if not changed:
        return _recorded(held, there, is_new=False)
    if version != held.attendance_version:
        raise Refused(AttendanceRefusal.STALE)
    if stored:
        correct(held, {seat: there[seat] for seat in changed}, by=by)
    else:
        _write_first(held, there, by=by)
    return _recorded(held, there, is_new=True)


def _recorded(meeting: Meeting, there: Mapping[int, bool], *, is_new: bool) -> Recorded:
    present = sum(there.values())
    return Recorded(meeting, present, len(there) - present, is_new)


def _write_first(held: Meeting, there: Mapping[int, bool], *, by: Actor) -> None:
    write_new(held, there, by=by)
    raise_version(held)
    audit.record(
        "attendance.recorded", held, by=by, organisation=held.programme.organisation_id,
        state=held.state, version=held.attendance_version, present=sum(there.values()), absent=len(there) - sum(there.values()),
    )  # fmt: skip


def write_new(held: Meeting, there: Mapping[int, bool], *, by: Actor) -> None:
    """Writes about seats of which nothing stands yet; the meeting is `locked`, its version is raised by the caller."""
    now = clock.now()
    Attendance.objects.bulk_create(
        Attendance(meeting=held, seat_id=seat, is_present=present, marked_by_id=by.person_id, marked_at=now)
        for seat, present in there.items()
    )
    held.recorded_at = held.recorded_at or now


def correct(held: Meeting, said: Mapping[int, bool], *, by: Actor) -> None:
    """Changes what is stored about these seats, with one correction each; the meeting is `locked`."""
    rows = turn(held, said)
    raise_version(held)
    is_late = note_corrections(held, rows, by=by)
    audit.record(
        "attendance.changed", held, by=by, organisation=held.programme.organisation_id,
        state=held.state, version=held.attendance_version, changed=len(rows), is_late=is_late,
    )  # fmt: skip


def turn(held: Meeting, said: Mapping[int, bool]) -> list[Attendance]:
    """Changes what is stored about these seats; what was said of them before is the opposite."""
    rows = list(Attendance.objects.filter(meeting=held, seat__in=said).select_related("seat__signup"))
    for row in rows:
        row.is_present = said[row.seat_id]
    Attendance.objects.bulk_update(rows, ["is_present"])
    return rows


def note_corrections(held: Meeting, rows: Collection[Attendance], *, by: Actor) -> bool:
    """Writes a correction for each row that was turned, under the version that the meeting has now, and settles what was asked about them.

    The participant is told by letter of a late one and of one that answers an objection. Returns whether they are late.
    """
    late = rules.is_late(held.ends_at, clock.now())
    version, now, said = held.attendance_version, clock.now(), [row.seat_id for row in rows]
    made = Correction.objects.bulk_create(
        Correction(
            attendance=row, version=version, was_present=not row.is_present, is_present=row.is_present,
            is_late=late, made_by_id=by.person_id, made_at=now,
        )
        for row in rows
    )  # fmt: skip
    answered = list(Objection.objects.filter(meeting=held, seat__in=said, settled_at__isnull=True))
    Objection.objects.filter(pk__in=[each.pk for each in answered]).update(settled_at=now, is_corrected=True)
    asked = {each.seat_id for each in answered}
    for correction in made:
        if late or correction.attendance.seat_id in asked:
            notices.corrected(held, correction)
    return late


def raise_version(held: Meeting) -> None:
    """The version rises, and the state follows from how many were there: participants, or mentors where these plan among themselves."""
    if held.kind == MeetingKind.PLANNING:
        least, there = 1, MentorAttendance.objects.filter(meeting=held, is_present=True).count()
    else:
        least = programmes.rules_on(held.programme.organisation, clock.local(held.starts_at).date()).held_people
        there = Attendance.objects.filter(meeting=held, is_present=True).count()
    held.state, held.attendance_version = rules.state_by(there, least=least), held.attendance_version + 1
    held.save(update_fields=["state", "attendance_version", "recorded_at"])


@transaction.atomic
def undo(meeting: Meeting, *, version: int, by: Actor) -> Meeting:
    """Takes back what this person just saved: the first recording wholly, a correction by the opposite one. Undoing twice changes nothing.

    `version`: the one that is undone. The version rises, so that nobody's older sight of the meeting fits any more.
    Raises Refused(UNDO_GONE).
    """
    held = locked(meeting)
    if held.attendance_version == version + 1 and queries.was_undone(held, version):
        return held
    saved = queries.last_saved(held)
    reason = rules.why_not_undo(
        version=version,
        current=held.attendance_version,
        saved_at=saved.at if saved else None,
        is_own=saved is not None and by.person_id is not None and saved.by == by.person_id,
        was_told=saved is not None and saved.is_told,
        now=clock.now(),
    )
    if reason is not None:
        raise Refused(reason)
    corrections = Correction.objects.filter(attendance__meeting=held, version=version).select_related("attendance")
    before = {each.attendance.seat_id: each.was_present for each in corrections}
    if before:
        correct(held, before, by=by)
    else:
        _take_back(held, by=by)
    return held


def _take_back(held: Meeting, *, by: Actor) -> None:
    """The meeting is as if it had never been recorded, but for its version."""
    Attendance.objects.filter(meeting=held).delete()
    held.state, held.recorded_at, held.attendance_version = MeetingState.PLANNED, None, held.attendance_version + 1
    held.save(update_fields=["state", "recorded_at", "attendance_version"])
    audit.record("attendance.undone", held, by=by, organisation=held.programme.organisation_id, version=held.attendance_version)
