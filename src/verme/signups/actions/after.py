"""What becomes of a sign-up once groups live: a place in a group that exists, or none any more. The room of groups calls these."""

from collections.abc import Sequence

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel.refusals import Refused
from verme.programmes.models import Programme
from verme.signups.actions.book import Book
from verme.signups.models import Signup
from verme.signups.terms import ChangeRefusal, State


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


def _after(signup: Signup) -> tuple[Book, Signup]:
    book, held = Book.of(signup)
    if book.programme.published_at is None:
        raise Refused(ChangeRefusal.NOT_PUBLISHED)
    return book, held
