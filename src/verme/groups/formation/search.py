"""A search under way: the best plan and the bounds known so far, the clock, and who is told of it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from verme.groups.formation.arrangement import Arrangement
from verme.groups.formation.offers import Chosen, Offers
from verme.groups.formation.plan import Plan
from verme.groups.formation.result import OnProgress, Progress, ShouldStop
from verme.groups.formation.score import Score

BEAT = 0.5  # seconds between two reports when nothing new was found


class Search:
    """Holds the best of everything. All reports are made in the caller's thread."""

    def __init__(self, offers: Offers, began: float, seconds: float, on_progress: OnProgress, should_stop: ShouldStop) -> None:
        self.offers, self.began, self.deadline = offers, began, began + seconds
        self.part_began = began
        self.on_progress, self.should_stop = on_progress, should_stop
        self.best: Chosen | None = None
        self.score: Score | None = None
        self.bound = ceiling(offers)
        self.total_speaks_of: Score | None = None  # `bound.total` holds for plans at least as good as this one on the other levels
        self.told, self.is_stopped = 0.0, False

    @property
    def plan(self) -> Plan | None:
        """The best plan so far."""
        return None if self.best is None else self.offers.plan(self.best)

    @contextmanager
    def within(self, share: float) -> Iterator[None]:
        """A part of the search that may use this share of the time left."""
        began, deadline = self.part_began, self.deadline
        self.part_began = time.monotonic()
        self.deadline = self.part_began + share * self.left()
        try:
            yield
        finally:
            self.part_began, self.deadline = began, deadline

    def left(self) -> float:
        """Seconds until the time (of this part) is out, at least 0."""
        return max(0.0, self.deadline - time.monotonic())

    def gone(self) -> float:
        """How much of the time (of this part) is gone, 0–1."""
        length = self.deadline - self.part_began
        return 1.0 if length <= 0 else min(1.0, (time.monotonic() - self.part_began) / length)

    def is_over(self) -> bool:
        """Whether the time (of this part) is out or somebody wants to see the best so far; tells the progress now and then."""
        if time.monotonic() - self.told >= BEAT:
            self.is_stopped = self.is_stopped or self.should_stop()
            self.tell()
        return self.is_stopped or self.left() <= 0

    def is_proven(self) -> bool:
        """Whether nothing is left to find or to prove."""
        return self.score == self.bound

    def take(self, chosen: Chosen) -> bool:
        """Keeps a valid plan if it is better than what is known."""
        score = Arrangement(self.offers, chosen).score()
        if self.score is not None and score.order <= self.score.order:
            return False
        self.best, self.score = chosen, score
        spoken = self.total_speaks_of
        if spoken is not None and not (score.placed >= spoken.placed and score.poor <= spoken.poor):
            self.total_speaks_of = None
            self.bound = replace(self.bound, total=ceiling(self.offers).total)
        self.tell()
        return True

    def tighten(self, placed: int | None = None, poor: int | None = None, total: int | None = None, among: Score | None = None) -> None:
        """Takes in what was proven: of all plans, of those that place as many as the best, of those as good as `among` on both levels."""
        old = self.bound
        self.bound = Score(
            old.placed if placed is None else min(old.placed, placed),
            old.poor if poor is None else max(old.poor, poor),
            old.total if total is None else min(old.total, total),
        )
        self.total_speaks_of = among or self.total_speaks_of

    def tell(self) -> None:
        """Reports where the search is."""
        self.told = time.monotonic()
        self.on_progress(Progress(self.told - self.began, self.plan, self.score, self.bound))


def ceiling(offers: Offers) -> Score:
    """What no plan can pass, without any search: everybody who has any seat gets the best one, and all wishes come true."""
    best = [0] * len(offers.problem.people)
    for offer in offers.all:
        for person, points in offer.seats.items():
            best[person] = max(best[person], points)
    pairs = sum(map(len, offers.together.values())) // 2
    placed = sum(bool(reach) for reach in offers.reach)
    return Score(placed, 0, sum(best) + offers.problem.rules.costs.together * pairs)
