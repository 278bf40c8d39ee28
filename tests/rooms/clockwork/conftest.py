"""Where work leaves its traces."""

from pathlib import Path

import pytest

from tests.rooms.clockwork import work


@pytest.fixture(autouse=True)
def traces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(work.FOLDER, str(tmp_path))
    return tmp_path
