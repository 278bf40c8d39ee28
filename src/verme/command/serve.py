"""`verme serve`: the pages, by granian; migrations are not run here."""

import argparse
import os
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")), help="port to listen on (8000)")
    parser.add_argument("--workers", type=int, default=(os.cpu_count() or 1) + 1, help="processes (cores + 1)")


def run(given: argparse.Namespace) -> int:
    """Checks the settings, then becomes the server. No access log: addresses hold secrets, and the proxy in front has its own."""
    from verme.command import start  # slow import: Django

    start.django()
    server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", given.host, "--port", str(given.port)]
    server += ["--workers", str(given.workers), "--blocking-threads", "1", "--respawn-failed-workers", "--workers-kill-timeout", "30"]
    server += ["--no-ws", "--no-access-log", "--log-level", "warning"]
    os.execv(sys.executable, [*server, "verme.wsgi:application"])  # noqa: S606 - our own server, no shell
