"""What a person does to the own sign-up: confirms, amends, cancels, asks for the letter again."""

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.people import actions as people
from verme.programmes.models import Programme
from verme.signups import notices, rules
from verme.signups.actions.apply import Answers, fill, fresh_secret
from verme.signups.actions.queue import close_offers, fill_free_places
from verme.signups.models import Signup
from verme.signups.terms import ChangeRefusal, State


def lock(signup: Signup) -> Signup:
    """The sign-up under its programme's lock, fresh. Call inside a transaction."""
    Programme.objects.select_for_update().get(pk=signup.programme_id)
    return Signup.objects.select_related("programme__organisation", "unit", "staff_group").get(pk=signup.pk)


@transaction.atomic
def confirm(signup: Signup, *, by: Actor) -> Signup:
    """The letter reached its reader (first POST from its link): the sign-up is tied to the address's person, who is made if need be."""
    held = lock(signup)
    if held.confirmed_at is None:
        held.person = people.ensure(held.address, name=held.name, language=held.language, by=by)
        held.confirmed_at = clock.now()
        held.save(update_fields=["person", "confirmed_at"])
        audit.record("signup.confirmed", held, by=by, organisation=held.programme.organisation_id)
    return held


@transaction.atomic
def amend(signup: Signup, *, answers: Answers, revision: int, by: Actor) -> Signup:
    """Replaces the answers until the deadline; the address stays the proven one. Raises Refused (CLOSED, NOT_ACTIVE, STALE)."""
    held = lock(signup)
    reason = rules.why_not_amend(held.programme.stage_at(clock.now()).value, State(held.state))
    reason = reason or (ChangeRefusal.STALE if held.revision != revision else None)
    reason_of_answers = rules.why_not_answers(answers.wishes, asks_place=True)
    if reason or reason_of_answers:
        raise Refused(reason or reason_of_answers)  # type: ignore[arg-type]  # one of them is there
    held.revision += 1
    email, address = held.email, held.address
    fill(held, answers)
    held.email, held.address = email, address
    held.save(update_fields=["email", "address"])
    audit.record("signup.amended", held, by=by, organisation=held.programme.organisation_id)
    return held


@transaction.atomic
def withdraw(signup: Signup, *, by: Actor) -> Signup:
    """Cancels; the freed place is offered on. Cancelling twice has one effect. Raises Refused(PUBLISHED) when groups are published."""
    held = lock(signup)
    if held.state == State.WITHDRAWN:
        return held
    if held.programme.published_at is not None:
        raise Refused(ChangeRefusal.PUBLISHED)
    if (reason := rules.why_not_move(State(held.state), State.WITHDRAWN)) is not None:
        raise Refused(reason)
    held.state, held.rank, held.revision = State.WITHDRAWN, None, held.revision + 1
    held.save(update_fields=["state", "rank", "revision"])
    close_offers(held, took=False)
    audit.record("signup.withdrawn", held, by=by, organisation=held.programme.organisation_id)
    notices.cancelled(held)
    fill_free_places(held.programme)
    return held


@transaction.atomic
def resend(signup: Signup, *, by: Actor) -> Signup:
    """Sends the confirmation again with a fresh link, at most one letter an hour."""
    held = lock(signup)
    if held.is_active and not notices.told_within_the_hour(held):
        audit.record("signup.letter_again", held, by=by, organisation=held.programme.organisation_id)
        notices.confirmation(held, fresh_secret(held), again=f":{clock.now():%Y%m%d%H%M}")
    return held


@transaction.atomic
def remind(signup: Signup, *, by: Actor) -> Signup:
    """One reminder to whom the letter may not have reached."""
    held = lock(signup)
    if held.is_active and held.confirmed_at is None and held.reminded_at is None:
        held.reminded_at = clock.now()
        held.save(update_fields=["reminded_at"])
        audit.record("signup.reminded", held, by=by, organisation=held.programme.organisation_id)
        notices.reminder(held, fresh_secret(held))
    return held
