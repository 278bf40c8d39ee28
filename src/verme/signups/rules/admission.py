"""Who may sign up now, where a sign-up goes first, and what may be done to it later."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from verme.programmes.terms import Late, Stage
from verme.signups.rules.queue import Wishes
from verme.signups.terms import STATE_MOVES, ApplyRefusal, ChangeRefusal, State

UNDO_FOR = timedelta(days=30)  # how long two that became one can become two again (ours)
OVER = frozenset({Stage.PUBLISHED, Stage.ENDED})


@dataclass(frozen=True)
class Applicant:
    """What a theme may ask about a person. `level` is None when the workplace is not on the list."""

    staff_group: int
    level: str | None
    subject: str
    is_new: bool | None


@dataclass(frozen=True)
class Taken:
    """Whom a theme takes in; what is empty admits everybody. `only_wished`: nobody gets there by "any theme is fine"."""

    staff_groups: frozenset[int] = frozenset()
    levels: frozenset[str] = frozenset()
    subject: str = ""
    only_new: bool = False
    only_wished: bool = False


def admits(theme: Taken, person: Applicant) -> bool:
    """Whether the theme is open to this person. Who wrote a workplace that is not on the list has no level yet: the coordinator looks."""
    return (
        (not theme.staff_groups or person.staff_group in theme.staff_groups)
        and (not theme.levels or person.level is None or person.level in theme.levels)
        and (not theme.subject or person.subject.casefold() == theme.subject.casefold())
        and (not theme.only_new or person.is_new is True)
    )


def why_not_apply(stage: Stage, *, late: Late, leads: bool, is_invited: bool = False) -> ApplyRefusal | None:
    """The first reason against a sign-up now. A mentor of a programme is not its participant; who was invited may be late."""
    if stage in {Stage.DRAFT, Stage.ANNOUNCED}:
        return ApplyRefusal.NOT_OPEN
    if stage == Stage.PAUSED:
        return ApplyRefusal.PAUSED
    if stage in OVER or (stage == Stage.CLOSED and late == Late.REFUSED and not is_invited):
        return ApplyRefusal.CLOSED
    return ApplyRefusal.IS_MENTOR if leads else None


def why_not_answers(wishes: Wishes) -> ApplyRefusal | None:
    """What must be answered for a group to be found at all."""
    if not wishes.themes and not wishes.any_theme:
        return ApplyRefusal.NO_THEME
    if not set(wishes.themes) <= wishes.welcome:
        return ApplyRefusal.THEME
    if not wishes.slots:
        return ApplyRefusal.NO_SLOT
    if not wishes.places:
        return ApplyRefusal.NO_PLACE
    return None if wishes.languages else ApplyRefusal.NO_LANGUAGE


def first_state(*, before_draw: bool, is_late: bool, waits: bool, has_room: bool) -> State:
    """Where a new sign-up goes: in or queued at once, received until the draw or the coordinator's yes; the late are last.

    `has_room`: there is a place for this person and nobody who waits could take it.
    """
    if waits:
        return State.RECEIVED
    if is_late:
        return State.QUEUED
    if before_draw:
        return State.RECEIVED
    return State.ACCEPTED if has_room else State.QUEUED


def why_not_move(now: State, to: State) -> ChangeRefusal | None:
    """States move along their table and nowhere else."""
    return None if to in STATE_MOVES[now] else ChangeRefusal.MOVE


def why_not_part(*, is_over: bool, made_at: datetime, now: datetime, is_untouched: bool) -> ChangeRefusal | None:
    """Two that became one become two again until the groups are published, within thirty days, and while nothing was built on the one."""
    if is_over:
        return ChangeRefusal.PUBLISHED
    return None if is_untouched and now <= made_at + UNDO_FOR else ChangeRefusal.UNDO_GONE


def why_not_amend(stage: Stage, state: State) -> ChangeRefusal | None:
    """A person changes own answers until the deadline."""
    if state in {State.WITHDRAWN, State.DECLINED, State.MERGED}:
        return ChangeRefusal.NOT_ACTIVE
    return None if stage in {Stage.OPEN, Stage.PAUSED} else ChangeRefusal.CLOSED


def why_not_accept(state: State, *, before_draw: bool, has_room: bool) -> ChangeRefusal | None:
    """The coordinator gives a place past the queue: not past the draw, and not one that is not there; whoever cancelled signs up anew."""
    if state in {State.WITHDRAWN, State.MERGED} or why_not_move(state, State.ACCEPTED) is not None:
        return ChangeRefusal.MOVE
    if before_draw:
        return ChangeRefusal.DRAW_FIRST
    return None if state == State.OFFERED or has_room else ChangeRefusal.FULL


def standing(state: State, *, waits: bool, rank: int | None) -> tuple[int, int]:
    """How well an active sign-up stands, the smallest best: a place, an offer, the draw, the queue by rank, waiting for a yes."""
    order = [State.ACCEPTED, State.OFFERED, State.RECEIVED, State.QUEUED]
    return (len(order) if waits else order.index(state), rank or 0)
