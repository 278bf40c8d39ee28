"""What the clock and later deeds ask: calendars follow who is in a group, reminders go the day before, mentors are nudged."""

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.groups.models import Group
from verme.groups.notices import Post
from verme.kernel import clock
from verme.meetings import notices, queries
from verme.meetings.actions.planning import locked
from verme.meetings.actions.telling import tell
from verme.meetings.models import Excuse, Meeting
from verme.meetings.terms import MeetingState
from verme.programmes.models import Programme


@transaction.atomic
def bring_up_to_date(group: Group, *, by: Actor) -> int:
    """Everybody's calendar knows what is: newcomers, mentors and stand-ins get the coming meetings of the group and the programme, those
    who left get them taken out. To be called by the deed that changed who is in the group; the clock calls it too. Returns how many people
    were told something.
    """
    Programme.objects.select_for_update().get(pk=group.programme_id)
    held = Group.objects.select_for_update(of=("self",)).select_related("programme__organisation").get(pk=group.pk)
    coming = [*queries.planned_of(held), *queries.of_programme(held.programme).filter(state=MeetingState.PLANNED)]
    told = tell(held.programme, coming)
    if told:
        audit.record("meeting.calendars_updated", held, by=by, organisation=held.programme.organisation_id, told=told)
    return told


@transaction.atomic
def remind(meeting: Meeting, *, by: Actor) -> Meeting:
    """Everybody who comes is reminded of tomorrow's meeting, once; whoever has said that they can't come is not."""
    held = locked(meeting)
    if held.state != MeetingState.PLANNED or held.reminded_at is not None or held.starts_at <= clock.now():
        return held
    concerned, post = queries.concerned(held), Post(held.programme)
    away = set(Excuse.objects.filter(meeting=held).values_list("seat", flat=True))
    readers = [notices.to_seat(seat) for seat in concerned.seats if seat.pk not in away]
    readers += [notices.to_mentor(mentor) for mentor in concerned.mentors]
    for to in readers:
        notices.remind(post, to, held)
    held.reminded_at = clock.now()
    held.save(update_fields=["reminded_at"])
    audit.record("meeting.reminded", held, by=by, organisation=held.programme.organisation_id, letters=len(readers))
    return held


@transaction.atomic
def nudge(meeting: Meeting, *, by: Actor) -> int:
    """The coordinator reminds the mentors of a meeting that is over and not recorded: one letter each and day. Returns how many."""
    held = locked(meeting)
    if held.state != MeetingState.PLANNED or held.ends_at > clock.now():
        return 0
    post, mentors = Post(held.programme), queries.concerned(held).mentors
    for mentor in mentors:
        notices.nudge(post, notices.to_mentor(mentor), held, event=f"{held.pk}:{clock.today():%Y%m%d}")
    audit.record("meeting.nudged", held, by=by, organisation=held.programme.organisation_id, letters=len(mentors))
    return len(mentors)
