"""What a search tells: while it runs, and at its end."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from verme.groups.formation.conflict import Conflict
from verme.groups.formation.plan import Plan
from verme.groups.formation.score import Score


class Status(StrEnum):
    """How a search ended."""

    OPTIMAL = "optimal"  # the score is proven best on all three levels
    FEASIBLE = "feasible"  # a valid plan, and bounds that no plan can pass
    IMPOSSIBLE = "impossible"  # no plan exists, and why
    UNKNOWN = "unknown"  # the time was too short to find a plan that keeps the locks, or to show that there is none


class Proven(NamedTuple):
    """On which levels a plan is proven best; summed, how many they are."""

    placed: bool
    poor: bool
    total: bool


@dataclass(frozen=True)
class Progress:
    """What is known at a moment of the search. The bound speaks of plans as in `Result`."""

    seconds: float
    plan: Plan | None
    score: Score | None
    bound: Score

    @property
    def proven(self) -> Proven:
        """On which levels no plan can be better."""
        return proven(self.score, self.bound)


@dataclass(frozen=True)
class Result:
    """The end of a search. `plan`, `score` and `bound` are there when a plan was found, `conflict` when none exists.

    The bound: `placed` (from above) holds for every plan; `poor` (from below) for every plan that places at least as many as
    this one; `total` (from above) for every plan that places at least as many with at most as many poor seats.
    """

    status: Status
    seconds: float
    seed: int
    plan: Plan | None = None
    score: Score | None = None
    bound: Score | None = None
    conflict: Conflict | None = None

    @property
    def proven(self) -> Proven:
        """On which levels no plan can be better: placed of all, poor of those that place as many, total of those as good on both."""
        return proven(self.score, self.bound)


type OnProgress = Callable[[Progress], None]
type ShouldStop = Callable[[], bool]


def proven(score: Score | None, bound: Score | None) -> Proven:
    """Where score and bound meet."""
    if score is None or bound is None:
        return Proven(placed=False, poor=False, total=False)
    return Proven(placed=score.placed == bound.placed, poor=score.poor == bound.poor, total=score.total == bound.total)
