"""A free place in a published group is offered along the queue, one person at a time, for 72 hours."""

from collections.abc import Sequence

from django.db import transaction

from verme.audit.actors import WORKER, Actor
from verme.groups import queries, rules
from verme.groups.actions.life import Life
from verme.groups.actions.members import join
from verme.groups.models import Consent, Group, Seat
from verme.groups.terms import GroupRefusal
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.programmes import queries as programmes
from verme.programmes.models import Programme
from verme.signups import actions as signups
from verme.signups.models import Offer, Signup, Vacancy
from verme.signups.terms import ChangeRefusal


@transaction.atomic
def offer_place(group: Group, *, to: Signup | None = None, by: Actor) -> Offer:
    """The first who waits and for whom theme, time, place and language fit is offered a place in this group.

    `to`: who was seen to be the first. Raises Refused: NOT_PUBLISHED, ENDED, CLOSED, FULL when its places are taken or offered,
    NOBODY_FITS, STALE when somebody else is the first now.
    """
    life = Life(group)
    here = life.groups[group.pk]
    members = len(life.seats(group)) + queries.offers_open(life.programme)
    life.ask(rules.why_not_offer(is_closed=life.is_closed(group), members=members, most=life.most))
    found = queries.next_in_line(life.programme, [here], most=life.most)
    if found is None:
        raise Refused(GroupRefusal.NOBODY_FITS)
    if to is not None and found.pk != to.pk:
        raise Refused(GroupRefusal.STALE)
    return signups.offer_late(found, vacancy=None, by=by)


@transaction.atomic
def answer_place(offer: Offer, *, takes: bool, by: Actor) -> Seat | Consent | None:
    """Yes gives a seat in the first group that still fits, or the question to it where the person has a role at work; no passes the place
    on. The same answer twice is one. Raises Refused: OFFER_GONE when it is too late or no place is left, and what `join` raises.
    """
    programme = Life.locked().get(pk=offer.signup.programme_id)
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
    group = _first_for(offer.signup, programme)
    if group is None:
        raise Refused(ChangeRefusal.OFFER_GONE)
    signups.answer_late(offer, takes=True, by=by)
    return join(group, signup=offer.signup, by=by)


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
        if (found := queries.next_in_line(life.programme, roomy, most=life.most, asked=asked)) is not None:
            signups.offer_late(found, vacancy=vacancy, by=by)
    return len(free)


def _first_for(signup: Signup, programme: Programme) -> Group | None:
    """The first group by letter that fits the person and in which they may sit now."""
    most = programmes.rules_on(programme.organisation, clock.today()).size_max
    return next((each for each in queries.fitting(signup) if queries.why_not_sit(each, signup, most=most) is None), None)
