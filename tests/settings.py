"""The product's settings as an example installation has them; the database is said by the environment (SQLite, or PostgreSQL)."""

import os
import tempfile
from pathlib import Path

os.environ["VERME_ENVIRONMENT"] = "development"
os.environ.setdefault("VERME_DATABASE_URL", "sqlite:///:memory:")

from verme.settings import *  # noqa: F403
from verme.settings import DATABASES

# A file, not memory: then SQLite locks as it does in production, and a server beside the test has connections of its own.
# One for each process; in memory-backed storage where there is some, so that no disk waits for `synchronous=FULL`.
if DATABASES["default"]["NAME"] == ":memory:":
    _folder = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else Path(tempfile.gettempdir())
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / f"verme-test-{os.getpid()}.sqlite3")}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
