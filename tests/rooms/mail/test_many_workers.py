"""Several workers at one outbox, and workers that die in the middle (trust.md R-03, R-07)."""

import datetime as dt
import threading
import time
from collections.abc import Callable

import pytest
from django.db import connection

from tests.make import AUGUST
from tests.other_process import python
from tests.rooms.mail.conftest import Write
from tests.rooms.mail.server import Server
from verme.kernel import clock
from verme.mail import jobs
from verme.mail.models import Letter
from verme.mail.terms import State

KILL = "import os, signal; kill = lambda *given: os.kill(os.getpid(), signal.SIGKILL)\nfrom verme.mail import jobs\n"


def _until_empty() -> None:
    try:
        while Letter.objects.filter(state=State.WAITING).exists():
            jobs.send_waiting()
    finally:
        connection.close()


@pytest.mark.racing
@pytest.mark.django_db(transaction=True)
def test_four_workers_send_every_letter_once(write: Write, server: Server) -> None:
    letters = [write(str(number)) for number in range(60)]
    workers = [threading.Thread(target=_until_empty) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(300)

    assert sorted(server.ids) == sorted(letter.message_id for letter in letters)
    assert set(Letter.objects.values_list("state", flat=True)) == {State.SENT}  # a full machine may need a second attempt at a line


@pytest.mark.killing
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("where", "sent_before"),
    [
        ("jobs.Post.hand_over = kill", 0),  # taken, not sent
        ("jobs._settle = kill", 1),  # sent, not marked
    ],
)
def test_a_worker_killed_at_a_letter_loses_none_and_doubles_at_most_that_one(
    write: Write, server: Server, at: Callable[[dt.datetime], None], where: str, sent_before: int
) -> None:
    at(AUGUST)
    letters = [write(str(number)) for number in range(3)]
    with python(f"{KILL}{where}\njobs.send_waiting()", VERME_SMTP_URL=server.url) as worker:
        assert worker.wait(300) == -9
    assert len(server.taken) == sent_before
    killed = letters[0].message_id

    # The dead worker's clock ran on from today; its lease is over five minutes later.
    letters[0].refresh_from_db()
    at(letters[0].due_at)
    while jobs.send_waiting():
        pass

    assert sorted(server.ids) == sorted([letter.message_id for letter in letters] + [killed] * sent_before)
    assert set(Letter.objects.values_list("state", flat=True)) == {State.SENT}


@pytest.mark.killing
@pytest.mark.django_db(transaction=True)
def test_workers_killed_anywhere_lose_no_letter(write: Write, server: Server) -> None:
    letters = [write(str(number)) for number in range(120)]
    kills = 0
    for pause in (0.05, 0.1, 0.15, 0.2, 0.25):
        before = len(server.taken)
        with python(f"{KILL}while jobs.send_waiting(): pass", VERME_SMTP_URL=server.url) as worker:
            while len(server.taken) == before and worker.poll() is None:
                time.sleep(0.005)
            time.sleep(pause)
            kills += worker.poll() is None
    Letter.objects.filter(state=State.WAITING).update(due_at=clock.now())  # five minutes later
    while jobs.send_waiting():
        pass

    assert kills
    assert set(server.ids) == {letter.message_id for letter in letters}
    assert len(server.ids) - len(letters) <= kills
    assert set(Letter.objects.values_list("state", flat=True)) == {State.SENT}
