"""Another process of the product on the test's own database: something that can be killed in the middle."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
READY = "import django; django.setup()\n"


def database_url() -> str:
    """The address of the database that this test uses. Needs a test with `transaction=True`: others write nothing that can be seen."""
    held = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{held['NAME']}"
    host, port = (quote(str(held[part])) for part in ("HOST", "PORT"))
    query = urlencode({key: value for key, value in (("host", held["HOST"]), ("port", held["PORT"])) if value and "/" in str(held["HOST"])})
    place = "" if query else f"{host}:{port}"
    return f"postgresql://{quote(held['USER'])}:{quote(held['PASSWORD'])}@{place}/{quote(held['NAME'])}?{query}"


def environment(**more: str) -> dict[str, str]:
    """The variables that make a process of the product use this test's database."""
    held = {key: value for key, value in os.environ.items() if not key.startswith("VERME_")}
    return {
        **held,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "VERME_ENVIRONMENT": "development",
        "VERME_DATABASE_URL": database_url(),
        "PYTHONPATH": str(ROOT),
        **more,
    }


@contextmanager
def python(code: str, **more: str) -> Iterator[subprocess.Popen[str]]:
    """Runs `code` with the rooms ready; what it says, also about faults, is on its standard output. At the end it is dead in any case."""
    process = subprocess.Popen(
        [sys.executable, "-c", READY + code],
        env=environment(**more),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate(timeout=30)
