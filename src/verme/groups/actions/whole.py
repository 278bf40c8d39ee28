"""A whole group: two become one, or one ends in the middle of the year. Nothing of the past changes."""

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.groups import notices, queries, rules
from verme.groups.actions.life import Life
from verme.groups.actions.members import ask_group
from verme.groups.models import Consent, Group, Leader, Seat
from verme.groups.terms import GroupRefusal
from verme.kernel import clock
from verme.signups import actions as signups
from verme.signups.models import Signup


@transaction.atomic
def merge(group: Group, *, into: Group, by: Actor) -> Group:
    """The members of one group sit in the other from now on, with its mentors, time and place; the one they came from is closed.

    Everybody in both groups is told. About a member with a role at work the other group is asked first, as about any newcomer. Merging
    twice changes nothing. Raises Refused: NOT_PUBLISHED, ENDED, SAME, CLOSED, FULL, LEADS, APART.
    """
    life = Life(group, into)
    movers, sitters = life.seats(group), life.seats(into)
    if life.is_closed(group) and not movers:
        return life.groups[into.pk]
    is_same, is_closed = group.pk == into.pk or into.pk not in life.groups, life.is_closed(group) or life.is_closed(into)
    life.ask(rules.why_not_merge(is_same=is_same, is_closed=is_closed, members=len(movers) + len(sitters), most=life.most))
    for seat in movers:
        why = life.why_not_sit(into, seat.signup)
        life.ask(None if why in {GroupRefusal.FULL, GroupRefusal.IS_ASKED} else why)
    roles = queries.roles_at_work(life.programme, [seat.signup.address for seat in movers])
    asked = [seat.signup for seat in movers if seat.signup.address in roles]
    letters = notices.merging(life.groups[group.pk], life.groups[into.pk], asked=asked)
    signups.put_back(life.programme, signups=_close(life, group), by=by)
    for signup in asked:  # before the others sit: who answers are those who are there already
        ask_group(life, into, signup, by=by)
    for signup in (seat.signup for seat in movers if seat.signup not in asked):
        life.sit(into, signup, by=by)
    life.send(letters, f"{group.pk}:{into.pk}")
    audit.record("group.merged", life.groups[group.pk], by=by, organisation=life.organisation, into=into.pk, members=len(movers))
    return life.again(into)


@transaction.atomic
def shut(group: Group, *, by: Actor) -> Group:
    """A group ends in the middle of the year: its members go to the front of the waiting list, its mentors lead it no more; all are told.

    Closing twice changes nothing. Raises Refused: NOT_PUBLISHED, ENDED.
    """
    life = Life(group)
    held = life.groups[group.pk]
    if held.closed_at is not None:
        return held
    letters, seats = notices.closing(held), life.seats(group)
    for seat in seats:
        life.end(seat)
    waiting = [*(seat.signup for seat in seats), *_close(life, group)]
    signups.put_back(life.programme, signups=waiting, by=by)
    life.send(letters, held.pk)
    audit.record("group.ended", held, by=by, organisation=life.organisation, members=len(seats))
    return life.groups[group.pk]


def _close(life: Life, group: Group) -> list[Signup]:
    """Leaders, open questions and the group itself end. Returns about whom the group was asked who sit nowhere: they wait on."""
    now, held = clock.now(), life.groups[group.pk]
    Leader.objects.filter(group=held, until__isnull=True).update(until=now)
    Seat.objects.filter(group=held, until__isnull=True).update(until=now)
    asked = list(Consent.objects.filter(group=held, settled_at__isnull=True).select_related("signup"))
    for consent in asked:
        consent.settled_at, consent.is_yes = now, False
        consent.save(update_fields=["settled_at", "is_yes"])
    held.closed_at = now
    held.save(update_fields=["closed_at"])
    return [each.signup for each in asked if not queries.sits(each.signup)]
