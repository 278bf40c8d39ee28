"""Sending the outbox. A letter is sent at least once.

Only a crash between sending and marking can send it twice, then with the same Message-ID.
"""

import base64
import logging
import smtplib
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.db.models import Q

from verme.kernel import clock
from verme.mail.models import Letter
from verme.mail.terms import State

log = logging.getLogger(__name__)
BATCH = 50
LEASE = timedelta(minutes=5)  # a letter taken by a worker that died is free again after this
GIVE_UP = timedelta(days=5)
BACK_OFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
BLANK = "—"


def send_waiting() -> int:
    """Sends what is due, at most a batch; returns how many were sent."""
    _drop_the_late()
    letters = list(_claimed())
    if not letters:
        return 0
    if not settings.CONFIGURATION.smtp_url:
        return sum(_mark_sent(letter) for letter in letters)  # development: /posti/ is the post office
    sent = 0
    with mailers["default"] as post:
        for letter in letters:
            sent += _send(letter, post)
    return sent


def _drop_the_late() -> None:
    """A reminder of something past helps nobody."""
    late = Letter.objects.filter(state=State.WAITING, expires_at__lte=clock.now())
    late.update(state=State.DROPPED, fault="expired")


def _claimed() -> Iterator[Letter]:
    """Takes letters for this worker by moving their due time on: another worker does not see them meanwhile."""
    now = clock.now()
    with transaction.atomic():
        due = Letter.objects.filter(state=State.WAITING, due_at__lte=now).order_by("due_at", "id")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        letters = list(due[:BATCH])
        Letter.objects.filter(pk__in=[letter.pk for letter in letters]).update(due_at=now + LEASE)
    yield from letters


def _send(letter: Letter, post: BaseEmailBackend) -> bool:
    try:
        post.send_messages([as_message(letter)])
    except smtplib.SMTPRecipientsRefused as refused:
        code = next(iter(refused.recipients.values()))[0]
        return _put_off(letter, f"{code}", for_good=500 <= code < 600)
    except smtplib.SMTPResponseException as refused:
        return _put_off(letter, f"{refused.smtp_code}", for_good=500 <= refused.smtp_code < 600 and refused.smtp_code != 535)
    except (OSError, smtplib.SMTPException) as fault:
        return _put_off(letter, type(fault).__name__, for_good=False)
    return _mark_sent(letter)


def as_message(letter: Letter) -> EmailMultiAlternatives:
    """The letter as mail programs read it: text and HTML, its own Message-ID, answers to the coordinator."""
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        from_email=f'"{_quotable(letter.sender_name)}" <{settings.CONFIGURATION.sender}>',
        to=[f'"{_quotable(letter.to_name)}" <{letter.to_address}>' if letter.to_name else letter.to_address],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers={"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated", "Content-Language": letter.language},
    )
    message.attach_alternative(letter.html, "text/html")
    for file in letter.attachments:
        message.attach(file["name"], base64.b64decode(file["base64"]), file["type"])
    return message


def _quotable(name: str) -> str:
    return " ".join(name.replace("\\", "").replace('"', "'").split())


def _mark_sent(letter: Letter) -> bool:
    blank = {"text": BLANK, "html": BLANK} if letter.is_secret and settings.PRODUCTION else {}
    Letter.objects.filter(Q(pk=letter.pk) & ~Q(state=State.SENT)).update(state=State.SENT, sent_at=clock.now(), fault="", **blank)
    return True


def _put_off(letter: Letter, fault: str, *, for_good: bool) -> bool:
    """Later and later; after five days, or at a final no, it is refused and the letters page shows it."""
    now = clock.now()
    gives_up = for_good or now - letter.written_at > GIVE_UP
    wait = BACK_OFF[min(letter.attempts, len(BACK_OFF) - 1)]
    log.warning("letter %d was not taken: %s", letter.pk, fault)
    Letter.objects.filter(pk=letter.pk).update(
        state=State.REFUSED if gives_up else State.WAITING, attempts=letter.attempts + 1, due_at=now + wait, fault=fault
    )
    return False
