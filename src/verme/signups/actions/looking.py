"""What the coordinator does about what a sign-up shows: asks, clears a flag, tells two people apart."""

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import tokens
from verme.kernel.refusals import Refused
from verme.programmes.models import Programme
from verme.signups import notices
from verme.signups.actions.book import Book
from verme.signups.actions.mailbox import Mailbox
from verme.signups.models import Signup
from verme.signups.queries.looking import told_apart
from verme.signups.terms import ChangeRefusal, Flag


@transaction.atomic
def inquire(signup: Signup, *, words: str, by: Actor) -> Signup:
    """Asks the person something by a letter in the coordinator's own words, seen before, with the link to the sign-up.

    The same words go once a day. Raises Refused (NOT_ACTIVE).
    """
    book, held = Book.of(signup)
    if not held.is_active:
        raise Refused(ChangeRefusal.NOT_ACTIVE)
    secret = tokens.new()
    if notices.question(held, secret, words):
        Mailbox.hand_out(held, secret)
        audit.record("signup.asked", held, by=by, organisation=book.programme.organisation_id)
    return held


@transaction.atomic
def clear_flag(signup: Signup, *, flag: Flag, by: Actor) -> Signup:
    """The coordinator looked and it is fine: the flag is not shown any more. The second time changes nothing."""
    _book, held = Book.of(signup)
    if f"ok:{flag}" not in held.flags:
        held.flags = [*held.flags, f"ok:{flag}"]
        held.save(update_fields=["flags"])
        audit.record("signup.flag_cleared", held, by=by, organisation=held.programme.organisation_id, flag=flag)
    return held


@transaction.atomic
def tell_apart(one: Signup, *, other: Signup, by: Actor) -> None:
    """They are two people: neither is shown as the other's double any more, a third one still is. The second time changes nothing.

    Raises Refused (SAME) for one sign-up, or for two of different programmes.
    """
    if one.pk == other.pk or one.programme_id != other.programme_id:
        raise Refused(ChangeRefusal.SAME)
    book = Book(one.programme_id)
    first, second = book.signup(one.pk), book.signup(other.pk)
    if told_apart(second) in first.flags:
        return
    for held, twin in ((first, second), (second, first)):
        held.flags = [*held.flags, told_apart(twin)]
        held.save(update_fields=["flags"])
    audit.record("signup.told_apart", first, by=by, organisation=book.programme.organisation_id, other=second.pk)


@transaction.atomic
def note_export(programme: Programme, *, rows: int, by: Actor) -> None:
    """Somebody takes the list along as a file: the log says who, when and how many rows."""
    audit.record("signups.exported", programme, by=by, organisation=programme.organisation_id, rows=rows)
