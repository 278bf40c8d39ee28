"""The product's settings as an example installation has them; the database is said by the environment (SQLite in memory, or PostgreSQL)."""

import os

os.environ["VERME_ENVIRONMENT"] = "development"
os.environ.setdefault("VERME_DATABASE_URL", "sqlite:///:memory:")

from verme.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
