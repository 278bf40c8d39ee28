"""A participant says that the own attendance of a meeting is wrong; who led it settles it, of a gathering the coordinator."""

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.groups.models import Seat
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.meetings import notices, queries
from verme.meetings.actions.attendance import correct, locked
from verme.meetings.models import Attendance, Meeting, Objection
from verme.meetings.terms import AttendanceRefusal
from verme.mentors.models import Mentor


@transaction.atomic
def object_to(meeting: Meeting, *, seat: Seat, by: Actor) -> Objection:
    """Asks for the opposite of what is recorded about this seat; who leads the group gets a letter, or the coordinators.

    No reason is asked for. An objection that waits already is the same objection. Raises Refused(NOT_RECORDED).
    """
    held = locked(meeting)
    if not Attendance.objects.filter(meeting=held, seat=seat).exists():
        raise Refused(AttendanceRefusal.NOT_RECORDED)
    open_one = Objection.objects.filter(meeting=held, seat=seat, settled_at__isnull=True).first()
    if open_one is not None:
        return open_one
    made = Objection.objects.create(meeting=held, seat=seat)
    notices.objected(held, made)
    audit.record("attendance.questioned", held, by=by, organisation=held.programme.organisation_id)
    return made


@transaction.atomic
def settle(objection: Objection, *, mentor: Mentor | None, agrees: bool, by: Actor) -> Objection:
    """Who led the meeting corrects the attendance, or leaves it as it is; the participant is told by letter either way.

    `mentor` is None for the coordinator, who settles what is about a gathering. The same answer twice changes nothing.
    Raises Refused: NOT_YOURS, SETTLED.
    """
    held = locked(objection.meeting)
    one = Objection.objects.select_related("seat__signup").get(pk=objection.pk)
    if not (held.group_id is None if mentor is None else queries.keeps(held, mentor)):
        raise Refused(AttendanceRefusal.NOT_YOURS)
    if one.settled_at is not None:
        if one.is_corrected == agrees:
            return one
        raise Refused(AttendanceRefusal.SETTLED)
    if agrees:
        was_there = Attendance.objects.get(meeting=held, seat=one.seat_id).is_present
        correct(held, {one.seat_id: not was_there}, by=by)
        one.refresh_from_db(fields=["settled_at", "is_corrected"])
        return one
    one.settled_at, one.is_corrected = clock.now(), False
    one.save(update_fields=["settled_at", "is_corrected"])
    notices.stays(held, one)
    audit.record("attendance.settled", held, by=by, organisation=held.programme.organisation_id)
    return one
