"""Asking a group which times suit. Editing the times keeps the answers; the mentor picks, and the meeting is planned."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.groups.models import Group, Seat
from verme.groups.notices import Post
from verme.groups.queries import leaders_now, seats_now
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.meetings import notices, rules
from verme.meetings.actions.planning import Wish, judged, locked_group, plan
from verme.meetings.models import Meeting, Poll, PollAnswer, PollTime
from verme.meetings.rules import Span, Where
from verme.meetings.terms import PollRefusal, Suits


@transaction.atomic
def ask(group: Group, *, times: Sequence[Span], by: Actor) -> Poll:
    """The group's open question is about these times from now on; without one, a question is opened.

    A time that is taken out keeps its answers and has them when it comes back. Members get a letter when there is something new to
    answer. Raises Refused: CLOSED, and what planning such a time would raise.
    """
    held = locked_group(group)
    mentors = [leader.mentor for leader in leaders_now().filter(group=held)]
    judged(rules.why_not_ask, held, mentors, times)
    poll, is_new = Poll.objects.get_or_create(group=held, closed_at=None, defaults={"opened_by_id": by.person_id})
    known = {Span(each.starts_at, each.ends_at): each for each in poll.times.all()}
    for span, time in known.items():
        if (span in times) != (time.removed_at is None):
            time.removed_at = None if span in times else clock.now()
            time.save(update_fields=["removed_at"])
    added = [PollTime.objects.create(poll=poll, starts_at=span.starts_at, ends_at=span.ends_at) for span in times if span not in known]
    if added:
        post = Post(held.programme)
        for seat in seats_now().filter(group=held):
            notices.asked(post, notices.to_seat(seat), poll, [*times], event=f"{poll.pk}:{added[-1].pk}")
    audit.record("poll.asked", poll, by=by, organisation=held.programme.organisation_id, times=len(times), added=len(added), is_new=is_new)
    return poll


@transaction.atomic
def answer(poll: Poll, *, seat: Seat, answers: Mapping[int, Suits], by: Actor) -> None:
    """How the times suit the holder of a seat: time's number → answer; said again, the last word counts. Raises Refused (CLOSED)."""
    held = _open(poll)
    times = {time.pk: time for time in held.times.filter(removed_at__isnull=True)}
    for number, suits in answers.items():
        if number in times:
            said = {"suits": suits, "said_at": clock.now()}
            PollAnswer.objects.update_or_create(time=times[number], seat=seat, defaults=said)
    audit.record("poll.answered", held, by=by, organisation=held.group.programme.organisation_id, seat=seat.pk)


@transaction.atomic
def pick(poll: Poll, *, time: PollTime, where: Where, by: Actor) -> Meeting:
    """The mentor picks a time: the question is settled, the meeting planned, everybody invited. Picked already: the same meeting.

    Raises Refused: CLOSED, NOT_ASKED, and what `plan` raises.
    """
    held = _locked(poll)
    chosen = held.times.filter(pk=time.pk, removed_at__isnull=True).first()
    if chosen is None:
        raise Refused(PollRefusal.NOT_ASKED)
    if held.closed_at is not None and chosen.picked_at is None:
        raise Refused(PollRefusal.CLOSED)
    (meeting,) = plan(held.group, wishes=[Wish(Span(chosen.starts_at, chosen.ends_at), where)], by=by)
    if held.closed_at is None:
        held.closed_at = chosen.picked_at = clock.now()
        held.save(update_fields=["closed_at"])
        chosen.save(update_fields=["picked_at"])
    audit.record("poll.picked", held, by=by, organisation=held.group.programme.organisation_id, meeting=meeting.pk)
    return meeting


@transaction.atomic
def close(poll: Poll, *, by: Actor) -> None:
    """Nothing is picked; the group is asked no more. Closed already: nothing changes."""
    held = _locked(poll)
    if held.closed_at is not None:
        return
    held.closed_at = clock.now()
    held.save(update_fields=["closed_at"])
    audit.record("poll.withdrawn", held, by=by, organisation=held.group.programme.organisation_id)


def _locked(poll: Poll) -> Poll:
    Group.objects.select_for_update().get(pk=poll.group_id)
    return Poll.objects.select_related("group__programme__organisation").get(pk=poll.pk)


def _open(poll: Poll) -> Poll:
    held = _locked(poll)
    if held.closed_at is not None:
        raise Refused(PollRefusal.CLOSED)
    return held
