"""House test 3, second half: everybody knocks at every door, by GET and by POST, and only who may gets in."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client

from tests.house.inspectors.doors import Address
from verme.organisations.terms import ROLE_PERMISSIONS, RoleKind

CONVERTED = re.compile(r"<(?:(\w+):)?(\w+)>")
FILL = {"int": "1", "uuid": "00000000-0000-0000-0000-000000000000"}  # something that is not there; "x" for the rest
SIGN_IN = "/kirjaudu/?"


@dataclass(frozen=True)
class Knocker:
    """Who stands at the door: a client, and what it is in the organisation that the address names."""

    name: str
    client: Client
    roles: frozenset[RoleKind] = frozenset()  # in the organisation of the address
    is_known: bool = True  # False: not signed in
    is_network: bool = False
    permissions: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        held = frozenset[str]().union(*(ROLE_PERMISSIONS[role] for role in self.roles))
        object.__setattr__(self, "permissions", held)


def url_of(address: Address, named: Mapping[str, str]) -> str:
    """The address with the given names filled in; what is not given is something that does not exist."""
    return "/" + CONVERTED.sub(lambda found: named.get(found[2]) or FILL.get(found[1], "x"), address.route)


def names_an_object(address: Address, named: Mapping[str, str]) -> bool:
    """Whether the address names something that is not there, so that 404 is a right answer for who may enter."""
    return any(name not in named for _kind, name in CONVERTED.findall(address.route))


def allowed(address: Address, knocker: Knocker, *, is_vague: bool) -> set[str]:
    """The answers that are right: "in" (the view answered), "sign in", "404", "403"."""
    inside = {"in", "404"} if is_vague else {"in"}
    door = address.door
    if door.audience in {"public", "link", "program"}:
        return inside
    if not knocker.is_known:
        return {"sign in"}
    match door.audience:
        case "own":
            return inside
        case "network":
            return inside if knocker.is_network else {"404"}
        case _:
            if not knocker.roles:
                return {"404"}
            return inside if door.permission is None or door.permission in knocker.permissions else {"403"}


def _answer(response: HttpResponseBase) -> str:
    if response.status_code in {403, 404, 500}:
        return str(response.status_code)
    to = response.headers.get("Location", "")
    return "sign in" if to.startswith(SIGN_IN) else "in"


def sweep(found: Iterable[Address], knockers: Iterable[Knocker], named: Mapping[str, str]) -> Iterator[str]:
    """Every address × knocker × GET and POST; yields a sentence for each wrong answer. What a knock changes is taken back."""
    everybody = list(knockers)
    for address in found:
        url, is_vague = url_of(address, named), names_an_object(address, named)
        for knocker in everybody:
            right = allowed(address, knocker, is_vague=is_vague)
            for method in ("GET", "POST"):
                with transaction.atomic():
                    answer = _answer(knocker.client.generic(method, url))
                    transaction.set_rollback(True)
                if answer not in right:
                    yield f"{method} {url} as {knocker.name}: {answer}, not {' or '.join(sorted(right))}"
