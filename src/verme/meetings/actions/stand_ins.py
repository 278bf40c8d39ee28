"""A mentor leads one meeting instead of the group's own: sees its place, names and attendance, never the agreement (decisions.md §2)."""

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.groups import queries as groups
from verme.groups.models import Leader, Seat
from verme.groups.notices import Post
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.meetings import notices, rules
from verme.meetings.actions.planning import locked
from verme.meetings.actions.telling import tell
from verme.meetings.models import Meeting, StandIn
from verme.meetings.terms import MeetingKind, MeetingState
from verme.mentors.models import Mentor
from verme.mentors.terms import Training
from verme.people.rules import same_address

MAY_LEAD = frozenset({Training.TRAINED, Training.IN_TRAINING})


@transaction.atomic
def stand_in(meeting: Meeting, *, mentor: Mentor, by: Actor) -> StandIn:
    """This mentor leads the meeting; whoever stood in before does not any more. The stand-in and the group's mentors are told.

    The same again changes nothing. Raises Refused: NOT_PLANNED once it is recorded or cancelled, NOT_TRAINED, SITS, LEADS, APART.
    """
    held = locked(meeting)
    standing = StandIn.objects.filter(meeting=held, ended_at__isnull=True).select_related("mentor").first()
    if standing is not None and standing.mentor_id == mentor.pk:
        return standing
    seats = Seat.objects.filter(group=held.group_id, until__isnull=True, signup__address=same_address(mentor.email))
    reason = rules.why_not_stand_in(
        MeetingState(held.state),
        is_groups=held.kind == MeetingKind.GROUP,
        may_lead=mentor.training in MAY_LEAD and mentor.organisation_id == held.programme.organisation_id,
        sits=seats.exists(),
        leads=Leader.objects.filter(group=held.group_id, mentor=mentor, until__isnull=True).exists(),
        is_apart=held.group_id is not None and groups.may_not_lead(groups.groups(held.programme).get(pk=held.group_id), mentor),
    )
    if reason is not None:
        raise Refused(reason)
    if standing is not None:
        _end(standing)
    made = StandIn.objects.create(meeting=held, mentor=mentor)
    Post(held.programme).send(notices.standing_in(held, mentor), made.pk)
    tell(held.programme, [held])
    audit.record("meeting.stand_in_chosen", held, by=by, organisation=held.programme.organisation_id, mentor=mentor.pk)
    return made


@transaction.atomic
def end_stand_in(meeting: Meeting, *, by: Actor) -> Meeting:
    """The group's own mentor leads after all; the meeting goes out of the other's calendar. Twice is once. Raises Refused(NOT_PLANNED)."""
    held = locked(meeting)
    standing = StandIn.objects.filter(meeting=held, ended_at__isnull=True).first()
    if standing is None:
        return held
    if (reason := rules.why_not_end_stand_in(MeetingState(held.state))) is not None:
        raise Refused(reason)
    _end(standing)
    tell(held.programme, [held])
    audit.record("meeting.stand_in_ended", held, by=by, organisation=held.programme.organisation_id, mentor=standing.mentor_id)
    return held


def _end(standing: StandIn) -> None:
    standing.ended_at = clock.now()
    standing.save(update_fields=["ended_at"])
