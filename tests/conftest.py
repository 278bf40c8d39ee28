"""What every test may rely on: development settings, Finnish, no network, a clock that can be stopped.

The browser is in `tests.chromium`, people in `tests.cast`, rows in `tests.make`.
"""

import contextlib
import datetime as dt
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite
from django.utils import translation
from hypothesis import HealthCheck, settings

from verme.kernel import clock

pytest_plugins = ["tests.chromium"]

# A loaded machine is no fault of the code: examples have no time limit.
settings.register_profile("verme", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("verme")

HERE = {"127.0.0.1", "::1", "localhost"}
ASKING = {"db", "transactional_db", "django_db_setup", "live_server"}  # fixtures that lead to the database


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks for no database says the same beside each of them: once is enough."""
    for item in items:
        asks = item.get_closest_marker("django_db") is not None or not ASKING.isdisjoint(getattr(item, "fixturenames", ()))
        if not asks:
            item.add_marker(pytest.mark.once)


@pytest.fixture(autouse=True)
def finnish() -> Iterator[None]:
    """Tests begin in Finnish and leave no language behind."""
    with translation.override("fi"):
        yield


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only this machine can be reached, by address or by Unix socket; names are not looked up elsewhere either."""

    def guard(name: str) -> None:
        original = getattr(socket.socket, name)

        def guarded(self: socket.socket, address: Any) -> Any:
            if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in HERE:
                raise OSError(f"a test tried to reach {address[0]}")
            return original(self, address)

        monkeypatch.setattr(socket.socket, name, guarded)

    for name in ("connect", "connect_ex"):
        guard(name)
    look_up = socket.getaddrinfo

    def guarded_look_up(host: Any, *rest: Any, **named: Any) -> Any:
        if host not in {*HERE, None, "", "0.0.0.0"}:
            raise OSError(f"a test tried to look up {host}")
        return look_up(host, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)


@pytest.fixture(autouse=True, scope="session")
def append_only_tables_can_be_emptied() -> Iterator[None]:
    """SQLite empties a table row by row, which our triggers refuse; PostgreSQL truncates. So the triggers rest while a test cleans up."""
    empty = SQLite.ops_class.sql_flush

    def emptying(self: Any, *given: Any, **named: Any) -> list[str]:
        with self.connection.cursor() as cursor:
            triggers = cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        rest, work = [f'DROP TRIGGER "{name}"' for name, _sql in triggers], [sql for _name, sql in triggers]
        return [*rest, *empty(self, *given, **named), *work]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SQLite.ops_class, "sql_flush", emptying)
        yield


@pytest.fixture
def at() -> Iterator[Callable[[dt.datetime], None]]:
    """`at(moment)` stops the product's clock there until the test ends; it can be moved again."""
    with contextlib.ExitStack() as stopped:
        yield lambda moment: stopped.enter_context(clock.frozen(moment))


@pytest.fixture
def postgresql() -> None:
    """For the few tests that only PostgreSQL can run: skips elsewhere, and `./dev test` runs them there."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: python -m tools.with_pg .venv/bin/pytest …")
