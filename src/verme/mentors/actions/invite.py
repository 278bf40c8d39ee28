"""The year's question to the mentors, and their answer."""

from collections.abc import Sequence

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.mentors import queries, rules
from verme.mentors.actions.links import fresh, locked
from verme.mentors.actions.offer import take_back
from verme.mentors.models import Invitation, Mentor
from verme.mentors.notices import Post
from verme.mentors.terms import Answer, MentorRefusal, Training
from verme.programmes.models import Programme


@transaction.atomic
def invite(programme: Programme, *, mentors: Sequence[Mentor], by: Actor) -> list[Invitation]:
    """Asks the given mentors of the organisation by letter; who was asked already is not asked again.

    Raises Refused (NOT_TRAINED, TOO_LATE), and then nobody was asked.
    """
    held = locked(programme)
    reasons = (rules.why_not_lead(Training(mentor.training)) for mentor in mentors)
    if reason := next((reason for reason in reasons if reason), None):
        raise Refused(reason)
    asked = set(Invitation.objects.filter(programme=held).values_list("mentor_id", flat=True))
    new = [mentor for mentor in mentors if mentor.pk not in asked and mentor.organisation_id == held.organisation_id]
    post, made = Post(held), []
    for mentor in new:
        invitation, secret = fresh(held, mentor)
        post.invitation(invitation, secret)
        made.append(invitation)
    audit.record("mentors.invited", held, by=by, organisation=held.organisation_id, count=len(made))
    return made


@transaction.atomic
def remind(invitation: Invitation, *, by: Actor) -> Invitation:
    """Sends the question again with a fresh link, or only the link to somebody who has answered; the old link stops working.

    Raises Refused (REMINDED, TOO_LATE).
    """
    programme = locked(invitation.programme)
    held = Invitation.objects.select_related("mentor").get(pk=invitation.pk)
    if (reason := _why_not_remind(held)) is not None:
        raise Refused(reason)
    sent = _remind(held, Post(programme))
    audit.record("mentor.reminded", sent, by=by, organisation=programme.organisation_id)
    return sent


@transaction.atomic
def remind_waiting(programme: Programme, *, by: Actor) -> int:
    """Reminds everybody who has not answered and was not reminded today; returns how many. Raises Refused(TOO_LATE)."""
    held = locked(programme)
    waiting = queries.invitations(held).filter(answer=Answer.WAITING)
    due, post = [each for each in waiting if _why_not_remind(each) is None], Post(held)
    for invitation in due:
        _remind(invitation, post)
    if due:
        audit.record("mentors.reminded", held, by=by, organisation=held.organisation_id, count=len(due))
    return len(due)


@transaction.atomic
def answer(invitation: Invitation, *, answer: Answer, by: Actor) -> Invitation:
    """Yes or no; it may change until the groups are published. A no takes the mentor's standing offers back, and a pair is told.

    Raises Refused(TOO_LATE).
    """
    programme = locked(invitation.programme)
    held = Invitation.objects.select_related("programme__organisation", "mentor").get(pk=invitation.pk)
    if held.answer == answer:
        return held
    held.answer, held.answered_at = answer, clock.now()
    held.save(update_fields=["answer", "answered_at"])
    if answer == Answer.NO:
        for entry in queries.standing(programme).filter(leads=held.mentor):
            take_back(entry, programme, told=queries.others_in(entry, held.mentor))
    audit.record("mentor.answered", held, by=by, organisation=programme.organisation_id, programme=programme.pk, answer=answer)
    return held


def _why_not_remind(invitation: Invitation) -> MentorRefusal | None:
    reminded = invitation.reminded_at
    return rules.why_not_remind(clock.local(reminded).date() if reminded else None, clock.today())


def _remind(invitation: Invitation, post: Post) -> Invitation:
    held, secret = fresh(post.programme, invitation.mentor)
    held.reminded_at = held.sent_at
    held.save(update_fields=["reminded_at"])
    if held.answer == Answer.WAITING:
        post.invitation(held, secret, is_reminder=True)
    else:
        post.link(held, secret)
    return held
