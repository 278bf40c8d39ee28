"""Who may come from outside: one person by a personal invitation, the students of a school by a link (decisions.md §2)."""

from datetime import datetime

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import clock, tokens
from verme.kernel.refusals import Refused
from verme.organisations.models import Organisation
from verme.programmes.models import Programme
from verme.signups import notices, rules
from verme.signups.actions.book import Book
from verme.signups.models import Outsider


@transaction.atomic
def invite(
    programme: Programme,
    *,
    name: str,
    email: str,
    language: str,
    employer: Organisation | None = None,
    note: str = "",
    by: Actor,
) -> Outsider:
    """A personal invitation by letter: one address, 30 days. `employer` is another organisation of this installation, if it is one.

    Raises Refused (NAME, ADDRESS, TOO_LATE).
    """
    book = Book(programme.pk)
    if (reason := rules.why_not_invite(name=name, email=email, is_over=book.is_over)) is not None:
        raise Refused(reason)
    secret, now = tokens.new(), clock.now()
    made = Outsider.objects.create(
        programme=book.programme,
        digest=tokens.digest(secret),
        name=name.strip(),
        address=email.strip(),
        language=language,
        employer=employer,
        note=note.strip(),
        made_at=now,
        expires_at=now + rules.PERSONAL_LIFE,
    )
    audit.record("outsider.invited", made, by=by, organisation=book.programme.organisation_id)
    notices.invited(made, secret)
    return made


@transaction.atomic
def make_link(programme: Programme, *, name: str, limit: int, expires_at: datetime, note: str = "", by: Actor) -> tuple[Outsider, str]:
    """A link for the students of the school `name`: good for `limit` sign-ups until a moment; each waits for the coordinator's yes.

    Returns the link's row and its secret, which is shown once and not stored. Raises Refused (NAME, LIMIT, PAST, TOO_LATE).
    """
    book = Book(programme.pk)
    reason = rules.why_not_link(name=name, limit=limit, expires_at=expires_at, now=clock.now(), is_over=book.is_over)
    if reason is not None:
        raise Refused(reason)
    secret = tokens.new()
    made = Outsider.objects.create(
        programme=book.programme, digest=tokens.digest(secret), name=name.strip(), note=note.strip(), limit=limit, expires_at=expires_at
    )
    audit.record("outsider.link_made", made, by=by, organisation=book.programme.organisation_id, limit=limit)
    return made, secret


@transaction.atomic
def revoke(outsider: Outsider, *, by: Actor) -> Outsider:
    """Takes an invitation or a link back; sign-ups that came by it stay. The second time changes nothing."""
    book = Book(outsider.programme_id)
    held = Outsider.objects.get(pk=outsider.pk)
    if held.revoked_at is None:
        held.revoked_at = clock.now()
        held.save(update_fields=["revoked_at"])
        audit.record("outsider.revoked", held, by=by, organisation=book.programme.organisation_id)
    return held
