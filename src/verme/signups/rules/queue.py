"""Who can take a free place: there must be room, and theme, time, place and language must fit what some mentor offers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

OFFER_LIFE = timedelta(hours=72)


@dataclass(frozen=True)
class Opening:
    """What a mentor offers: one of each must fit."""

    themes: frozenset[int]
    slots: frozenset[int]
    places: frozenset[int]
    languages: frozenset[str]


@dataclass(frozen=True)
class Wishes:
    """What a person can and wants, as keys."""

    themes: tuple[int, ...]  # as wished, the first wish first
    any_theme: bool
    slots: frozenset[int]
    places: frozenset[int]
    languages: tuple[str, ...]
    welcome: frozenset[int] = frozenset()  # every theme that would do: wished, or any, and the theme admits the person

    @property
    def first(self) -> int | None:
        """The theme whose places a sign-up counts for: that of the first wish; None if any theme is fine."""
        return self.themes[0] if self.themes else None


@dataclass(frozen=True)
class Free:
    """Places that nobody has or has been offered: of the programme, and of those themes that have a limit of their own."""

    total: int
    themes: Mapping[int, int] = field(default_factory=dict)

    def has_room(self, first: int | None) -> bool:
        """Whether somebody whose first wish is this theme can get a place."""
        return self.total > 0 and (first is None or self.themes.get(first, 1) > 0)

    def without(self, first: int | None) -> "Free":
        """What is left when somebody with this first wish got a place."""
        left = dict(self.themes)
        if first in left:
            left[first] -= 1
        return replace(self, total=self.total - 1, themes=left)


def fits(wishes: Wishes, openings: Sequence[Opening]) -> bool:
    """Whether theme, time, place and language all fit one opening. Before any mentor has answered nothing speaks against anybody."""
    return not openings or any(_fits(wishes, opening) for opening in openings)


def _fits(wishes: Wishes, opening: Opening) -> bool:
    shared = (
        opening.themes & wishes.welcome,
        opening.slots & wishes.slots,
        opening.places & wishes.places,
        opening.languages & set(wishes.languages),
    )
    return all(shared)


def can_take(wishes: Wishes, openings: Sequence[Opening], free: Free) -> bool:
    """Whether a free place is one for this person."""
    return free.has_room(wishes.first) and fits(wishes, openings)


def next_in_queue(
    queue: Sequence[tuple[int, Wishes]], asked: Collection[int], openings: Sequence[Opening], free: Free
) -> tuple[int, Wishes] | None:
    """The first of the queue who can take a free place and was not asked about this very place yet."""
    return next(((key, wishes) for key, wishes in queue if key not in asked and can_take(wishes, openings, free)), None)


def is_overtaking(wishes: Wishes, queue: Sequence[Wishes], openings: Sequence[Opening], free: Free) -> bool:
    """Whether a newcomer would get a place that somebody who waits could take, or that nobody, the newcomer included, can."""
    return bool(queue) and (not can_take(wishes, openings, free) or any(can_take(other, openings, free) for other in queue))
