"""What the database holds, kept in memory and put back: the world is built once and stands again in an instant. SQLite only."""

import sqlite3

from django.db import connection


def keep() -> sqlite3.Connection:
    """A copy of everything that the database holds now."""
    connection.ensure_connection()
    kept = sqlite3.connect(":memory:")
    connection.connection.backup(kept)
    return kept


def put_back(kept: sqlite3.Connection) -> None:
    """The database holds exactly what it held then."""
    connection.ensure_connection()
    kept.backup(connection.connection)
