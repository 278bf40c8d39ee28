"""What a person does to the own sign-up: confirms, amends, cancels, asks for the letter again."""

from dataclasses import replace

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.people import actions as people
from verme.people.models import Person
from verme.signups import notices, queries, rules
from verme.signups.actions.answers import Answers
from verme.signups.actions.book import Book
from verme.signups.actions.mailbox import Mailbox
from verme.signups.actions.offers import Offers
from verme.signups.actions.supervisor import ask
from verme.signups.models import Signup
from verme.signups.terms import ChangeRefusal, State


@transaction.atomic
def confirm(signup: Signup, *, by: Actor) -> Signup:
    """The letter reached its reader (first POST from its link): the sign-up is tied to the address's person, who is made if need be.

    A person who is there already is never altered. From now on the supervisor may be told or asked. The second time changes nothing.
    """
    _book, held = Book.of(signup)
    if held.confirmed_at is None:
        if not held.programme.is_practice:  # the people of a practice are invented: nobody ever signs in as them
            held.person = people.ensure(held.address, name=held.name, language=held.language, by=by)
        held.confirmed_at = clock.now()
        held.save(update_fields=["person", "confirmed_at"])
        audit.record("signup.confirmed", held, by=by, organisation=held.programme.organisation_id)
        ask(held, by=by)
    return held


@transaction.atomic
def tie(person: Person, *, by: Actor) -> int:
    """At sign-in the address is proven: all sign-ups with it become the person's own. Returns how many were new."""
    found = list(Signup.objects.filter(address=person.email, person__isnull=True).select_related("programme__organisation", "staff_group"))
    for signup in found:
        signup.person, signup.confirmed_at = person, signup.confirmed_at or clock.now()
        signup.save(update_fields=["person", "confirmed_at"])
        ask(signup, by=by)
    if found:
        audit.record("signup.tied", person, by=by, rows=len(found))
    return len(found)


@transaction.atomic
def amend(signup: Signup, *, answers: Answers, revision: int, by: Actor) -> Signup:
    """Replaces the answers until the deadline; the address stays the proven one.

    Raises Refused: CLOSED, NOT_ACTIVE, STALE when somebody changed it since `revision`, THEME_FULL, or what the form itself would say.
    """
    book, held = Book.of(signup)
    reason = rules.why_not_amend(book.programme.stage_at(clock.now()), State(held.state))
    reason = reason or (ChangeRefusal.STALE if held.revision != revision else None)
    wishes = answers.wishes(queries.catalogue(book.programme))
    if (refusal := reason or rules.why_not_answers(wishes) or book.why_not_first(held, wishes)) is not None:
        raise Refused(refusal)
    held.revision += 1
    replace(answers, email=held.email).write(held)
    audit.record("signup.amended", held, by=by, organisation=held.programme.organisation_id)
    Offers(book).pass_on()
    return book.signup(held.pk)


@transaction.atomic
def withdraw(signup: Signup, *, by: Actor) -> Signup:
    """Cancels until the groups are published; the freed place is offered on. Cancelling twice has one effect.

    Raises Refused (PUBLISHED, MOVE).
    """
    book, held = Book.of(signup)
    if held.state == State.WITHDRAWN:
        return held
    if book.is_over:
        raise Refused(ChangeRefusal.PUBLISHED)
    book.move(held, State.WITHDRAWN, took=False)
    audit.record("signup.withdrawn", held, by=by, organisation=held.programme.organisation_id, programme=held.programme_id)
    notices.cancelled(held)
    Offers(book).pass_on()
    return held


@transaction.atomic
def resend(signup: Signup, *, by: Actor) -> Signup:
    """Sends the confirmation again with a fresh link, at most one letter an hour to an address; more asking changes nothing."""
    _book, held = Book.of(signup)
    mailbox = Mailbox(held.address)
    if held.is_active and mailbox.is_free:
        audit.record("signup.letter_again", held, by=by, organisation=held.programme.organisation_id)
        notices.confirmation(held, mailbox.fresh_secret(held), event=f"{clock.now():%Y%m%d%H%M%S}")
    return held


@transaction.atomic
def remind(signup: Signup, *, by: Actor) -> Signup:
    """One reminder to whom the letter may not have reached; the second time changes nothing."""
    _book, held = Book.of(signup)
    if held.is_active and held.confirmed_at is None and held.reminded_at is None:
        held.reminded_at = clock.now()
        held.save(update_fields=["reminded_at"])
        audit.record("signup.reminded", held, by=by, organisation=held.programme.organisation_id)
        notices.reminder(held, Mailbox.fresh_secret(held))
    return held
