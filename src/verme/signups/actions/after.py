"""What becomes of a sign-up once groups live: a place in a group that exists, or none any more. The room of groups calls these."""

from collections.abc import Sequence

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import clock, tokens
from verme.kernel.refusals import Refused
from verme.programmes.models import Programme
from verme.signups import notices, rules
from verme.signups.actions.book import Book
from verme.signups.actions.offers import Offers
from verme.signups.models import Offer, Signup, Vacancy
from verme.signups.terms import ACTIVE, ChangeRefusal, State


@transaction.atomic
def give_place(signup: Signup, *, by: Actor) -> Signup:
    """Part of joining a published group: who waits has a place now; an open offer ends as taken. Letters are the group's.

    Who has a place already keeps it. Raises Refused: NOT_PUBLISHED, MOVE when the person does not wait.
    """
    book, held = _after(signup)
    if held.state != State.ACCEPTED:
        book.move(held, State.ACCEPTED)
        audit.record("signup.seated", held, by=by, organisation=book.programme.organisation_id)
    return held


@transaction.atomic
def take_back(signup: Signup, *, by: Actor) -> Signup:
    """Part of coming back to a published group: who has left has a place again. Letters are the group's.

    Raises Refused: NOT_PUBLISHED, ADDRESS when another sign-up with the address stands, MOVE when nothing was given up.
    """
    book, held = _after(signup)
    others = Signup.objects.filter(programme=book.programme, address=held.address, state__in=ACTIVE).exclude(pk=held.pk)
    if others.exists():
        raise Refused(ChangeRefusal.ADDRESS)
    if held.state != State.ACCEPTED:
        book.move(held, State.ACCEPTED)
        audit.record("signup.taken_back", held, by=by, organisation=book.programme.organisation_id)
    return held


@transaction.atomic
def give_up_place(signup: Signup, *, by: Actor) -> Signup:
    """Part of leaving a published group: the wish to take part ends with the seat (I-02). Letters are the group's.

    Raises Refused: NOT_PUBLISHED, MOVE.
    """
    book, held = _after(signup)
    if held.state != State.WITHDRAWN:
        book.move(held, State.WITHDRAWN, took=False)
        audit.record("signup.withdrawn", held, by=by, organisation=book.programme.organisation_id, programme=held.programme_id)
    return held


@transaction.atomic
def put_back(programme: Programme, *, signups: Sequence[Signup], by: Actor) -> None:
    """Part of closing a published group: who sat in it goes to the front of the queue, in the order given; offers that are open stay open.

    Letters are the group's. Raises Refused: MOVE.
    """
    if not signups:
        return
    book = Book(programme.pk)
    moved = [book.signup(signup.pk) for signup in signups]
    for signup in moved:
        book.move(signup, State.QUEUED)
    first = {signup.pk for signup in moved}
    others = Signup.objects.filter(programme=book.programme, rank__isnull=False).exclude(pk__in=first).order_by("rank")
    book.renumber([*moved, *others])
    audit.record("queue.unplaced_first", book.programme, by=by, organisation=book.programme.organisation_id, count=len(moved))


@transaction.atomic
def offer_late(signup: Signup, *, vacancy: Vacancy | None, by: Actor) -> Offer:
    """Offers somebody who waits a place in a published group, for 72 hours; `vacancy`: the place that others were asked about before.

    Raises Refused: NOT_PUBLISHED, MOVE when the person does not wait.
    """
    book, held = _after(signup)
    book.move(held, State.OFFERED)
    secret, now = tokens.new(), clock.now()
    offer = Offer.objects.create(
        vacancy=vacancy or Vacancy.objects.create(programme=book.programme),
        signup=held, digest=tokens.digest(secret), made_at=now, expires_at=now + rules.OFFER_LIFE,
    )  # fmt: skip
    notices.offered(offer, secret)
    audit.record("offer.made", offer, by=by, organisation=book.programme.organisation_id)
    return offer


@transaction.atomic
def answer_late(offer: Offer, *, takes: bool, by: Actor) -> Signup:
    """The answer to such an offer: yes gives the place, with no the person waits on with the rank held. The same answer twice is one.

    Raises Refused: NOT_PUBLISHED, OFFER_GONE when it is too late.
    """
    book, signup = _after(offer.signup)
    held = Offer.objects.get(pk=offer.pk)
    if held.answered_at is not None and held.took == takes:
        return signup
    if held.answered_at is not None or held.expires_at <= clock.now():
        raise Refused(ChangeRefusal.OFFER_GONE)
    book.move(signup, State.ACCEPTED if takes else State.QUEUED, took=takes)
    audit.record("offer.answered", held, by=by, organisation=book.programme.organisation_id, took=takes)
    return signup


@transaction.atomic
def lapse_late(programme: Programme, *, by: Actor) -> list[Vacancy]:
    """Offers of a published programme without an answer in time come back, and their people wait on with the rank they had.

    Returns the places that are free again. Running it early or twice changes nothing.
    """
    book = Book(programme.pk)
    late = Offer.objects.filter(vacancy__programme=book.programme, answered_at__isnull=True, expires_at__lte=clock.now())
    vacancies = [each.vacancy for each in late.select_related("vacancy").order_by("expires_at", "id")]
    if vacancies:
        Offers(book).lapse()
        audit.record("queue.passed_on", book.programme, by=by, organisation=book.programme.organisation_id, lapsed=len(vacancies))
    return vacancies


def _after(signup: Signup) -> tuple[Book, Signup]:
    book, held = Book.of(signup)
    if book.programme.published_at is None:
        raise Refused(ChangeRefusal.NOT_PUBLISHED)
    return book, held
