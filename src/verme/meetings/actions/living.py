"""Deeds that change who is in a group, and with it whose calendar holds its meetings: the room of groups decides, calendars follow at once.

These are the ones that pages call. What has happened stays as it was: seats and leaders are dated, recorded meetings are not touched.
"""

from django.db import transaction

from verme.audit.actors import Actor
from verme.groups import actions as groups
from verme.groups.models import Consent, Group, Leader, Seat
from verme.kernel import clock
from verme.meetings import queries
from verme.meetings.actions.keeping import bring_up_to_date
from verme.meetings.actions.planning import cancel
from verme.mentors.models import Mentor
from verme.signups.models import Offer, Signup


@transaction.atomic
def join(group: Group, *, signup: Signup, by: Actor) -> Seat | Consent:
    """`groups.join`; the newcomer's calendar gets the coming meetings."""
    made = groups.join(group, signup=signup, by=by)
    bring_up_to_date(group, by=by)
    return made


@transaction.atomic
def answer_consent(consent: Consent, *, voice: Leader | Seat, says_yes: bool, by: Actor) -> Consent:
    """`groups.answer`; with the yes the coming meetings follow, out of the old group's calendar too."""
    standing = Seat.objects.filter(signup=consent.signup_id, until__isnull=True).select_related("group").first()
    done = groups.answer(consent, voice=voice, says_yes=says_yes, by=by)
    for group in (standing.group if standing else None, consent.group):
        if group is not None:
            bring_up_to_date(group, by=by)
    return done


@transaction.atomic
def answer_place(offer: Offer, *, takes: bool, by: Actor) -> Seat | Consent | None:
    """`groups.answer_place`; with the yes the newcomer's calendar gets the coming meetings."""
    made = groups.answer_place(offer, takes=takes, by=by)
    if made is not None:
        bring_up_to_date(made.group, by=by)
    return made


@transaction.atomic
def give_up(seat: Seat, *, by: Actor) -> Seat:
    """`groups.give_up`; the coming meetings go out of the calendar of who leaves."""
    held = groups.give_up(seat, by=by)
    bring_up_to_date(held.group, by=by)
    return held


@transaction.atomic
def rejoin(group: Group, *, signup: Signup, by: Actor) -> Seat | Consent:
    """`groups.rejoin`; the calendar of who comes back gets the coming meetings."""
    made = groups.rejoin(group, signup=signup, by=by)
    bring_up_to_date(group, by=by)
    return made


@transaction.atomic
def transfer(seat: Seat, *, to: Group, by: Actor) -> Seat | Consent:
    """`groups.transfer`; one group's meetings go, the other's come."""
    source = seat.group
    made = groups.transfer(seat, to=to, by=by)
    for group in (source, to):
        bring_up_to_date(group, by=by)
    return made


@transaction.atomic
def hand_over(group: Group, *, to: Mentor, instead_of: Mentor | None, by: Actor) -> Leader:
    """`groups.hand_over`; the mentors' calendars follow."""
    made = groups.hand_over(group, to=to, instead_of=instead_of, by=by)
    bring_up_to_date(group, by=by)
    return made


@transaction.atomic
def stop_leading(leader: Leader, *, by: Actor) -> Leader:
    """`groups.stop_leading`; the coming meetings go out of the mentor's calendar."""
    held = groups.stop_leading(leader, by=by)
    bring_up_to_date(held.group, by=by)
    return held


@transaction.atomic
def merge(group: Group, *, into: Group, by: Actor) -> Group:
    """`groups.merge`; the coming meetings of the group that ends are cancelled, those of the other come."""
    merged = groups.merge(group, into=into, by=by)
    _drop_coming(group, by=by)
    bring_up_to_date(into, by=by)
    return merged


@transaction.atomic
def shut(group: Group, *, by: Actor) -> Group:
    """`groups.shut`; the coming meetings are cancelled. Those that have begun can still be recorded by who led them."""
    closed = groups.shut(group, by=by)
    _drop_coming(group, by=by)
    return closed


def _drop_coming(group: Group, *, by: Actor) -> None:
    """Everybody gets one letter that takes all of them out; then they are cancelled without another word."""
    bring_up_to_date(group, by=by)
    for meeting in queries.planned_of(group).filter(starts_at__gt=clock.now()):
        cancel(meeting, sequence=meeting.sequence, by=by)
