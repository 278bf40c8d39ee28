"""The supervisor is told or asked, where taking part is working time; name and times only (decisions.md §2)."""

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import clock, tokens
from verme.kernel.refusals import Refused
from verme.organisations.terms import SupervisorNotice
from verme.signups import notices, queries, rules
from verme.signups.actions.book import Book
from verme.signups.models import Signup, SupervisorAsk


@transaction.atomic
def ask(signup: Signup, *, by: Actor) -> SupervisorAsk | None:
    """Tells or asks the supervisor of the staff list, once, if the organisation wants it and the rules count the time as working time.

    Only about a sign-up whose address is proven: nobody hears of a sign-up that somebody else made in a person's name.
    """
    if not signup.is_active or signup.confirmed_at is None or SupervisorAsk.objects.filter(signup=signup).exists():
        return None
    wanted = queries.what_the_supervisor_gets(signup.programme, signup.staff_group)
    supervisor = queries.supervisor_of(signup) if wanted != SupervisorNotice.NOTHING else None
    if supervisor is None:
        return None
    secret = tokens.new()
    made = SupervisorAsk.objects.create(
        signup=signup,
        digest=tokens.digest(secret),
        language=supervisor.language or signup.programme.organisation.first_language,
        is_question=wanted == SupervisorNotice.ASKED,
    )
    audit.record("supervisor.asked", made, by=by, organisation=signup.programme.organisation_id, wanted=wanted)
    notices.to_supervisor(made, supervisor, secret)
    return made


@transaction.atomic
def answer_question(question: SupervisorAsk, *, says_yes: bool, by: Actor) -> SupervisorAsk:
    """Yes or no within seven days; the same answer twice changes nothing. What a no means for the sign-up the coordinator decides.

    Raises Refused (ANSWERED, TOO_LATE, CANCELLED).
    """
    _book, signup = Book.of(question.signup)
    held = SupervisorAsk.objects.get(pk=question.pk)
    held.signup = signup
    if held.said_yes == says_yes:
        return held
    reason = rules.why_not_answer(said_yes=held.said_yes, asked_at=held.asked_at, now=clock.now(), is_active=signup.is_active)
    if reason is not None:
        raise Refused(reason)
    held.said_yes, held.answered_at = says_yes, clock.now()
    held.save(update_fields=["said_yes", "answered_at"])
    audit.record("supervisor.answered", held, by=by, organisation=signup.programme.organisation_id, yes=says_yes)
    return held
