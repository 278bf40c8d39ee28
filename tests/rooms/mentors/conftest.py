"""What the tests of this room begin with."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests import make
from tests.rooms.mentors.season import Season, season


@pytest.fixture
def here(at: Callable[[dt.datetime], None]) -> Season:
    """August: sign-up is open, nobody has been asked."""
    at(make.AUGUST)
    return season()
