""" "I can't come": one tap, never a reason; it can be taken back."""

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.groups.models import Seat
from verme.groups.notices import Post
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.mail import actions as mail
from verme.meetings import notices, queries, rules
from verme.meetings.actions.planning import locked
from verme.meetings.models import Excuse, Meeting
from verme.meetings.terms import MeetingState


@transaction.atomic
def excuse(meeting: Meeting, *, seat: Seat, by: Actor) -> Excuse:
    """The holder of the seat can't come to this meeting of the group. Said before: nothing changes.

    The mentors get a letter without a name when ten minutes have gone by without a change of mind. Raises Refused (NOT_PLANNED, BEGUN).
    """
    held = _standing(meeting)
    said, is_new = Excuse.objects.get_or_create(meeting=held, seat=seat)
    if not is_new:
        return said
    mail.withdraw(notices.reminder_event(held), by=by, address=seat.signup.email)
    post = Post(held.programme)
    for mentor in queries.concerned(held).mentors:
        notices.excuse(post, notices.to_mentor(mentor), held, said)
    audit.record("meeting.excused", held, by=by, organisation=held.programme.organisation_id, seat=seat.pk)
    return said


@transaction.atomic
def take_back(meeting: Meeting, *, seat: Seat, by: Actor) -> None:
    """The holder of the seat comes after all; the letter to the mentors is not sent if it still waits.

    Raises Refused (NOT_PLANNED, BEGUN).
    """
    held = _standing(meeting)
    said = Excuse.objects.filter(meeting=held, seat=seat).first()
    if said is None:
        return
    mail.withdraw(notices.excuse_event(said), by=by)
    said.delete()
    audit.record("meeting.excuse_taken_back", held, by=by, organisation=held.programme.organisation_id, seat=seat.pk)


def _standing(meeting: Meeting) -> Meeting:
    held = locked(meeting)
    reason = rules.why_not_excuse(MeetingState(held.state), starts_at=held.starts_at, now=clock.now())
    if reason is not None:
        raise Refused(reason)
    return held
