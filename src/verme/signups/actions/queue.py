"""The queue: freed places are offered in order, the draw gives all of them at once. Everything under the programme's lock."""

from django.db import transaction
from django.db.models import Max

from verme.audit import actions as audit
from verme.audit.actors import WORKER, Actor
from verme.kernel import clock, tokens
from verme.kernel.refusals import Refused
from verme.programmes.models import Programme
from verme.programmes.terms import Admission
from verme.signups import notices, queries, rules
from verme.signups.models import Offer, Signup
from verme.signups.terms import ChangeRefusal, State


def fill_free_places(programme: Programme) -> int:
    """Offers every free place to the first of the queue whom it fits; part of a deed that freed places, under its lock."""
    made = 0
    while programme.capacity - queries.places_taken(programme) > 0:
        chain = (Offer.objects.filter(signup__programme=programme).aggregate(last=Max("chain"))["last"] or 0) + 1
        if not _offer_next(programme, chain):
            break
        made += 1
    return made


def _offer_next(programme: Programme, chain: int) -> bool:
    asked = set(Offer.objects.filter(signup__programme=programme, chain=chain).values_list("signup_id", flat=True))
    queue = list(queries.queue(programme))
    chosen = rules.next_in_queue([(signup.pk, queries.wishes(signup)) for signup in queue], asked, queries.openings(programme))
    if chosen is None:
        return False
    signup = next(signup for signup in queue if signup.pk == chosen)
    signup.state = State.OFFERED
    signup.save(update_fields=["state"])
    secret = tokens.new()
    now = clock.now()
    offer = Offer.objects.create(signup=signup, chain=chain, digest=tokens.digest(secret), made_at=now, expires_at=now + rules.OFFER_LIFE)
    notices.offered(offer, secret)
    return True


@transaction.atomic
def answer_offer(offer: Offer, *, takes: bool, by: Actor) -> Signup:
    """Yes gives the place, no passes it on and ends the wish. The same answer twice changes nothing.

    Raises Refused(OFFER_GONE) when it is too late.
    """
    programme = Programme.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=offer.signup.programme_id)
    held = Offer.objects.select_related("signup__programme__organisation").get(pk=offer.pk)
    if held.answered_at is not None and held.took == takes:
        return held.signup
    if held.answered_at is not None or held.expires_at <= clock.now():
        raise Refused(ChangeRefusal.OFFER_GONE)
    _close(held, took=takes)
    signup = held.signup
    signup.state, signup.rank, signup.revision = (State.ACCEPTED if takes else State.WITHDRAWN), None, signup.revision + 1
    signup.save(update_fields=["state", "rank", "revision"])
    audit.record("offer.answered", held, by=by, organisation=programme.organisation_id, took=takes)
    if takes:
        notices.accepted(signup)
    elif not _offer_next(programme, held.chain):
        fill_free_places(programme)
    return signup


@transaction.atomic
def expire_offers(programme: Programme, *, by: Actor = WORKER) -> int:
    """Offers without an answer go to the next; the silent keep their rank. Running it early or twice changes nothing. Returns how many."""
    held = Programme.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=programme.pk)
    lapsed = Offer.objects.filter(signup__programme=held, answered_at__isnull=True, expires_at__lte=clock.now()).select_related("signup")
    count = 0
    for offer in lapsed.order_by("expires_at", "id"):
        _close(offer, took=None)
        offer.signup.state = State.QUEUED
        offer.signup.save(update_fields=["state"])
        _offer_next(held, offer.chain)
        count += 1
    if count:
        audit.record("offers.expired", held, by=by, organisation=held.organisation_id, count=count)
    return count


def close_offers(signup: Signup, *, took: bool) -> None:
    """An open offer ends with another decision about its sign-up."""
    Offer.objects.filter(signup=signup, answered_at__isnull=True).update(answered_at=clock.now(), took=took)


def _close(offer: Offer, *, took: bool | None) -> None:
    offer.answered_at, offer.took = clock.now(), took
    offer.save(update_fields=["answered_at", "took"])


@transaction.atomic
def draw(programme: Programme, *, by: Actor) -> list[str]:
    """Gives the places by lot after the deadline; returns the references in the order drawn.

    The seed whose SHA-256 was published at the announcement is public from now on, so anybody can compute the order again
    (`rules.drawn_order`). Whoever is already in the queue (came late) stays behind. Raises Refused (NO_DRAW, DRAWN, TOO_EARLY, PUBLISHED).
    """
    held = Programme.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=programme.pk)
    reason = rules.why_not_draw(held.stage_at(clock.now()).value, by_lot=held.is_drawn_by_lot, is_drawn=held.drawn_at is not None)
    if reason is not None:
        raise Refused(reason)
    received = {signup.reference: signup for signup in queries.of_programme(held).filter(state=State.RECEIVED, is_student=False)}
    order = rules.drawn_order(
        held.draw_seed,
        {reference: bool(signup.is_new) for reference, signup in received.items()},
        new_first=held.admission == Admission.NEW_FIRST,
    )
    free = held.capacity - queries.places_taken(held)
    late = list(Signup.objects.filter(programme=held, state=State.QUEUED).order_by("rank"))
    Signup.objects.filter(pk__in=[signup.pk for signup in late]).update(rank=None)
    waiting = [received[reference] for reference in order[free:]] + late
    for signup in (received[reference] for reference in order[:free]):
        _settle(signup, State.ACCEPTED, None)
    for rank, signup in enumerate(waiting, 1):
        _settle(signup, State.QUEUED, rank)
    held.drawn_at = clock.now()
    held.save(update_fields=["drawn_at"])
    audit.record("programme.drawn", held, by=by, organisation=held.organisation_id, accepted=min(free, len(order)), queued=len(waiting))
    return order


def _settle(signup: Signup, state: State, rank: int | None) -> None:
    was = signup.state
    signup.state, signup.rank, signup.revision = state, rank, signup.revision + 1
    signup.save(update_fields=["state", "rank", "revision"])
    if was == State.RECEIVED:
        notices.drawn(signup)
