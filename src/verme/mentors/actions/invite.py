"""The year's question to the mentors, and their answer."""

from collections.abc import Sequence

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import clock, tokens
from verme.kernel.refusals import Refused
from verme.mentors import notices, rules
from verme.mentors.models import Invitation, Mentor, MentorEntry
from verme.mentors.terms import Answer, MentorRefusal, Training
from verme.programmes.models import Programme


@transaction.atomic
def invite(programme: Programme, *, mentors: Sequence[Mentor], by: Actor) -> list[Invitation]:
    """Asks the given mentors of the organisation by letter; who was asked already is not asked again.

    Raises Refused (NOT_TRAINED, TOO_LATE), and then nobody was asked.
    """
    held = Programme.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=programme.pk)
    reasons = [rules.why_not_lead(Training(mentor.training)) for mentor in mentors]
    late = rules.why_not_answer(is_published=held.published_at is not None, is_ended=held.ended_at is not None)
    if reason := next((reason for reason in [late, *reasons] if reason), None):
        raise Refused(reason)
    asked = set(Invitation.objects.filter(programme=held).values_list("mentor_id", flat=True))
    new = [mentor for mentor in mentors if mentor.pk not in asked and mentor.organisation_id == held.organisation_id]
    made = [_ask(held, mentor) for mentor in new]
    audit.record("mentors.invited", held, by=by, organisation=held.organisation_id, count=len(made))
    return made


def _ask(programme: Programme, mentor: Mentor) -> Invitation:
    secret = tokens.new()
    invitation = Invitation.objects.create(programme=programme, mentor=mentor, digest=tokens.digest(secret))
    notices.invitation(invitation, secret)
    return invitation


@transaction.atomic
def remind(invitation: Invitation, *, by: Actor) -> Invitation:
    """Sends the question again with a fresh link, at most once a day; the old link stops working. Raises Refused(TOO_LATE)."""
    held = _locked(invitation)
    if held.answer == Answer.WAITING:
        secret = tokens.new()
        held.digest, held.sent_at = tokens.digest(secret), clock.now()
        held.save(update_fields=["digest", "sent_at"])
        audit.record("mentor.reminded", held, by=by, organisation=held.programme.organisation_id)
        notices.invitation(held, secret, is_reminder=True)
    return held


@transaction.atomic
def answer(invitation: Invitation, *, answer: Answer, by: Actor) -> Invitation:
    """Yes or no; it may change until the groups are published. A no takes the mentor's standing offers back.

    Raises Refused(TOO_LATE).
    """
    held = _locked(invitation)
    if held.answer == answer:
        return held
    held.answer, held.answered_at = answer, clock.now()
    held.save(update_fields=["answer", "answered_at"])
    if answer == Answer.NO:
        MentorEntry.objects.filter(programme=held.programme, leads=held.mentor_id, withdrawn_at__isnull=True).update(
            withdrawn_at=clock.now()
        )
    audit.record("mentor.answered", held, by=by, organisation=held.programme.organisation_id, programme=held.programme_id, answer=answer)
    return held


def _locked(invitation: Invitation) -> Invitation:
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=invitation.programme_id)
    reason: MentorRefusal | None = rules.why_not_answer(
        is_published=programme.published_at is not None, is_ended=programme.ended_at is not None
    )
    if reason is not None:
        raise Refused(reason)
    return Invitation.objects.select_related("programme__organisation", "mentor").get(pk=invitation.pk)
