"""What the organisation's pages are tested with: a town in August, its coordinator's client, the same of another organisation."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from tests import cast, make
from tests.visit import signed_in


@pytest.fixture
def town(at: Callable[[dt.datetime], None]) -> cast.House:
    """Seinäjoki, whose texts are in Finnish, Swedish and English."""
    at(make.AUGUST)
    return cast.seinajoki()


@pytest.fixture
def client(town: cast.House) -> Client:
    """The coordinator's, who has just proved who she is."""
    return signed_in(town.coordinator)


@pytest.fixture
def other() -> cast.House:
    """Another organisation."""
    return cast.gradia()
