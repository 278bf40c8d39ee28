"""Sending the outbox. A letter is sent at least once.

Only a crash between sending and marking can send it twice, then with the same Message-ID.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from verme.kernel import clock
from verme.mail.models import Letter
from verme.mail.post import Answer, Post, Verdict
from verme.mail.rules import gives_up, wait_after
from verme.mail.terms import State

log = logging.getLogger(__name__)
BATCH = 50
LEASE = timedelta(minutes=5)  # a letter taken by a worker that died is free again after this; longer than any one sending takes
BLANK = "—"


def send_waiting() -> int:
    """Sends what is due, at most a batch; returns how many were sent. Any number of workers may do this at once."""
    _drop_the_late()
    return _send_batch() if settings.CONFIGURATION.smtp_url else _keep_here()


def _drop_the_late() -> None:
    """A code or a reminder that comes late helps nobody."""
    late = Letter.objects.filter(state=State.WAITING, expires_at__lte=clock.now())
    if late.exists():
        late.filter(is_secret=True).update(text=BLANK, html=BLANK)
        late.update(state=State.DROPPED, fault="expired")


def _keep_here() -> int:
    """Development without a mail server: a letter counts as sent and is read in the post office (`/posti/`)."""
    now = clock.now()
    due = Letter.objects.filter(state=State.WAITING, due_at__lte=now)
    return due.update(state=State.SENT, sent_at=now, fault="") if due.exists() else 0


def _send_batch() -> int:
    sent = 0
    with Post() as post:
        for _ in range(BATCH):
            letter = _claimed(clock.now())
            if letter is None:
                break
            answer = post.hand_over(letter)
            sent += _settle(letter, answer)
            if answer.is_about_all:
                break  # the server is away: the others keep their attempts
    return sent


def _claimed(now: datetime) -> Letter | None:
    """Takes one letter for this worker by moving its due time on, so that no other takes it meanwhile. Codes go first."""
    due = Letter.objects.filter(state=State.WAITING, due_at__lte=now).order_by("-is_secret", "due_at", "id")
    free = due.select_for_update(skip_locked=True) if connection.features.has_select_for_update_skip_locked else due
    while due.exists():
        with transaction.atomic():
            letter = free.first()
            if letter is None:
                return None  # others are at them
            mine = Letter.objects.filter(pk=letter.pk, state=State.WAITING, due_at=letter.due_at).update(due_at=now + LEASE)
        if mine:
            return letter
    return None


def _settle(letter: Letter, answer: Answer) -> bool:
    """Writes down what became of a letter; True when it was sent. Secrets are blanked once they are of no more use."""
    now = clock.now()
    if answer.verdict == Verdict.TAKEN:
        outcome = {"state": State.SENT, "sent_at": now, "fault": ""}
    elif answer.verdict == Verdict.NEVER or gives_up(letter.trying_since, now):
        outcome = {"state": State.REFUSED, "fault": answer.fault}
    else:
        outcome = {"due_at": now + wait_after(letter.attempts + 1), "fault": answer.fault}
    if letter.is_secret and "state" in outcome:
        outcome |= {"text": BLANK, "html": BLANK}
    if answer.verdict != Verdict.TAKEN:
        log.warning("letter %d was not taken: %s", letter.pk, answer.fault.partition(" ")[0])  # the rest may hold the address
    Letter.objects.filter(pk=letter.pk, state=State.WAITING).update(**outcome, attempts=letter.attempts + 1)
    return answer.verdict == Verdict.TAKEN
