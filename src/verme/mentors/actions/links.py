"""The mentor's own link to a programme: a letter that carries one makes it anew, so no secret is ever stored."""

from verme.kernel import clock, tokens
from verme.kernel.refusals import Refused
from verme.mentors import rules
from verme.mentors.models import Invitation, Mentor
from verme.programmes.models import Programme


def locked(programme: Programme) -> Programme:
    """The programme under lock, while answers may still be given. Raises Refused(TOO_LATE)."""
    held = Programme.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=programme.pk)
    reason = rules.why_not_answer(is_published=held.published_at is not None, is_ended=held.ended_at is not None)
    if reason is not None:
        raise Refused(reason)
    return held


def fresh(programme: Programme, mentor: Mentor) -> tuple[Invitation, str]:
    """The mentor's invitation with a new secret, made if there is none; the old link stops working."""
    secret = tokens.new()
    values = {"digest": tokens.digest(secret), "sent_at": clock.now()}
    invitation, _is_new = Invitation.objects.update_or_create(programme=programme, mentor=mentor, defaults=values)
    return invitation, secret
