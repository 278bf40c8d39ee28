"""Which mentors were at a planning meeting or a gathering of the programme: working time follows from it."""

from collections.abc import Mapping

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.meetings import queries, rules
from verme.meetings.actions.attendance import Recorded, locked
from verme.meetings.models import Meeting, MentorAttendance
from verme.meetings.terms import AttendanceRefusal, MeetingState


@transaction.atomic
def record_mentors(meeting: Meeting, *, there: Mapping[int, bool], version: int, by: Actor) -> Recorded:
    """Writes which mentors were there, as the coordinator says it; with nobody there the meeting was not held.

    `there`: mentor → present, of everybody whom `queries.mentors_expected` names. `version` as in `record`: the same content again changes
    nothing. Raises Refused: NOT_YOURS for a group's own meeting, CANCELLED, NOT_BEGUN, NOBODY, UNANSWERED, STALE.
    """
    held = locked(meeting)
    expected = [mentor.pk for mentor in queries.mentors_expected(held)]
    has_begun, is_common = held.starts_at <= clock.now(), held.group_id is None
    reason = rules.why_not_record(MeetingState(held.state), has_begun=has_begun, may=is_common, seats=expected, answered=there)
    if reason is not None:
        raise Refused(reason)
    stored = dict(MentorAttendance.objects.filter(meeting=held).values_list("mentor_id", "is_present"))
    present = sum(there.values())
    if not rules.differing(stored, there):
        return Recorded(held, present, len(there) - present, is_new=False)
    if version != held.attendance_version:
        raise Refused(AttendanceRefusal.STALE)
    for mentor, is_present in there.items():
        values = {"is_present": is_present, "marked_at": clock.now()}
        MentorAttendance.objects.update_or_create(meeting=held, mentor_id=mentor, defaults=values)
    held.recorded_at = held.recorded_at or clock.now()
    held.state, held.attendance_version = rules.state_by(present, least=1), held.attendance_version + 1
    held.save(update_fields=["state", "attendance_version", "recorded_at"])
    audit.record(
        "attendance.mentors_recorded", held, by=by, organisation=held.programme.organisation_id,
        state=held.state, version=held.attendance_version, present=present, absent=len(there) - present,
    )  # fmt: skip
    return Recorded(held, present, len(there) - present, is_new=True)
