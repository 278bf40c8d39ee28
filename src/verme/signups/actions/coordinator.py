"""What the coordinator decides about sign-ups, until the groups are published."""

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel.refusals import Refused
from verme.people.rules import same_address
from verme.signups import notices, queries, rules
from verme.signups.actions.answers import Answers
from verme.signups.actions.book import Book
from verme.signups.actions.mailbox import Mailbox
from verme.signups.actions.offers import Offers
from verme.signups.actions.parting import as_it_was
from verme.signups.models import Merger, Signup
from verme.signups.terms import ACTIVE, ChangeRefusal, State


def _open(signup: Signup) -> tuple[Book, Signup]:
    book, held = Book.of(signup)
    if book.is_over:
        raise Refused(ChangeRefusal.PUBLISHED)
    if held.state == State.MERGED:  # only `part` takes it out of the other one
        raise Refused(ChangeRefusal.MOVE)
    return book, held


@transaction.atomic
def accept(signup: Signup, *, by: Actor) -> Signup:
    """Gives a place past the queue's order, if one is free. Raises Refused: FULL, DRAW_FIRST, ADDRESS, MOVE, PUBLISHED."""
    book, held = _open(signup)
    first = next((wish.theme_id for wish in held.theme_wishes.all()), None)
    reason = rules.why_not_accept(State(held.state), before_draw=book.is_before_draw, has_room=book.free().has_room(first))
    if (reason := reason or _why_not_stand(held, held.address)) is not None:
        raise Refused(reason)
    book.move(held, State.ACCEPTED)
    audit.record("signup.accepted", held, by=by, organisation=book.programme.organisation_id)
    notices.accepted(held)
    Offers(book).pass_on()
    return held


@transaction.atomic
def admit(signup: Signup, *, by: Actor) -> Signup:
    """The coordinator's yes to a sign-up that waits for it: then it goes where it would have gone, to a place, the queue or the draw.

    Raises Refused (MOVE when it does not wait, PUBLISHED).
    """
    book, held = _open(signup)
    if not held.waits or held.state != State.RECEIVED:
        raise Refused(ChangeRefusal.MOVE)
    is_late = held.is_late or book.programme.drawn_at is not None
    state = rules.first_state(
        before_draw=book.is_before_draw,
        is_late=is_late,
        waits=False,
        has_room=not (is_late or book.is_before_draw) and book.has_room(queries.wishes(held, queries.catalogue(book.programme))),
    )
    held.waits = False
    held.save(update_fields=["waits"])
    if state != State.RECEIVED:
        book.move(held, state)
    audit.record("signup.admitted", held, by=by, organisation=book.programme.organisation_id, state=state)
    notices.admitted(held)
    Offers(book).pass_on()
    return held


@transaction.atomic
def to_queue(signup: Signup, *, by: Actor) -> Signup:
    """Moves to the end of the queue; the freed place is offered to the others there.

    Raises Refused (DRAW_FIRST, ADDRESS, MOVE, PUBLISHED).
    """
    book, held = _open(signup)
    was = State(held.state)
    reason = ChangeRefusal.DRAW_FIRST if was == State.RECEIVED and book.is_before_draw else _why_not_stand(held, held.address)
    if reason is not None:
        raise Refused(reason)
    held.rank = None  # not the old place, but the last
    book.move(held, State.QUEUED, took=False)
    audit.record("signup.queued", held, by=by, organisation=book.programme.organisation_id)
    notices.queued(held)
    offers = Offers(book)
    if was == State.ACCEPTED:
        offers.pass_over(held)
    offers.pass_on()
    return book.signup(held.pk)


@transaction.atomic
def decline(signup: Signup, *, words: str, by: Actor) -> Signup:
    """Says no with a letter in the coordinator's own words, seen before; a place is offered on. Raises Refused (MOVE, PUBLISHED)."""
    book, held = _open(signup)
    book.move(held, State.DECLINED, took=False)
    audit.record("signup.declined", held, by=by, organisation=book.programme.organisation_id)
    notices.declined(held, words)
    Offers(book).pass_on()
    return held


@transaction.atomic
def correct(signup: Signup, *, answers: Answers, revision: int, by: Actor) -> Signup:
    """Corrects somebody's answers, the address too; they get a letter with the link. A changed address has to prove itself again.

    Raises Refused: STALE, PUBLISHED, ADDRESS when another standing sign-up has it, THEME_FULL, or what the form itself would say.
    """
    book, held = _open(signup)
    if held.revision != revision:
        raise Refused(ChangeRefusal.STALE)
    is_moved = same_address(answers.email) != held.address
    _rewrite(book, held, answers)
    audit.record("signup.corrected", held, by=by, organisation=book.programme.organisation_id)
    if held.is_active:
        (notices.confirmation if is_moved else notices.corrected)(held, Mailbox.fresh_secret(held), event=f"corrected:{held.revision}")
    Offers(book).pass_on()
    return book.signup(held.pk)


@transaction.atomic
def merge(one: Signup, *, other: Signup, answers: Answers, by: Actor) -> Signup:
    """Two sign-ups of one person become one with the chosen answers; both histories stay. The one that stands better is left and returned.

    The person gets one letter with its link. Raises Refused (SAME, NOT_ACTIVE, PUBLISHED, ADDRESS, THEME_FULL, or what the form would say).
    """
    if one.pk == other.pk or one.programme_id != other.programme_id:
        raise Refused(ChangeRefusal.SAME)
    book, first = _open(one)
    pair = [first, book.signup(other.pk)]
    if not all(signup.is_active for signup in pair):
        raise Refused(ChangeRefusal.NOT_ACTIVE)
    kept, gone = sorted(pair, key=lambda signup: rules.standing(State(signup.state), waits=signup.waits, rank=signup.rank))
    before = as_it_was(kept, gone)
    gone.merged_into = kept
    book.move(gone, State.MERGED)
    kept.signed_up_at = min(kept.signed_up_at, gone.signed_up_at)
    _rewrite(book, kept, answers, gone)
    organisation, programme = book.programme.organisation_id, book.programme.pk
    audit.record("signup.merged", kept, by=by, organisation=organisation, programme=programme, other=gone.pk)
    Merger.objects.create(kept=kept, gone=gone, before=before, revision=kept.revision)
    notices.merged(kept, Mailbox.fresh_secret(kept))
    Offers(book).pass_on()
    return book.signup(kept.pk)


def _rewrite(book: Book, signup: Signup, answers: Answers, gone: Signup | None = None) -> None:
    """Writes chosen answers. The address is proven only as far as the sign-up it comes from has proven it."""
    wishes = answers.wishes(queries.catalogue(book.programme))
    address = same_address(answers.email)
    reason = rules.why_not_answers(wishes) or book.why_not_first(signup, wishes) or _why_not_stand(signup, address)
    if reason is not None:
        raise Refused(reason)
    if gone is not None and address == gone.address:
        signup.person, signup.confirmed_at = gone.person, gone.confirmed_at
    elif address != signup.address:
        signup.person, signup.confirmed_at = None, None
    signup.revision += 1
    answers.write(signup)


def _why_not_stand(signup: Signup, address: str) -> ChangeRefusal | None:
    """An address has one standing sign-up in a programme."""
    others = Signup.objects.filter(programme=signup.programme_id, address=address, state__in=ACTIVE).exclude(pk=signup.pk)
    return ChangeRefusal.ADDRESS if others.exists() else None
