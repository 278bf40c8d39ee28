"""How each script begins: on which database, and with Django ready before anything of the product is imported."""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connections

ROOT = Path(__file__).resolve().parents[2]


def arguments(parser: argparse.ArgumentParser) -> argparse.Namespace:
    """What was asked for. With `--postgresql` the script runs again inside `tools.with_pg --durable`, and this does not return."""
    parser.add_argument("--postgresql", action="store_true", help="on a PostgreSQL of its own instead of SQLite")
    given = parser.parse_args()
    if given.postgresql:
        rest = [word for word in sys.argv[1:] if word != "--postgresql"]
        command = [sys.executable, "-m", "tools.with_pg", "--durable", sys.executable, str(Path(sys.argv[0]).resolve()), *rest]
        os.chdir(ROOT)
        os.execv(sys.executable, command)
    return given


@contextmanager
def scratch() -> Iterator[Path]:
    """Django ready on a new database: the PostgreSQL of `tools.with_pg`, else a SQLite file. Yields a folder for whatever else is made."""
    with tempfile.TemporaryDirectory(prefix="verme-bench-") as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "verme.settings", "VERME_ENVIRONMENT": "development", "VERME_LOG_LEVEL": "ERROR"}
        os.environ.setdefault("VERME_DATABASE_URL", f"sqlite:///{folder}/verme.sqlite3")
        django.setup()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        yield Path(folder)
        connections.close_all()
