"""Who visits pages in the matrix, and what a visit wrote."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from tests import cast
from tests.house.inspectors.sweep import Knocker
from tests.visit import signed_in
from verme.organisations.terms import RoleKind
from verme.people.models import Person

WRITE = re.compile(r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.I)
# Written by looking: sessions, the log of refused tries, counters of limits, and the proof (taken back) that the database writes.
MARGINS = {"django_session", "audit_entry", "verme_cache", "signups_counter", "clockwork_beat"}


def knockers(town: cast.House, other: cast.House) -> list[Knocker]:
    """Everybody of `town`, everybody of `other`, the network, somebody without a role, a visitor."""

    def client(person: Person) -> Client:
        made = signed_in(person)
        made.raise_request_exception = False
        return made

    return [
        *(Knocker(f"own {kind}", client(person), frozenset({kind})) for kind, person in town.people.items()),
        *(Knocker(f"another's {kind}", client(person)) for kind, person in other.people.items()),
        Knocker("the network's administrator", client(cast.network_admin()), is_network=True),
        Knocker("somebody without a role", client(cast.stranger())),
        Knocker("a visitor", Client(raise_request_exception=False), is_known=False),
    ]


def coordinator(found: list[Knocker]) -> Knocker:
    return next(knocker for knocker in found if RoleKind.COORDINATOR in knocker.roles)


@contextmanager
def writes() -> Iterator[set[str]]:
    """The tables that are written within, margins aside."""
    written: set[str] = set()

    def listen(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if (found := WRITE.match(sql)) is not None and found[1] not in MARGINS:
            written.add(found[1])
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(listen):
        yield written


def visit(client: Client, method: str, url: str, **more: Any) -> tuple[HttpResponse, set[str]]:
    """One visit, taken back afterwards: the answer and the tables it wrote."""
    with transaction.atomic():
        with writes() as written:
            response = client.generic(method, url, **more)
        transaction.set_rollback(True)
    return response, written  # type: ignore[return-value]
