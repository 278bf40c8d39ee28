"""The queue: freed places go to the next, the draw gives all of them at once, the unplaced go first."""

from collections.abc import Sequence

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import WORKER, Actor
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.programmes.models import Programme
from verme.programmes.terms import Admission
from verme.signups import notices, queries, rules
from verme.signups.actions.book import Book
from verme.signups.actions.offers import Offers
from verme.signups.actions.parting import forget_mergers
from verme.signups.models import Offer, Signup
from verme.signups.rules import Lot
from verme.signups.terms import ChangeRefusal, State


@transaction.atomic
def offer(programme: Programme, *, by: Actor = WORKER) -> int:
    """Passes the queue on: offers without an answer come back (rank kept), free places go to the next. Returns how many offers were made.

    Running it early or twice changes nothing.
    """
    book = Book(programme.pk)
    offers = Offers(book)
    lapsed, made = offers.lapse(), offers.pass_on()
    if lapsed or made:
        audit.record("queue.passed_on", book.programme, by=by, organisation=book.programme.organisation_id, lapsed=lapsed, offered=made)
    return made


@transaction.atomic
def answer_offer(offer: Offer, *, takes: bool, by: Actor) -> Signup:
    """Yes gives the place; no passes it on, and the person waits on with the rank held. The same answer twice changes nothing.

    Raises Refused: OFFER_GONE when it is too late, PUBLISHED.
    """
    book, signup = Book.of(offer.signup)
    held = Offer.objects.get(pk=offer.pk)
    if held.answered_at is not None and held.took == takes:
        return signup
    if held.answered_at is not None or held.expires_at <= clock.now():
        raise Refused(ChangeRefusal.OFFER_GONE)
    if book.is_over:
        raise Refused(ChangeRefusal.PUBLISHED)
    book.move(signup, State.ACCEPTED if takes else State.QUEUED, took=takes)
    audit.record("offer.answered", held, by=by, organisation=book.programme.organisation_id, took=takes)
    if takes:
        notices.accepted(signup)
    Offers(book).pass_on()
    return signup


@transaction.atomic
def draw(programme: Programme, *, by: Actor) -> list[str]:
    """Gives the places by lot after the deadline; returns the references in the order drawn.

    The seed whose SHA-256 was published at the announcement is public from now on, so anybody can compute the order again (docs/draw.md).
    Students who wait for the coordinator's yes are not in it; who came late waits behind. Raises Refused (NO_DRAW, DRAWN, TOO_EARLY,
    PUBLISHED).
    """
    book = Book(programme.pk)
    held = book.programme
    reason = rules.why_not_draw(held.stage_at(clock.now()), by_lot=held.is_drawn_by_lot, is_drawn=held.drawn_at is not None)
    if reason is not None:
        raise Refused(reason)
    signups = {signup.reference: signup for signup in queries.with_answers(queries.of_programme(held))}
    lots = [_lot(signup) for signup in signups.values() if signup.state == State.RECEIVED and not signup.waits]
    order = rules.drawn_order(held.draw_seed, lots, new_first=held.admission == Admission.NEW_FIRST)
    given, drawn_out = rules.drawn(order, book.free())
    late = sorted((one for one in signups.values() if one.state == State.QUEUED), key=lambda one: one.rank or 0)
    held.drawn_at = clock.now()
    held.save(update_fields=["drawn_at"])
    _settle(book, signups, order, given)
    book.renumber([signups[reference] for reference in rules.order_of_queue(drawn_out, [one.reference for one in late])])
    audit.record("programme.drawn", held, by=by, organisation=held.organisation_id, accepted=len(given), queued=len(drawn_out) + len(late))
    Offers(book).pass_on()
    return [one.reference for one in order]


def _lot(signup: Signup) -> Lot:
    first = next((wish.theme_id for wish in signup.theme_wishes.all()), None)
    return Lot(signup.reference, bool(signup.is_new), first)


def _settle(book: Book, signups: dict[str, Signup], order: Sequence[Lot], given: Sequence[str]) -> None:
    """Writes each one's place in the draw and what it gave, and tells them."""
    winners = set(given)
    for place, one in enumerate(order, 1):
        signup = signups[one.reference]
        signup.programme = book.programme
        signup.drawn_as, signup.drawn_as_new = place, one.is_new
        signup.save(update_fields=["drawn_as", "drawn_as_new"])
        book.move(signup, State.ACCEPTED if one.reference in winners else State.QUEUED)
        (notices.accepted if one.reference in winners else notices.queued)(signup)


@transaction.atomic
def put_first(programme: Programme, *, signups: Sequence[Signup], by: Actor) -> None:
    """Part of publishing: who found no group goes to the front of the queue, in the order given; open offers end. Letters are publishing's.

    Raises Refused(MOVE) when one of them has no place.
    """
    book = Book(programme.pk)
    offered = Signup.objects.filter(programme=book.programme, state=State.OFFERED)
    moved = [book.signup(signup.pk) for signup in signups]
    for signup in [*moved, *offered]:
        book.move(signup, State.QUEUED)
    first = {signup.pk for signup in moved}
    others = Signup.objects.filter(programme=book.programme, state=State.QUEUED).exclude(pk__in=first).order_by("rank")
    book.renumber([*moved, *others])
    audit.record("queue.unplaced_first", book.programme, by=by, organisation=book.programme.organisation_id, count=len(moved))


@transaction.atomic
def forget_wishes(programme: Programme, *, by: Actor) -> int:
    """Part of publishing: what people wrote to the coordinator is deleted, as they were promised. Returns how many texts there were."""
    book = Book(programme.pk)
    count = Signup.objects.filter(programme=book.programme).exclude(wish="").update(wish="")
    forget_mergers(book.programme, by=by)
    audit.record("signups.wishes_forgotten", book.programme, by=by, organisation=book.programme.organisation_id, count=count)
    return count
