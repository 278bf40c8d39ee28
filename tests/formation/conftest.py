"""Nothing here knows a database."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One run on one database is enough."""
    for item in items:
        if item.nodeid.startswith("tests/formation/"):
            item.add_marker(pytest.mark.once)
