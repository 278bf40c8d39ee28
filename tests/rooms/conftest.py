"""What the tests of several rooms stand on."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from tests.rooms.at_once import THREADS


@pytest.fixture
def runners() -> Iterator[ThreadPoolExecutor]:
    """Threads whose connections are closed when the test is over, so that the database can be emptied."""
    with ThreadPoolExecutor(THREADS) as pool:
        yield pool
        gate = threading.Barrier(THREADS)
        list(pool.map(lambda _number: _close(gate), range(THREADS)))


def _close(gate: threading.Barrier) -> None:
    gate.wait()  # so that each thread closes its own, and none two
    connections.close_all()
