"""The counting afterwards, by SQL: what was promised, beside what is there."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection

from verme.clockwork.models import Beat, Turn
from verme.programmes.models import Programme
from verme.signups.models import Counter as Tries
from verme.signups.terms import ACTIVE, HOLDS_PLACE

RESTLESS = {Beat, Turn, Tries}
CONFIRMING = ("signups.confirmation", "signups.waiting")


@dataclass(frozen=True)
class Check:
    """One thing counted."""

    words: str
    found: Any
    wanted: Any

    @property
    def is_right(self) -> bool:
        """Whether it is as promised."""
        return bool(self.found == self.wanted)


def rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """What a SELECT finds."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def number(sql: str, *values: Any) -> int:
    """The one number that a SELECT finds."""
    return int(rows(sql, *values)[0][0])


def _marks(values: Iterable[object]) -> str:
    return ", ".join("%s" for _ in values)


def fingerprint() -> str:
    """Every value of every row of the product's tables, as one SHA-256.

    Signs of life and counters of tries are left out: they belong to no deed.
    """
    digest = hashlib.sha256()
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
        if model.__module__.startswith("verme.") and model not in RESTLESS:
            digest.update(repr((model._meta.label, list(model._base_manager.order_by("pk").values_list()))).encode())
    return digest.hexdigest()


def signups(programme: Programme, shown: Mapping[str, str]) -> list[Check]:
    """None lost, none double, none over capacity, nothing half. `shown`: address → the reference that its page showed."""
    key, active, holding = programme.pk, sorted(ACTIVE), sorted(HOLDS_PLACE)
    mine = "FROM signups_signup WHERE programme_id = %s"
    there = dict(rows(f"SELECT address, reference {mine} AND state IN ({_marks(active)})", key, *active))
    double = f"SELECT COUNT(*) FROM (SELECT address {mine} AND state IN ({_marks(active)}) GROUP BY address HAVING COUNT(*) > 1) AS twice"
    placed = number(f"SELECT COUNT(*) {mine} AND state IN ({_marks(holding)})", key, *holding)
    ranks = [rank for (rank,) in rows(f"SELECT rank {mine} AND state = 'queued' ORDER BY id", key)]
    overtaking = f"SELECT COUNT(*) {mine} AND state = 'accepted' AND id > (SELECT MIN(id) {mine} AND state = 'queued')"
    bare = " OR ".join(f"id NOT IN (SELECT signup_id FROM signups_signup{asked})" for asked in ("slot", "place"))
    entries = "SELECT COUNT(*) FROM audit_entry WHERE verb = 'signup.received' AND target_id IN (SELECT CAST(id AS varchar) {mine})"
    letters = Counter(address for (address,) in rows(_LETTERS.format(kinds=_marks(CONFIRMING)), key, *CONFIRMING))
    return [
        Check("sign-ups", number(f"SELECT COUNT(*) {mine}", key), len(shown)),
        Check("addresses that are in twice", number(double, key, *active), 0),
        Check("references shown that are not there", sorted(set(shown.values()) - set(there.values())), []),
        Check("with a place", placed, min(programme.capacity, len(shown))),
        Check("ranks of the queue", ranks, list(range(1, len(shown) - placed + 1))),
        Check("placed after somebody who waits", number(overtaking, key, key), 0),
        Check("without times or places", number(f"SELECT COUNT(*) {mine} AND ({bare})", key), 0),
        Check("entries in the log", number(entries.format(mine=mine), key), len(shown)),
        Check("letters, one for each", letters, Counter(list(shown))),
    ]


_LETTERS = "SELECT LOWER(to_address) FROM mail_letter WHERE programme_id = %s AND kind IN ({kinds})"


def post(taken: Iterable[str], *, doubled: Iterable[str] = ()) -> list[Check]:
    """Every letter has reached the mail server once; those in `doubled` (Message-IDs) twice: sent, then killed before the mark."""
    written = dict(rows("SELECT message_id, state FROM mail_letter"))
    return [
        Check("letters not sent", sorted(state for state in written.values() if state != "sent"), []),
        Check("letters at the mail server", Counter(taken), Counter([*written, *doubled])),
    ]


def faults(checks: Iterable[Check]) -> list[str]:
    """What is not as promised, in words."""
    return [f"{check.words}: {_short(check.found)} instead of {_short(check.wanted)}" for check in checks if not check.is_right]


def _short(value: object) -> str:
    words = str(value)
    return words if len(words) <= 200 else f"{words[:200]}… ({len(words)} characters)"
