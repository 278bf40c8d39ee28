"""Writing to many at once."""

from collections.abc import Mapping

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.bulletins import notices, queries, rules
from verme.bulletins.models import Bulletin
from verme.bulletins.terms import Audience
from verme.groups.models import Group
from verme.kernel.refusals import Refused
from verme.kernel.texts import filled
from verme.programmes.models import Programme


@transaction.atomic
def send(
    programme: Programme,
    *,
    audience: Audience,
    group: Group | None = None,
    subjects: Mapping[str, str],
    texts: Mapping[str, str],
    key: str,
    expected: int,
    by: Actor,
) -> Bulletin:
    """Writes one letter to everybody of the audience; the worker sends. The same form (`key`) sent twice is one bulletin.

    Subject and text are by language; the organisation's first one must be there. `expected` is the number that was seen on the button.
    Raises Refused (NO_WORDS, NOBODY, CHANGED).
    """
    held = Programme.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=programme.pk)
    if (same := Bulletin.objects.filter(programme=held, key=key).first()) is not None:
        return same
    readers = queries.directory(held).readers(audience, group)
    words, first = (filled(subjects), filled(texts)), held.organisation.first_language
    reason = rules.why_not_send(has_words=all(first in each for each in words), people=len(readers), expected=expected)
    if reason is not None:
        raise Refused(reason)
    sent = Bulletin.objects.create(
        programme=held,
        audience=audience,
        group=group,
        subjects=words[0],
        texts=words[1],
        count=len(readers),
        key=key,
        sent_by_id=by.person_id,
    )
    notices.bulletin(sent, readers)
    audit.record("bulletin.sent", sent, by=by, organisation=held.organisation_id, programme=held.pk, audience=audience, count=len(readers))
    return sent
