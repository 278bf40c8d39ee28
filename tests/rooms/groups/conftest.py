"""What the tests of groups stand on."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests import make
from tests.rooms.groups.living import LATER, Year
from tests.rooms.groups.round import a_round
from verme.mail.models import Letter


@pytest.fixture
def year(at: Callable[[dt.datetime], None]) -> Year:
    at(make.OCTOBER)
    made = Year(a_round())
    at(LATER)
    Letter.objects.all().delete()
    return made
