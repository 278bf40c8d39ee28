"""The throw-away PostgreSQL: several at once, and nothing stays, however it ends."""

import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.once]

ASK = "import os, psycopg; u = os.environ['VERME_DATABASE_URL']; psycopg.connect(u).execute('SELECT 1'); print(u, flush=True); {then}"


def _start(then: str) -> tuple[subprocess.Popen[str], Path]:
    """A with_pg whose command has reached its server; and the server's folder."""
    command = [sys.executable, "-m", "tools.with_pg", sys.executable, "-c", ASK.format(then=then)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, Path(parse_qs(urlsplit(process.stdout.readline()).query)["host"][0])


def test_two_at_once_have_servers_of_their_own_and_leave_nothing() -> None:
    first, its_folder = _start("import time; time.sleep(1)")
    second, other_folder = _start("raise SystemExit(7)")

    assert its_folder != other_folder
    assert (first.wait(30), second.wait(30)) == (0, 7)
    assert not its_folder.exists()
    assert not other_folder.exists()


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_stop_it_stops_the_command_and_the_server(told: signal.Signals) -> None:
    process, folder = _start("import time; time.sleep(600)")

    process.send_signal(told)

    assert process.wait(30) == 128 + told
    assert not folder.exists()


@pytest.mark.parametrize(("words", "waits"), [([], "off off off"), (["--durable"], "on on on")])
def test_only_figures_wait_for_the_disk(words: list[str], waits: str) -> None:
    settings = "SELECT concat_ws(' ', current_setting('fsync'), current_setting('synchronous_commit'), current_setting('full_page_writes'))"
    ask = f"import os, psycopg; print(psycopg.connect(os.environ['VERME_DATABASE_URL']).execute({settings!r}).fetchone()[0])"

    told = subprocess.run(
        [sys.executable, "-m", "tools.with_pg", *words, sys.executable, "-c", ask], capture_output=True, text=True, check=True
    )

    assert told.stdout.strip() == waits
