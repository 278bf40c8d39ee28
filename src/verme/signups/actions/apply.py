"""Signing up: the book is opened, places are counted, then the row is written. Exact under any race."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import clock, tokens
from verme.kernel.refusals import Refused
from verme.people.rules import same_address
from verme.programmes.models import Programme
from verme.signups import notices, queries, rules
from verme.signups.actions.answers import Answers
from verme.signups.actions.book import Book
from verme.signups.actions.drafting import BY_HAND, draft_of
from verme.signups.actions.mailbox import Mailbox
from verme.signups.actions.offers import Offers
from verme.signups.models import Outsider, Signup
from verme.signups.terms import ACTIVE, ApplyRefusal, Source, State


class Applied(NamedTuple):
    """What the visitor is shown: always the same shape, whether the address was known or not."""

    reference: str
    state: State
    signup: Signup | None  # None when the address was in already


@transaction.atomic
def apply(
    programme: Programme,
    *,
    key: str,
    answers: Answers,
    by: Actor,
    flags: Sequence[str] = (),
    outsider: Outsider | None = None,
) -> Applied:
    """Takes a sign-up from the public form. The same `key` (one sent form) never makes two.

    An address that is in already changes nothing: its owner gets a letter, the visitor sees what everybody sees, after the same work.
    `outsider` is the invitation or students' link that was followed. Raises Refused(ApplyRefusal…); then nothing was written.
    """
    book = Book(programme.pk)
    if (twin := Signup.objects.filter(programme=book.programme, key=key).first()) is not None:
        return Applied(twin.reference, State(twin.state), twin)
    source = Source.FORM if outsider is None else (Source.INVITATION if outsider.is_personal else Source.STUDENT)
    draft = draft_of(book, key, answers, source, outsider)
    draft.flags = list(flags)
    known = queries.active_of_address(book.programme, answers.email)
    if known is None:
        _receive(book, draft, answers, by)
    else:
        _tell_again(book, known, draft, answers, by)
    _watch_for_bursts(book.programme)
    Offers(book).pass_on()
    return Applied(draft.reference, State(draft.state), None if known else draft)


@transaction.atomic
def enter(programme: Programme, *, key: str, answers: Answers, by: Actor, source: Source = Source.COORDINATOR) -> Signup:
    """Enters somebody on their behalf (or from a list gathered elsewhere); the confirmation goes to them. Possible until publishing.

    The same `key` never makes two. Raises Refused: ALREADY when the address is in, or what the form itself would say.
    """
    book = Book(programme.pk)
    if (twin := Signup.objects.filter(programme=book.programme, key=key).first()) is not None:
        return twin
    draft = draft_of(book, key, answers, source, None)
    if queries.active_of_address(book.programme, answers.email) is not None:
        raise Refused(ApplyRefusal.ALREADY)
    _receive(book, draft, answers, by)
    Offers(book).pass_on()
    return book.signup(draft.pk)


class Brought(NamedTuple):
    """What became of a list gathered elsewhere."""

    entered: int
    known: int  # in already, by the form or by the same list before: nothing changed


@transaction.atomic
def bring_in(programme: Programme, *, rows: Sequence[Answers], by: Actor) -> Brought:
    """Enters everybody of a list gathered elsewhere, or nobody; each new one gets the confirmation. Possible until publishing.

    Whoever is in already stays as they are, and so does whoever this list has brought before, cancelled or not. Raises Refused: what the
    form itself would say about one of the rows.
    """
    book = Book(programme.pk)
    taken = set(Signup.objects.filter(programme=book.programme).values_list("key", flat=True))
    standing = set(Signup.objects.filter(programme=book.programme, state__in=ACTIVE).values_list("address", flat=True))
    entered = 0
    for answers in rows:
        address = same_address(answers.email)
        key = rules.key_of_row(address)
        if key in taken or address in standing:
            continue
        _welcome(book, draft_of(book, key, answers, Source.IMPORT, None), answers)
        taken.add(key)
        standing.add(address)
        entered += 1
    if entered:
        audit.record("signups.brought_in", book.programme, by=by, organisation=book.programme.organisation_id, count=entered)
    Offers(book).pass_on()
    return Brought(entered, len(rows) - entered)


def _receive(book: Book, draft: Signup, answers: Answers, by: Actor) -> None:
    _welcome(book, draft, answers)
    facts = {"programme": book.programme.pk, "state": draft.state, "source": draft.source}
    audit.record("signup.received", draft, by=by, organisation=book.programme.organisation_id, **facts)


def _welcome(book: Book, draft: Signup, answers: Answers) -> None:
    """Writes the row and its letter. Who is typed into several programmes still gets only one letter an hour: the next one waits."""
    later = None if draft.source in BY_HAND else Mailbox(answers.email).next_free
    secret = _write(book, draft, answers, told_at=later or clock.now())
    notices.confirmation(draft, secret, event="first", due_at=draft.told_at)


def _write(book: Book, draft: Signup, answers: Answers, *, told_at: datetime) -> str:
    secret = tokens.new()
    draft.manage_digest, draft.told_at = tokens.digest(secret), told_at
    draft.rank = book.next_rank() if draft.state == State.QUEUED else None
    answers.write(draft)
    return secret


def _tell_again(book: Book, known: Signup, draft: Signup, answers: Answers, by: Actor) -> None:
    """Nothing changes but that the owner gets a letter, at most one an hour; only then the link is a new one.

    The work of a new sign-up is done and taken back, so that neither the page nor the time it takes tells whether the address was known.
    """
    state, mailbox = draft.state, Mailbox(known.address)
    tells = mailbox.is_free
    with transaction.atomic():
        draft.state = State.DECLINED  # may stand beside the one that is active
        secret = _write(book, draft, answers, told_at=clock.now())
        if not tells:
            notices.confirmation(draft, secret, event="first")
        transaction.set_rollback(True)
    draft.state = state
    if tells:
        notices.again(known, mailbox.fresh_secret(known), event=f"{clock.now():%Y%m%d%H%M%S}")
    audit.record("signup.repeated", known, by=by, organisation=book.programme.organisation_id)


def _watch_for_bursts(programme: Programme) -> None:
    """Machines and whole schools come in bursts: the coordinators are told once they are more than 60 in ten minutes."""
    now = clock.now()
    recent = Signup.objects.filter(programme=programme, signed_up_at__gt=now - rules.BURST_WINDOW).exclude(source__in=BY_HAND)
    if rules.is_burst(arrived := recent.count()):
        notices.burst(programme, count=arrived, at=now)
