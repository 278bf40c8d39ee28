"""`verme serve`: real processes answer, say nothing about who asked for what, and stop when told."""

import json
import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.other_process import python
from verme.clockwork import actions

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def answer(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as no:
        return no.code, no.read().decode()


@contextmanager
def served() -> Iterator[tuple[str, list[str]]]:
    """The address of a server of two processes, and what it has said once it has stopped."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    said: list[str] = []
    with python(f"from verme.command import main; main(['serve', '--port', '{port}', '--workers', '2'])") as server:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}", said
        server.send_signal(signal.SIGTERM)
        said += server.communicate(timeout=60)[0].splitlines()
        assert server.returncode in {0, -signal.SIGTERM}


def test_pages_are_served_and_secrets_are_not_logged() -> None:
    with served() as (url, said):
        assert answer(f"{url}/healthz") == (503, json.dumps({"status": "failing", "part": "worker"}))
        actions.beat("mail-1")
        assert answer(f"{url}/healthz") == (200, json.dumps({"status": "ok"}))
        assert answer(f"{url}/")[0] == 200
        assert answer(f"{url}/kirjaudu/linkki/aVerySecretSecret/?name=Aino")[0] == 200
        assert answer(f"{url}/m/aVerySecretSecret/")[0] == 404

    assert "aVerySecretSecret" not in "".join(said)
    assert "Aino" not in "".join(said)
