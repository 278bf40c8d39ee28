"""A free place in a published group is offered along the queue, one person at a time, for 72 hours."""

from collections.abc import Collection, Sequence

from django.db import transaction

from verme.audit.actors import WORKER, Actor
from verme.groups import queries, rules
from verme.groups.actions.life import Life
from verme.groups.actions.members import join
from verme.groups.models import Consent, Group, Seat
from verme.groups.terms import GroupRefusal
from verme.kernel.refusals import Refused
from verme.programmes.models import Programme
from verme.signups import actions as signups
from verme.signups.models import Offer, Signup, Vacancy
from verme.signups.terms import ChangeRefusal


@transaction.atomic
def offer_place(group: Group, *, by: Actor) -> Offer:
    """The first who waits and for whom theme, time, place and language fit is offered a place in this group.

    Raises Refused: NOT_PUBLISHED, ENDED, CLOSED, FULL when its places are taken or offered, NOBODY_FITS.
    """
    life = Life(group)
    here = life.groups[group.pk]
    members = len(life.seats(group)) + queries.offers_open(life.programme)
    life.ask(rules.why_not_offer(is_closed=life.is_closed(group), members=members, most=life.most))
    found = _first(life, [here], asked=())
    if found is None:
        raise Refused(GroupRefusal.NOBODY_FITS)
    return signups.offer_late(found, vacancy=None, by=by)


@transaction.atomic
def answer_place(offer: Offer, *, takes: bool, by: Actor) -> Seat | Consent | None:
    """Yes gives a seat in the first group that still fits, or the question to it where the person has a role at work; no passes the place
    on. The same answer twice is one. Raises Refused: OFFER_GONE when it is too late or no place is left, and what `join` raises.
    """
    Life.locked().get(pk=offer.signup.programme_id)
    is_known = Offer.objects.filter(pk=offer.pk, answered_at__isnull=False, took=False).exists()
    if not takes:
        signups.answer_late(offer, takes=False, by=by)
        if is_known:
            return None
        _pass_on(offer.signup.programme, [offer.vacancy], by=by)
        return None
    standing = Seat.objects.filter(signup=offer.signup_id, until__isnull=True).first()
    if standing is not None:
        return standing
    groups = [group for group in queries.fitting(offer.signup) if len(group.seats.all()) < _most(group)]
    if not groups:
        raise Refused(ChangeRefusal.OFFER_GONE)
    signups.answer_late(offer, takes=True, by=by)
    return join(groups[0], signup=offer.signup, by=by)


@transaction.atomic
def pass_offers_on(programme: Programme, *, by: Actor = WORKER) -> int:
    """Offers without an answer come back and go to the next. Returns how many lapsed. Running it early or twice changes nothing."""
    return _pass_on(programme, signups.lapse_late(programme, by=by), by=by)


def _pass_on(programme: Programme, free: Sequence[Vacancy], *, by: Actor) -> int:
    for vacancy in free:
        open_ones = list(queries.open_groups(programme))
        if not open_ones:
            break
        life = Life(*open_ones)
        roomy = [group for group in life.groups.values() if len(life.seats(group)) < life.most]
        asked = set(Offer.objects.filter(vacancy=vacancy).values_list("signup", flat=True))
        if (found := _first(life, roomy, asked=asked)) is not None:
            signups.offer_late(found, vacancy=vacancy, by=by)
    return len(free)


def _first(life: Life, groups: Sequence[Group], *, asked: Collection[int]) -> Signup | None:
    """The first of the queue who fits one of the groups and may sit in it."""
    for signup in queries.queue_for(life.programme, groups):
        if signup.pk not in asked and any(life.why_not_sit(group, signup) is None for group in groups):
            return signup
    return None


def _most(group: Group) -> int:
    return Life(group).most
