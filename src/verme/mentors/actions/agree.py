"""A mentor's yes by the own link: it comes with what is offered, and with whether the network may see the mentor."""

from django.db import transaction

from verme.audit.actors import Actor
from verme.kernel.refusals import Refused
from verme.mentors import rules
from verme.mentors.actions.invite import answer
from verme.mentors.actions.links import locked
from verme.mentors.actions.offer import Telling, Terms, change_entry, offer
from verme.mentors.actions.register import change
from verme.mentors.models import Invitation, MentorEntry
from verme.mentors.terms import Answer


@transaction.atomic
def agree(
    invitation: Invitation, *, terms: Terms, entry: MentorEntry | None = None, is_visible: bool | None = None, by: Actor
) -> MentorEntry:
    """Yes, with a new offer or a changed one (`entry`). A pair is told by letter. `is_visible` None leaves the choice as it was.

    Raises Refused with the first reason of `rules.why_not_offer`, or NOT_FREE, WITHDRAWN, TOO_LATE; then nothing has changed.
    """
    programme = locked(invitation.programme)
    pair = [mentor for mentor in terms.mentors if mentor.pk != invitation.mentor_id]
    said = Invitation.objects.filter(programme=programme, mentor__in=pair).values_list("answer", flat=True)
    if (reason := rules.why_not_name(Answer(each) for each in said)) is not None:
        raise Refused(reason)
    answer(invitation, answer=Answer.YES, by=by)
    if is_visible is not None and is_visible != invitation.mentor.is_visible:
        change(invitation.mentor, is_visible=is_visible, by=by)
    telling = Telling(pair, author=invitation.mentor)
    if entry is not None:
        return change_entry(entry, terms=terms, telling=telling, by=by)
    return offer(programme, terms=terms, telling=telling, by=by)
