"""The order of the rooms, read from the one place where it is written: the first import contract in pyproject.toml."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.house.inspectors.source import PACKAGE, PROJECT

BESIDE = {"locale", "templates", "static"}  # folders that hold no code


def contracts(pyproject: Path = PROJECT / "pyproject.toml") -> list[dict[str, Any]]:
    """The import contracts as they are configured."""
    found: list[dict[str, Any]] = tomllib.loads(pyproject.read_text())["tool"]["importlinter"]["contracts"]
    return found


def order() -> dict[str, int]:
    """Room → its place; the kernel is 0. Siblings share a place."""
    layers: list[str] = contracts()[0]["layers"]
    return {
        room.strip().strip("()").removeprefix("verme."): place for place, line in enumerate(reversed(layers)) for room in line.split("|")
    }


def rooms() -> set[str]:
    """The rooms that exist."""
    return {file.parent.name for file in PACKAGE.glob("*/__init__.py") if file.parent.name not in BESIDE}


def strangers(rooms: set[str], order: Mapping[str, int]) -> list[str]:
    """Rooms that have no place in the corridor."""
    return [f"{room} has no place in the corridor: add it to the contracts in pyproject.toml" for room in sorted(rooms - order.keys())]
