"""Writing the log. `record` runs inside the transaction of the deed it tells about, so both are there or neither."""

import contextlib
import contextvars
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Model

from verme.audit.actors import Actor
from verme.audit.models import Entry

_request: contextvars.ContextVar[str] = contextvars.ContextVar("request", default="")


@contextlib.contextmanager
def during(request_id: str) -> Iterator[None]:
    """Entries written within carry this request's identity, the same as in the log and on the error page."""
    token = _request.set(request_id)
    try:
        yield
    finally:
        _request.reset(token)


def record(verb: str, target: Model, *, by: Actor, organisation: int | None = None, **facts: object) -> Entry:
    """Adds one entry ("signup.accepted"). Facts are numbers, states, names of fields: never personal data.

    Raises RuntimeError outside a transaction: an entry must not survive a deed that failed.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{verb} is recorded outside a transaction")
    return Entry.objects.create(
        verb=verb,
        target_kind=target._meta.label_lower,
        target_id=str(target.pk),
        organisation_id=organisation,
        person_id=by.person_id,
        role=by.role,
        facts=facts,
        request_id=_request.get(),
    )
