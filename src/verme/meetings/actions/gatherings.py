"""Who was at a meeting of the whole programme, as its coordinator says it: mentors, and at a kick-off or closing everybody in its groups.

Working time follows from the mentors, and credit from the participants where the rules of the day say that gatherings count.
"""

from collections.abc import Mapping

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.meetings import queries, rules
from verme.meetings.actions.attendance import Recorded, locked, note_corrections, raise_version, turn, write_new
from verme.meetings.models import Meeting, MentorAttendance
from verme.meetings.terms import AttendanceRefusal, MeetingState


@transaction.atomic
def record_common(meeting: Meeting, *, mentors: Mapping[int, bool], seats: Mapping[int, bool], version: int, by: Actor) -> Recorded:
    """Writes who was there. A planning meeting was held when a mentor was, a gathering when enough participants were (`held_people`).

    `mentors` and `seats` → present, of everybody whom `queries.mentors_expected` and `queries.seats_at` name. `version` as in `record`: the
    same content again changes nothing. What is said anew about a participant is a correction, as at a group's own meeting.
    Raises Refused: NOT_YOURS for a group's own meeting, CANCELLED, NOT_BEGUN, NOBODY, UNANSWERED, STALE.
    """
    held = locked(meeting)
    expected = _named(
        dict.fromkeys((each.pk for each in queries.mentors_expected(held)), True),
        dict.fromkeys((each.pk for each in queries.seats_at(held)), True),
    )
    has_begun, is_common, said = held.starts_at <= clock.now(), held.group_id is None, _named(mentors, seats)
    reason = rules.why_not_record(MeetingState(held.state), has_begun=has_begun, may=is_common, seats=expected, answered=said)
    if reason is not None:
        raise Refused(reason)
    here = sum(said.values())
    stored = _named(queries.mentors_stored(held), queries.stored(held))
    changed = rules.differing(stored, said)
    if not changed:
        return Recorded(held, here, len(said) - here, is_new=False)
    if version != held.attendance_version:
        raise Refused(AttendanceRefusal.STALE)
    _write(held, {each: said[each] for each in changed}, stored, by=by)
    return Recorded(held, here, len(said) - here, is_new=True)


type Who = tuple[str, int]  # "mentor" or "seat", and its number


def _named(mentors: Mapping[int, bool], seats: Mapping[int, bool]) -> dict[Who, bool]:
    return {("mentor", key): here for key, here in mentors.items()} | {("seat", key): here for key, here in seats.items()}


def _write(held: Meeting, said: Mapping[Who, bool], stored: Mapping[Who, bool], *, by: Actor) -> None:
    """One version of the meeting, whatever is in it: mentors, participants for the first time, corrections."""
    now, new, corrected = clock.now(), dict[int, bool](), dict[int, bool]()
    for who, is_present in said.items():
        kind, key = who
        if kind == "mentor":
            values = {"is_present": is_present, "marked_at": now}
            MentorAttendance.objects.update_or_create(meeting=held, mentor_id=key, defaults=values)
        else:
            (corrected if who in stored else new)[key] = is_present
    write_new(held, new, by=by)
    rows = turn(held, corrected)
    raise_version(held)
    is_late = note_corrections(held, rows, by=by) if rows else False
    audit.record(
        "attendance.common_recorded", held, by=by, organisation=held.programme.organisation_id,
        state=held.state, version=held.attendance_version, changed=len(said), corrected=len(rows), is_late=is_late,
    )  # fmt: skip
