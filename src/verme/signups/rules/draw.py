"""The draw. Anybody can compute it again from the published seed and the references (docs/draw.md)."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from verme.programmes.terms import Stage
from verme.signups.rules.queue import Free
from verme.signups.terms import ChangeRefusal


@dataclass(frozen=True)
class Lot:
    """One sign-up in the draw: its reference, whether it is drawn among those new in post, the theme of its first wish."""

    reference: str
    is_new: bool = False
    first: int | None = None


def lot(seed: str, reference: str) -> str:
    """A sign-up's lot: SHA-256 of "seed:reference" in hexadecimal. The smallest is first."""
    return hashlib.sha256(f"{seed}:{reference}".encode()).hexdigest()


def drawn_order(seed: str, lots: Iterable[Lot], *, new_first: bool) -> list[Lot]:
    """The order of the draw; with `new_first` those new in post come before the others, each part in the order of its lots."""
    return sorted(lots, key=lambda one: (new_first and not one.is_new, lot(seed, one.reference)))


def drawn(order: Sequence[Lot], free: Free) -> tuple[list[str], list[str]]:
    """Along the order, each gets a place while there is one for the first wish: (references with a place, references that wait)."""
    given, waiting = [], []
    for one in order:
        if free.has_room(one.first):
            given.append(one.reference)
            free = free.without(one.first)
        else:
            waiting.append(one.reference)
    return given, waiting


def order_of_queue(drawn_out: Sequence[str], late: Sequence[str]) -> list[str]:
    """The queue after the draw: who got no place, in the order drawn, then who came late, in their order."""
    return [*drawn_out, *late]


def why_not_draw(stage: Stage, *, by_lot: bool, is_drawn: bool) -> ChangeRefusal | None:
    """One draw, after the deadline, before the groups."""
    if not by_lot:
        return ChangeRefusal.NO_DRAW
    if is_drawn:
        return ChangeRefusal.DRAWN
    if stage in {Stage.PUBLISHED, Stage.ENDED}:
        return ChangeRefusal.PUBLISHED
    return None if stage == Stage.CLOSED else ChangeRefusal.TOO_EARLY
