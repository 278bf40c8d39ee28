"""`verme demo`: a database of its own, the example world in it, the pages served with a worker.

It never touches a database that it did not make: beside its SQLite file lies a mark, and without the mark it refuses.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from verme.command import CommandError
from verme.configuration import MARK_SUFFIX

FILE = Path("verme.sqlite3")
MARK = "An example database made by `verme demo`. It may be deleted at any time. It is served at:"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")), help="where to serve (8000)")
    parser.add_argument("--keep", action="store_true", help="go on with the example world that is there")
    parser.add_argument("--build-only", action="store_true", help="make the world and stop")


def run(given: argparse.Namespace) -> int:
    """Makes the world (unless --keep finds one), prints who can sign in, serves until interrupted."""
    _refuse_strangers()
    os.environ["VERME_DATABASE_URL"] = f"sqlite:///{FILE.absolute()}"
    os.environ["VERME_ENVIRONMENT"] = "development"
    os.environ["VERME_BASE_URL"] = f"http://127.0.0.1:{given.port}"
    if not (given.keep and FILE.exists()):
        _build()
    _mark().write_text(f"{MARK}\n{os.environ['VERME_BASE_URL']}\n")
    _announce(given.port)
    return 0 if given.build_only else _serve(given.port)


def _refuse_strangers() -> None:
    url = os.environ.get("VERME_DATABASE_URL")
    if url:
        raise CommandError("the example world makes its own database; VERME_DATABASE_URL must not be set")
    if FILE.exists() and not _mark().exists():
        raise CommandError(f"{FILE} was not made by `verme demo`, so it is left alone; move it away or run in another folder")


def _mark() -> Path:
    return FILE.with_name(FILE.name + MARK_SUFFIX)


def _build() -> None:
    for file in FILE.parent.glob(f"{FILE.name}*"):
        file.unlink()
    _mark().write_text(f"{MARK}\n")
    from verme.command import start  # slow import: Django

    start.django()
    from django.core.management import call_command  # slow import: Django

    from verme.demo import build  # slow import: Django
    from verme.demo import time as demo_time  # slow import: Django

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    began = time.monotonic()
    build.world(say=print)
    demo_time.begin()
    print(f"The example world is ready ({time.monotonic() - began:.0f} s).", flush=True)


def _announce(port: int) -> None:
    from verme.demo.people import WHO  # slow import: Django

    print(f"\nVerme: http://127.0.0.1:{port}/   letters: http://127.0.0.1:{port}/posti/\n")
    print("Sign in at /kirjaudu/ with one of these addresses; the code comes to /posti/:")
    for address, role in WHO:
        print(f"  {address:<38} {role}")
    print("or print a link:  .venv/bin/verme login-link koordinaattori@seinajoki.example\n", flush=True)


def _serve(port: int) -> int:
    """The worker beside, the pages in front; when the pages stop, the worker stops too."""
    signal.signal(signal.SIGTERM, _interrupt)
    word = [sys.executable, "-m", "verme.command"]
    worker = subprocess.Popen([*word, "worker"])  # noqa: S603 - our own command
    pages = subprocess.Popen([*word, "serve", "--port", str(port), "--workers", "1"])  # noqa: S603 - our own command
    try:
        return pages.wait()
    finally:
        for process in (pages, worker):
            process.terminate()
        for process in (pages, worker):
            process.wait(timeout=30)


def _interrupt(number: int, frame: FrameType | None) -> None:
    """SIGTERM ends the demo as Ctrl+C does, with everything it started."""
    raise KeyboardInterrupt
