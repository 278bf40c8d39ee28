"""A scratch installation: the real commands `verme serve` and `verme worker`, set up as in production, on the database of this process.

Needs Django to be ready (`benchmarks.kit.start`, or a test with `transaction=True`).
"""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection

from benchmarks.kit.visitor import HOST
from tests.other_process import database_url

TRAP = Path(__file__).with_name("trap")
KEY = "a-key-for-scratch-installations-only-that-never-serve-anybody"
NOWHERE = "smtp://127.0.0.1:9"  # nobody listens: letters wait
PATIENCE = 120  # seconds a process may take to start, or to do what is waited for


def database() -> str:
    """What the figures are of."""
    return {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]


def until(holds: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
    """Waits until it holds. Raises TimeoutError that says what was waited for."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds} s in vain for {what}")
        time.sleep(0.02)


def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@dataclass
class Process:
    """One command of the product with everything it starts: a group of processes that can be killed as one, as when the machine dies."""

    command: Sequence[str]
    environment: dict[str, str]
    log: Path
    running: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Starts the command (again)."""
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                self.command, env=self.environment, cwd=self.log.parent, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )

    @property
    def is_alive(self) -> bool:
        """Whether it runs."""
        return self.running.poll() is None

    @property
    def exit_code(self) -> int:
        """How it ended; waits for the end."""
        return self.running.wait(PATIENCE)

    def kill(self) -> None:
        """kill -9, the whole group; nobody of it lives when this returns."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait(PATIENCE)
        until(lambda: not list(self._alive()), "the killed group")

    def stop(self) -> None:
        """SIGTERM, as the operator's system stops a service; what does not go in time is killed."""
        if self.is_alive:
            self.running.terminate()
        try:
            self.running.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()

    @property
    def cpu_seconds(self) -> float:
        """How long processors have worked for the group so far; what else the machine does is not in it."""
        return sum(int(values[11]) + int(values[12]) for values in self._alive()) / os.sysconf("SC_CLK_TCK")

    def _alive(self) -> Iterator[list[str]]:
        """The group's processes as /proc/*/stat has them, from the third value on; without those that nobody has buried yet."""
        for file in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):  # it has just ended
                values = file.read_text().rpartition(")")[2].split()
                if int(values[2]) == self.running.pid and values[0] not in {"Z", "X"}:
                    yield values


@dataclass
class Installation:
    """Where its processes look: the database of this process, a folder for their logs, and the trap that the kill tests set."""

    folder: Path
    smtp_url: str = NOWHERE

    @property
    def environment(self) -> dict[str, str]:
        """Production, behind a proxy on this machine."""
        held = {name: value for name, value in os.environ.items() if not name.startswith("VERME_")}
        return held | {
            "DJANGO_SETTINGS_MODULE": "verme.settings",
            "VERME_DATABASE_URL": database_url(),
            "VERME_SECRET_KEY": KEY,
            "VERME_BASE_URL": f"https://{HOST}",
            "VERME_SMTP_URL": self.smtp_url,
            "VERME_TRUSTED_PROXIES": "127.0.0.1/32",
            "VERME_LOG_LEVEL": "WARNING",
            "PYTHONPATH": os.pathsep.join([str(TRAP), *filter(None, [os.environ.get("PYTHONPATH")])]),
            "KILLING_TRAP": str(self.order),
        }

    @property
    def order(self) -> Path:
        """The file that sets the trap."""
        return self.folder / "trap.json"

    def started(self, *words: str) -> Process:
        """A command of the product: `started("worker")`."""
        return Process([sys.executable, "-m", "verme.command", *words], self.environment, self.folder / f"{words[0]}.log")

    def doing(self, code: str) -> Process:
        """A process of the product that does what no command does; `code` runs with the rooms ready."""
        ready = "from verme.command import start; start.django()\n"
        return Process([sys.executable, "-c", ready + code], self.environment, self.folder / "doing.log")

    @contextlib.contextmanager
    def running(self, *words: str) -> Iterator[Process]:
        """A command of the product, gone afterwards in any case."""
        process = self.started(*words)
        try:
            yield process
            process.stop()
        finally:
            process.kill()

    @contextlib.contextmanager
    def serving(self, workers: int = 2) -> Iterator[tuple[Process, int]]:
        """`verme serve`, and the port it listens on, once it answers."""
        port = free_port()
        with self.running("serve", "--port", str(port), "--workers", str(workers)) as pages:
            until(lambda: answers(port), "the pages")
            yield pages, port

    def set_trap(self, at: int = 0, *, tables: str = "", whole: bool = True) -> None:
        """From now on writes count; at this moment the process that writes dies, with its whole group if `whole` (see `trap`)."""
        draft = self.order.with_suffix(".draft")
        draft.write_text(json.dumps({"at": at, "tables": tables, "whole": whole, "given": uuid.uuid4().hex}))
        self.order.with_suffix(".noted").unlink(missing_ok=True)
        draft.rename(self.order)

    def take_trap_away(self) -> list[str]:
        """Nobody dies any more; returns the moments that were noted since it was set, as the trap noted them."""
        self.order.unlink(missing_ok=True)
        notes = self.order.with_suffix(".noted")
        return notes.read_text().splitlines() if notes.exists() else []


def answers(port: int) -> bool:
    """Whether pages are served there."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", "/healthz", headers={"Host": HOST, "X-Forwarded-Proto": "https"})
        return line.getresponse().status in {200, 503}
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()
