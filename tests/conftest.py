"""What every test may rely on: development settings, our own language, no network, a clock that can be stopped."""

import datetime as dt
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import translation

from verme.kernel import clock

LOCAL = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(autouse=True)
def finnish() -> Iterator[None]:
    """Tests begin in Finnish and leave no language behind."""
    with translation.override("fi"):
        yield


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only this machine can be reached."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in LOCAL:
            raise OSError(f"a test tried to reach {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def at() -> Iterator[Callable[[dt.datetime], None]]:
    """`at(moment)` stops the product's clock there until the test ends; it can be moved again."""
    opened: list[Any] = []

    def stop(moment: dt.datetime) -> None:
        block = clock.frozen(moment)
        block.__enter__()
        opened.append(block)

    yield stop
    for block in reversed(opened):
        block.__exit__(None, None, None)
