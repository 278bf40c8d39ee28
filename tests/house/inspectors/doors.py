"""House test 3: every address has a door, and the door asks for what its audience must have."""

import inspect
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver

VIEW_LINES = 25
# Beginning of an address → audiences that may stand there; the first that fits counts.
AUDIENCES = {
    "o/": {"staff"},
    "verkosto/": {"network"},
    "oma/": {"own"},
    "kirjaudu/": {"public", "own", "link"},
    "": {"public", "link", "program"},
}


@dataclass(frozen=True)
class Address:
    """One line of the map of addresses."""

    route: str
    name: str  # staff:signups
    view: Any

    @property
    def door(self) -> Any:
        return getattr(self.view, "door", None)


def addresses(patterns: Iterable[URLPattern | URLResolver], before: str = "", namespace: str = "") -> Iterator[Address]:
    """Every address, through all includes."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = ":".join(filter(None, [namespace, pattern.namespace]))
            yield from addresses(pattern.url_patterns, route, inner)
        else:
            yield Address(route, ":".join(filter(None, [namespace, pattern.name])), pattern.callback)


def doorless(found: Iterable[Address]) -> list[str]:
    """Addresses whose view has no door."""
    return [f"/{address.route} has no door" for address in found if address.door is None]


def astray(found: Iterable[Address], audiences: Mapping[str, set[str]] = AUDIENCES) -> list[str]:
    """Doors that stand where their audience has no business: a public page among the coordinator's, say."""
    sins = []
    for address in found:
        allowed = next(kinds for start, kinds in audiences.items() if address.route.startswith(start))
        if address.door is not None and address.door.audience not in allowed:
            sins.append(f"/{address.route} has a door for {address.door.audience}, where only {' or '.join(sorted(allowed))} may be")
    return sins


def undemanding(found: Iterable[Address], every_role: Iterable[str] = ()) -> list[str]:
    """Doors for staff or the network that forget to ask for a permission; `every_role` names the pages that are for every role."""
    return [
        f"/{address.route} ({address.name}) asks for no permission"
        for address in found
        if address.door is not None
        and address.door.audience in {"staff", "network"}
        and address.door.permission is None
        and address.name not in set(every_role)
    ]


def long_views(found: Iterable[Address]) -> list[str]:
    """A page makes four moves in 25 lines: door, form, one call, answer."""
    sins = []
    for view in {inspect.unwrap(address.view) for address in found}:
        lines = len(inspect.getsource(view).splitlines())
        if lines > VIEW_LINES:
            sins.append(f"{view.__module__}.{view.__name__} has {lines} lines; a view may have {VIEW_LINES}")
    return sorted(sins)
