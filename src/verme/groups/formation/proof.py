"""Proves the three levels one after another with the exact model, and betters the plan on the way."""

from collections.abc import Callable

from verme.groups.formation import cpsat
from verme.groups.formation.annealing import WARM, Annealer
from verme.groups.formation.arrangement import Arrangement
from verme.groups.formation.exact import Seat, SeatModel
from verme.groups.formation.score import Score
from verme.groups.formation.search import Search

SHARE = 0.5  # of the time left, for each of the upper levels
POLISH = 6  # moves for each seat there is, after each better plan


class Prover:
    """Asks the exact model level by level; every question starts from the best plan known."""

    def __init__(self, search: Search, seed: int, workers: int) -> None:
        self.search, self.offers, self.seed, self.workers = search, search.offers, seed, workers

    def upper_levels(self) -> None:
        """Who can be placed, and with how few poor seats, as far as the time allows."""
        for level in (self._placed, self._poor):
            with self.search.within(SHARE):
                level()

    def total(self) -> None:
        """The largest total among the plans that are as good on the levels above."""
        if self.search.is_proven() or self.search.is_over():
            return
        best = self._best
        model = SeatModel(self.offers, without_poor=best.poor == 0)
        model.model.add(model.placed >= best.placed)
        if best.poor:
            model.model.add(model.poor <= best.poor)
        model.model.maximize(model.total)
        self._ask(model, on_bound=lambda bound: self.search.tighten(total=bound, among=best))

    def _placed(self) -> None:
        """Can one person more be placed?"""
        while self._best.placed < self.search.bound.placed and not self.search.is_over():
            before, model = self._best, SeatModel(self.offers)
            model.model.maximize(model.placed)
            self._ask(model, goal=before.placed + 1, on_bound=lambda bound: self.search.tighten(placed=bound))
            if self._best == before:
                return
            self._polish()

    def _poor(self) -> None:
        """How many can be placed with one poor seat fewer? Asked so, the proof is far easier than of the smallest number."""
        while self._best.poor > self.search.bound.poor and not self.search.is_over():
            before, model = self._best, SeatModel(self.offers)
            model.model.add(model.poor <= before.poor - 1)
            model.model.maximize(model.placed)
            answer = self._ask(model, goal=before.placed)
            if self._best != before:
                self._polish()
                continue
            if answer.proven or (answer.bound is not None and answer.bound < before.placed):
                self.search.tighten(poor=before.poor)
            return

    @property
    def _best(self) -> Score:
        if self.search.score is None:
            raise ValueError("there is no plan to start from")
        return self.search.score

    def _ask(self, model: SeatModel, goal: int | None = None, on_bound: Callable[[int], None] = lambda bound: None) -> cpsat.Answer[Seat]:
        return cpsat.ask(
            model.question(self.search.best, goal),
            seconds=self.search.left(),
            seed=self.seed,
            workers=self.workers,
            stop=self.search.is_over,
            on_found=lambda found: self._take(model, found),
            on_bound=on_bound,
        )

    def _take(self, model: SeatModel, found: frozenset[Seat]) -> None:
        self.search.take(model.chosen(found))

    def _polish(self) -> None:
        annealer = Annealer(Arrangement(self.offers, self.search.best), self.seed)
        length = POLISH * self.offers.seats
        annealer.run(lambda moves: moves / length, WARM, self.search.is_over)
        if annealer.best:
            self.search.take(annealer.best.chosen)
