"""House test 7: every status has a table of moves, and every member stands in it."""

from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any

from django.db.models import TextChoices

SUFFIX = "_MOVES"
STATUS_ENDINGS = ("State", "Status")


def tables(terms: ModuleType) -> dict[str, Mapping[Any, set[Any]]]:
    """The tables of moves of a room's words: `STATE_MOVES` → its content."""
    return {name: table for name, table in vars(terms).items() if name.endswith(SUFFIX)}


def choices(terms: ModuleType) -> Iterable[type[TextChoices]]:
    """The choices that are defined in this module."""
    for thing in vars(terms).values():
        if isinstance(thing, type) and issubclass(thing, TextChoices) and thing.__module__ == terms.__name__:
            yield thing


def incomplete(terms: ModuleType) -> list[str]:
    """Statuses without moves, members without a line, moves to nowhere, members that nothing leads to."""
    sins, room = [], terms.__name__.split(".")[-2]
    covered = set()
    for name, table in tables(terms).items():
        statuses = {type(member) for member in table}
        if len(statuses) != 1:
            sins.append(f"{room}.{name} must be about one kind of status")
            continue
        (status,) = statuses
        covered.add(status)
        sins += [f"{room}.{name} forgets {member.name}" for member in status if member not in table]
        targets = set().union(*table.values())
        sins += [
            f"{room}.{name} moves to {target!r}, which is no {status.__name__}" for target in targets if not isinstance(target, status)
        ]
    sins += [
        f"{room}.{status.__name__} has no table of moves"
        for status in choices(terms)
        if status not in covered and status.__name__.endswith(STATUS_ENDINGS)
    ]
    return sins
