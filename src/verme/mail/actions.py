"""Writing letters. Sending is the worker's (jobs)."""

import base64
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import clock, tokens
from verme.kernel.refusals import Refused
from verme.mail import rules
from verme.mail.models import Letter
from verme.mail.terms import State

MANY_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")  # where blocks of a template were empty
BATCH = 500  # letters a query when many are written at once


@dataclass(frozen=True)
class Sender:
    """In whose name a letter goes: the organisation's sender name, the coordinator's address for answers.

    `only_to`: every letter goes to this address, whoever its reader is: nobody else hears of a practice.
    """

    name: str
    reply_to: str = ""
    organisation_id: int | None = None
    programme_id: int | None = None
    only_to: str = ""


@dataclass(frozen=True)
class Reader:
    """To whom, in which language; `person_id` when it is somebody we know."""

    address: str
    name: str
    language: str
    person_id: int | None = None


@dataclass(frozen=True)
class Attachment:
    """A file that goes with the letter."""

    name: str
    type: str
    content: bytes


def link(path: str, language: str) -> str:
    """A whole address for a letter; it opens in the reader's language."""
    mark = "&" if "?" in path else "?"
    return f"{settings.BASE_URL}{path}{mark}{urlencode({'kieli': language})}"


def compose(template: str, context: Mapping[str, Any], *, reader: Reader, sender: Sender) -> tuple[str, str, str]:
    """Subject, text and HTML of a letter as it would go out; also used for previews.

    `template` is like "signups/letters/confirmation": its `.txt` begins with the subject as first line, then an empty line, then the body.
    """
    words = {**context, "reader": reader, "sender": sender, "language": reader.language}
    with translation.override(reader.language):
        subject, _, text = render_to_string(f"{template}.txt", words).lstrip().partition("\n")
        html = render_to_string(f"{template}.html", {**words, "subject": subject.strip()})
    return " ".join(subject.split()), MANY_LINES.sub("\n\n", text).strip() + "\n", html


def write(
    kind: str,
    *,
    event: str,
    reader: Reader,
    sender: Sender,
    context: Mapping[str, Any],
    template: str | None = None,
    attachments: Sequence[Attachment] = (),
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
    is_secret: bool = False,
) -> Letter | None:
    """Puts one letter into the outbox, in the running transaction.

    `kind` like "signups.confirmation" also names the template `signups/letters/confirmation`. The same `event` never makes a second letter
    to the same address: then None is returned. Raises RuntimeError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{kind} is written outside a transaction")
    event = _event(event, reader, sender)
    if Letter.objects.filter(event=event, to_address=sender.only_to or reader.address).exists():
        return None
    subject, text, html = compose(template or _template(kind), context, reader=reader, sender=sender)
    times = {"due_at": due_at} if due_at else {}
    return Letter.objects.create(
        **_envelope(reader, sender),
        kind=kind,
        event=event,
        subject=subject,
        text=text,
        html=html,
        attachments=[{"name": a.name, "type": a.type, "base64": base64.b64encode(a.content).decode()} for a in attachments],
        is_secret=is_secret,
        message_id=_message_id(),
        expires_at=expires_at,
        **times,
    )


def write_many(
    kind: str,
    *,
    event: str,
    readers: Sequence[Reader],
    sender: Callable[[str], Sender],
    context: Callable[[str], Mapping[str, Any]],
    template: str | None = None,
) -> int:
    """Puts one letter for each of many readers into the outbox, in the running transaction; returns how many.

    `sender` and `context` are asked once for each language, and so is the template: such a letter greets nobody by name. The same `event`
    never makes a second letter to the same address, however it is spelled. Raises RuntimeError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{kind} is written outside a transaction")
    taken = {address.lower() for address in Letter.objects.filter(event=event).values_list("to_address", flat=True)}
    fresh: dict[str, Reader] = {}
    for reader in readers:
        if reader.address.lower() not in taken:
            fresh.setdefault(reader.address.lower(), reader)
    letters: list[Letter] = []
    for language in sorted({reader.language for reader in fresh.values()}):
        alike = [reader for reader in fresh.values() if reader.language == language]
        by = sender(language)
        letters += _alike(kind, event, alike[:1] if by.only_to else alike, by, context(language), template)
    Letter.objects.bulk_create(letters, batch_size=BATCH)
    return len(letters)


def _alike(
    kind: str, event: str, readers: Sequence[Reader], sender: Sender, context: Mapping[str, Any], template: str | None
) -> list[Letter]:
    nobody = Reader("", "", readers[0].language)
    subject, text, html = compose(template or _template(kind), context, reader=nobody, sender=sender)
    words = {"kind": kind, "subject": subject, "text": text, "html": html}
    return [
        Letter(**_envelope(reader, sender), **words, event=_event(event, reader, sender), message_id=_message_id()) for reader in readers
    ]


@transaction.atomic
def send_again(letter: Letter, *, address: str, by: Actor) -> Letter:
    """A refused letter waits to be sent again, to the same address or to a mended one. Raises Refused (NOT_REFUSED, SECRET, HAS_IT)."""
    held = Letter.objects.select_for_update().get(pk=letter.pk)
    is_taken = Letter.objects.filter(event=held.event, to_address__iexact=address).exclude(pk=held.pk).exists()
    if (reason := rules.why_not_again(State(held.state), is_secret=held.is_secret, is_taken=is_taken)) is not None:
        raise Refused(reason)
    is_mended = held.to_address != address
    held.to_address, held.state, held.fault, held.attempts = address, State.WAITING, "", 0
    held.trying_since = held.due_at = clock.now()
    held.save(update_fields=["to_address", "state", "fault", "attempts", "trying_since", "due_at"])
    audit.record("letter.sent_again", held, by=by, organisation=held.organisation_id, is_mended=is_mended)
    return held


@transaction.atomic
def withdraw(event: str, *, by: Actor, address: str = "") -> int:
    """Letters of an event that still wait are not sent: what they tell has changed. `address`: only the one to this reader.

    Returns how many. What the worker holds in its hand at this moment may still go out.
    """
    rows = Letter.objects.select_for_update().filter(Q(event=event) | Q(event__startswith=f"{event}:"), state=State.WAITING)
    waiting = list(rows.filter(to_address__iexact=address) if address else rows)
    if not waiting:
        return 0
    Letter.objects.filter(pk__in=[letter.pk for letter in waiting]).update(state=State.DROPPED, fault="withdrawn")
    audit.record("letter.withdrawn", waiting[0], by=by, organisation=waiting[0].organisation_id, letters=len(waiting))
    return len(waiting)


def _template(kind: str) -> str:
    return kind.replace(".", "/letters/", 1)


def _message_id() -> str:
    return f"<{uuid.uuid4().hex}@{urlsplit(settings.BASE_URL).hostname}>"


def _event(event: str, reader: Reader, sender: Sender) -> str:
    """Letters that all go to one address are told apart by the readers they are meant for."""
    return f"{event}:{tokens.digest(reader.address)[:12]}" if sender.only_to else event


def _envelope(reader: Reader, sender: Sender) -> dict[str, Any]:
    return {
        "organisation_id": sender.organisation_id,
        "programme_id": sender.programme_id,
        "person_id": None if sender.only_to else reader.person_id,
        "to_address": sender.only_to or reader.address,
        "to_name": reader.name,
        "language": reader.language,
        "sender_name": sender.name,
        "reply_to": sender.reply_to,
    }
