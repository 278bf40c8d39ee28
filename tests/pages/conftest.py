"""The world is built once, and everybody walks through it once; for each file of tests it stands again as it was then."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from tests.pages import snapshot, world
from tests.pages.pseudo import pseudo
from tests.pages.visits import Guide
from tests.pages.world import Scene
from verme.demo.time import BEGINS
from verme.kernel import clock


@dataclass(frozen=True)
class Kept[T]:
    """Something to look at, and what the database held then."""

    thing: T
    rows: sqlite3.Connection

    @contextmanager
    def standing(self) -> Iterator[T]:
        """Within, the database holds it again, on the morning on which the example world begins."""
        before = snapshot.keep()
        snapshot.put_back(self.rows)
        try:
            with clock.frozen(BEGINS):
                yield self.thing
        finally:
            snapshot.put_back(before)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker visits the world. A browser takes far longer to look at it than the building does, so those tests are shared out."""
    for item in items:
        if item.nodeid.startswith("tests/pages/") and item.get_closest_marker("browser") is None:
            item.add_marker(pytest.mark.xdist_group("world"))


@pytest.fixture(scope="session")
def built(django_db_setup: None, django_db_blocker: Any) -> Kept[Scene]:
    """The world, built in the language of brackets, so that test_words can look at the letters that were written in building it."""
    with django_db_blocker.unblock(), pseudo(), world.standing() as made:
        return Kept(made, snapshot.keep())


@pytest.fixture(scope="session")
def visited(built: Kept[Scene], django_db_blocker: Any) -> Kept[Guide]:
    """The world after everybody has walked through it, which leaves an example of whatever was lacking."""
    with django_db_blocker.unblock(), pseudo(), built.standing() as scene:
        return Kept(Guide(scene), snapshot.keep())


@pytest.fixture(scope="module")
def scene(built: Kept[Scene], django_db_blocker: Any) -> Iterator[Scene]:
    """The world to look at, before anybody walked through it."""
    with django_db_blocker.unblock(), built.standing() as made:
        yield made


@pytest.fixture(scope="module")
def guide(visited: Kept[Guide], django_db_blocker: Any) -> Iterator[Guide]:
    """Who shows everybody around in it."""
    with django_db_blocker.unblock(), visited.standing() as made:
        made.rested()
        yield made


@pytest.fixture
def _django_db_helper() -> None:
    """In place of pytest-django's: no transaction around a test and no emptying after it, so the world stays for the tests of a file."""
