"""Five deaths in the middle of each deed: afterwards there is what was before or what comes after, and every letter arrives once.

Fifty of each, on either database: `benchmarks/kills.py`. The processes are the real commands on this test's database.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from benchmarks.kit.campaign import campaign
from benchmarks.kit.deeds.closing import Closing
from benchmarks.kit.deeds.deed import HALF, Deed
from benchmarks.kit.deeds.drawing import Drawing
from benchmarks.kit.deeds.moving import Moving
from benchmarks.kit.deeds.publishing import Publishing
from benchmarks.kit.deeds.signing_up import SigningUp
from benchmarks.kit.deeds.working import Mailing, Searching
from benchmarks.kit.installation import Installation
from benchmarks.kit.killing import delivered
from benchmarks.kit.world import World
from tests.rooms.mail.server import Server, running

pytestmark = [pytest.mark.killing, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
KILLS, BY_THE_CLOCK = 5, 2


@pytest.fixture
def post() -> Iterator[Server]:
    """A mail server that keeps what it takes."""
    with running() as server:
        yield server


@pytest.fixture
def site(tmp_path: Path, post: Server) -> Installation:
    return Installation(tmp_path, post.url)


@pytest.mark.parametrize("kind", [SigningUp, Drawing, Publishing, Closing, Moving, Searching])
def test_killed_in_the_middle_nothing_is_half_and_the_next_try_works(kind: type[Deed], site: Installation, post: Server) -> None:
    world = World.founded()

    report = campaign(kind(site, world), KILLS, by_the_clock=BY_THE_CLOCK)

    assert report.faults == []
    assert report.states[HALF] == 0
    assert len(report.deaths) == KILLS
    assert delivered(Mailing(site, world, post)) == []
    connections.close_all()


def test_killed_while_mailing_no_letter_is_lost_and_only_the_one_in_hand_may_come_twice(site: Installation, post: Server) -> None:
    mailing = Mailing(site, World.founded(), post)

    report = campaign(mailing, KILLS, by_the_clock=BY_THE_CLOCK)

    assert report.faults == []
    assert report.states[HALF] == 0
    assert len(mailing.doubled) <= KILLS
    connections.close_all()
