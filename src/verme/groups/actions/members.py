"""Who sits in a published group: joining, leaving, moving to another. Seats are dated, so that credit stays right."""

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.groups import notices, queries, rules
from verme.groups.actions.life import Life
from verme.groups.models import Consent, Group, Seat
from verme.groups.terms import GroupRefusal
from verme.kernel.refusals import Refused
from verme.signups import actions as signups
from verme.signups.models import Signup
from verme.signups.terms import State


@transaction.atomic
def join(group: Group, *, signup: Signup, by: Actor) -> Seat | Consent:
    """Somebody who waits gets a seat in a group that exists; the person and who leads the group are told.

    Who has a role at work gets the seat only when the group says yes (decisions.md §2): then the question is returned, and the group and
    the person are told of it. Joining twice changes nothing. Raises Refused: NOT_PUBLISHED, ENDED, CLOSED, NOT_WAITING, IS_ASKED, LEADS,
    APART, FULL.
    """
    life = Life(group)
    held = Signup.objects.select_related("programme__organisation", "unit", "staff_group").get(pk=signup.pk)
    standing = Seat.objects.filter(signup=held, until__isnull=True).first()
    if standing is not None and standing.group_id == group.pk:
        return standing
    if standing is not None or held.programme_id != life.programme.pk or held.state not in {State.QUEUED, State.OFFERED, State.ACCEPTED}:
        raise Refused(GroupRefusal.NOT_WAITING)
    life.ask(life.why_not_sit(group, held))
    signups.give_place(held, by=by)
    if queries.roles_at_work(life.programme, [held.address]):
        return ask_group(life, group, held, by=by)
    seat = life.sit(group, held, by=by)
    life.send(notices.joining(held, life.again(group)), seat.pk)
    audit.record("seat.taken", seat, by=by, organisation=life.organisation, group=group.pk)
    return seat


@transaction.atomic
def rejoin(group: Group, *, signup: Signup, by: Actor) -> Seat | Consent:
    """Who has left a group of the programme comes back, into the same group or another; the person and who leads the group are told.

    The seat is a new one from now on: the time between belongs to nobody, and credit counts what was attended in both. Where the group is
    asked first it is asked, as about anybody who joins. Twice is once. Raises Refused: NOT_PUBLISHED, ENDED, CLOSED, NOT_LEFT, LEADS,
    APART, FULL, ADDRESS when another sign-up with the address stands.
    """
    life = Life(group)
    held = Signup.objects.select_related("programme__organisation", "unit", "staff_group").get(pk=signup.pk)
    done: Seat | Consent | None = Seat.objects.filter(signup=held, group=group, until__isnull=True).first()
    done = done or Consent.objects.filter(signup=held, group=group, settled_at__isnull=True).first()
    if done is not None:
        return done
    has_sat = Seat.objects.filter(signup=held, group__programme=life.programme).exists()
    if held.state != State.WITHDRAWN or not has_sat:
        raise Refused(GroupRefusal.NOT_LEFT)
    life.ask(life.why_not_sit(group, held))
    signups.take_back(held, by=by)
    if queries.roles_at_work(life.programme, [held.address]):
        return ask_group(life, group, held, by=by)
    seat = life.sit(group, held, by=by)
    life.send(notices.returning(held, life.again(group)), seat.pk)
    audit.record("seat.taken_again", seat, by=by, organisation=life.organisation, group=group.pk)
    return seat


def ask_group(life: Life, group: Group, signup: Signup, *, by: Actor) -> Consent:
    """The group is asked first; until it answers, the person sits where they sat."""
    consent = Consent.objects.create(group=life.groups[group.pk], signup=signup)
    life.send(notices.asking(signup, queries.electors(life.again(group))), consent.pk)
    audit.record("seat.asked", consent, by=by, organisation=life.organisation, group=group.pk)
    return consent


@transaction.atomic
def give_up(seat: Seat, *, by: Actor) -> Seat:
    """A member leaves the group and with it the programme, at any time, without a reason. Who leads the group is told only that somebody
    does not continue. What was attended stays. Leaving twice changes nothing. Raises Refused: NOT_PUBLISHED, ENDED.
    """
    life = Life(seat.group)
    held = Seat.objects.select_related("signup", "group").get(pk=seat.pk)
    if held.until is not None:
        return held
    life.end(held)
    signups.give_up_place(held.signup, by=by)
    life.send(notices.leaving(held.signup, life.again(held.group)), held.pk)
    audit.record("seat.given_up", held, by=by, organisation=life.organisation, group=held.group_id)
    return held


@transaction.atomic
def transfer(seat: Seat, *, to: Group, by: Actor) -> Seat | Consent:
    """A member moves to another group of the programme (siirto); only the person and the mentors of both groups are told.

    Who has a role at work sits on in the old group until the new one says yes. The same move again changes nothing. Raises Refused:
    NOT_PUBLISHED, ENDED, NO_SEAT, SAME, CLOSED, IS_ASKED, LEADS, APART, FULL.
    """
    life = Life(seat.group, to)
    held = Seat.objects.select_related("signup__unit", "signup__staff_group", "group").get(pk=seat.pk)
    standing = Seat.objects.filter(signup=held.signup, until__isnull=True).first()
    if standing is not None and standing.group_id == to.pk and held.until is not None:
        return standing
    life.ask(rules.why_not_move_seat(is_seated=held.until is None, is_same=held.group_id == to.pk))
    life.ask(GroupRefusal.NO_SEAT if to.pk not in life.groups else life.why_not_sit(to, held.signup))
    if queries.roles_at_work(life.programme, [held.signup.address]):
        return ask_group(life, to, held.signup, by=by)
    letters = notices.moving(held.signup, life.groups[held.group_id], life.groups[to.pk])
    life.end(held)
    made = life.sit(to, held.signup, by=by)
    life.send(letters, made.pk)
    audit.record("seat.transferred", made, by=by, organisation=life.organisation, source=held.group_id, group=to.pk)
    return made
