"""The world stands once for all tests of a file."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.pages.visits import Guide
from tests.pages.world import Scene, standing


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    """The world to look at."""
    with django_db_blocker.unblock(), standing() as made:
        yield made


@pytest.fixture(scope="module")
def guide(scene: Scene) -> Guide:
    """Who shows everybody around in it."""
    return Guide(scene)


@pytest.fixture
def _django_db_helper(scene: Scene) -> None:
    """In place of pytest-django's: no transaction around a test and no emptying after it, so the world stays. Tests only look at it."""
