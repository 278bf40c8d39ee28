"""Decisions about sign-ups on plain values (decisions.md §3)."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from verme.signups.terms import STATE_MOVES, ApplyRefusal, ChangeRefusal, State

OFFER_LIFE = timedelta(hours=72)
QUICK_SECONDS = 3
LETTERS_EVERY = timedelta(hours=1)  # per address
NETWORK_LIMIT, NETWORK_WINDOW = 600, timedelta(hours=1)  # a whole school may sit behind one address
BURST, BURST_WINDOW = 60, timedelta(minutes=10)


@dataclass(frozen=True)
class Opening:
    """What a mentor or a group offers: one of each must fit."""

    themes: frozenset[int]
    slots: frozenset[int]
    places: frozenset[int]
    languages: frozenset[str]


@dataclass(frozen=True)
class Wishes:
    """What a person can and wants, as keys."""

    themes: tuple[int, ...]
    any_theme: bool
    slots: frozenset[int]
    places: frozenset[int]
    languages: tuple[str, ...]


def why_not_apply(stage: str, *, late: str, leads: bool, has_invitation: bool = False) -> ApplyRefusal | None:
    """The first reason against a sign-up now. `stage` is the programme's (`programmes.terms.Stage`), `late` its way with the late.

    A mentor of a programme is not its participant.
    """
    if stage in {"draft", "announced"}:
        return ApplyRefusal.NOT_OPEN
    if stage == "paused":
        return ApplyRefusal.PAUSED
    if stage in {"published", "ended"} or (stage == "closed" and late == "refused" and not has_invitation):
        return ApplyRefusal.CLOSED
    return ApplyRefusal.IS_MENTOR if leads else None


def why_not_answers(wishes: Wishes, *, asks_place: bool) -> ApplyRefusal | None:
    """What must be answered for a group to be found at all."""
    if not wishes.themes and not wishes.any_theme:
        return ApplyRefusal.NO_THEME
    if not wishes.slots:
        return ApplyRefusal.NO_SLOT
    if asks_place and not wishes.places:
        return ApplyRefusal.NO_PLACE
    return None if wishes.languages else ApplyRefusal.NO_LANGUAGE


def first_state(*, by_lot: bool, is_late: bool, waits: bool, free: int, waiting: int) -> State:
    """Where a new sign-up goes: by time in or queued at once, by lot received until the draw; the late are last.

    `free` places are those nobody has or has been offered; `waiting` people are in the queue. `waits`: the coordinator's yes comes first.
    """
    if waits:
        return State.RECEIVED
    if is_late:
        return State.QUEUED
    if by_lot:
        return State.RECEIVED
    return State.ACCEPTED if free > 0 and waiting == 0 else State.QUEUED


def why_not_move(now: State, to: State) -> ChangeRefusal | None:
    """States move along their table and nowhere else."""
    return None if to in STATE_MOVES[now] else ChangeRefusal.MOVE


def why_not_amend(stage: str, state: State) -> ChangeRefusal | None:
    """A person changes own answers until the deadline."""
    if state in {State.WITHDRAWN, State.DECLINED, State.MERGED}:
        return ChangeRefusal.NOT_ACTIVE
    return None if stage in {"open", "paused"} else ChangeRefusal.CLOSED


def why_not_draw(stage: str, *, by_lot: bool, is_drawn: bool) -> ChangeRefusal | None:
    """One draw, after the deadline, before the groups."""
    if not by_lot:
        return ChangeRefusal.NO_DRAW
    if is_drawn:
        return ChangeRefusal.DRAWN
    if stage in {"published", "ended"}:
        return ChangeRefusal.PUBLISHED
    return None if stage == "closed" else ChangeRefusal.TOO_EARLY


def lot(seed: str, reference: str) -> str:
    """A sign-up's lot: SHA-256 of the published seed and its reference. The smallest is first; anybody can compute it again."""
    return hashlib.sha256(f"{seed}:{reference}".encode()).hexdigest()


def drawn_order(seed: str, references: Mapping[str, bool], *, new_first: bool) -> list[str]:
    """The order of the draw. `references` tell who is new in post; with `new_first` they come before the others."""
    return sorted(references, key=lambda reference: (not references[reference] if new_first else False, lot(seed, reference)))


def fits(wishes: Wishes, openings: Sequence[Opening]) -> bool:
    """Whether theme, time, place and language all fit one opening. Before any mentor has answered nothing speaks against anybody."""
    return not openings or any(_fits(wishes, opening) for opening in openings)


def _fits(wishes: Wishes, opening: Opening) -> bool:
    theme = wishes.any_theme or not opening.themes.isdisjoint(wishes.themes)
    shared = (opening.slots & wishes.slots, opening.places & wishes.places, opening.languages & set(wishes.languages))
    return theme and all(shared)


def next_in_queue(queue: Sequence[tuple[int, Wishes]], asked: Collection[int], openings: Sequence[Opening]) -> int | None:
    """The first of the queue for whom a freed place fits and who was not asked about this very place yet."""
    return next((key for key, wishes in queue if key not in asked and fits(wishes, openings)), None)


def flags_of(*, seconds: float | None, honeypot: str) -> list[str]:
    """What the form noticed. Nobody is refused for it: a quick hand and a password manager look the same."""
    flags = []
    if seconds is not None and seconds < QUICK_SECONDS:
        flags.append("quick")
    if honeypot.strip():
        flags.append("honeypot")
    return flags
