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
    """Asks the exact model level by level; every question starts from the best plan known.

    Mentor entries often offer the same thing. Such twins share their seats, and are told apart only once several of them
    are open together, in a plan or in what the model finds.
    """

    def __init__(self, search: Search, seed: int, workers: int) -> None:
        self.search, self.offers, self.seed, self.workers = search, search.offers, seed, workers
        self.twins = {some[0]: some for some in search.offers.twins}

    def upper_levels(self) -> None:
        """Who can be placed, and with how few poor seats, as far as the time allows."""
        for level in (self._placed, self._poor):
            with self.search.within(SHARE):
                level()

    def total(self) -> None:
        """The largest total among the plans that are as good on the levels above."""
        while not self.search.is_proven() and not self.search.is_over():
            if not self._total_beside(self._best):
                return

    def _total_beside(self, best: Score) -> bool:
        """Asks for the total of plans as good as this one on the upper levels; whether it is worth asking again."""
        model = self._model(without_poor=best.poor == 0)
        model.model.add(model.placed >= best.placed)
        if best.poor:
            model.model.add(model.poor <= best.poor)
        model.model.maximize(model.total)
        answer = self._ask(model, on_bound=lambda bound: self.search.tighten(total=bound, among=best))
        return self._part(model, answer)

    def _placed(self) -> None:
        """Can one person more be placed?"""
        while self._best.placed < self.search.bound.placed and not self.search.is_over():
            before, model = self._best, self._model()
            model.model.maximize(model.placed)
            answer = self._ask(model, goal=before.placed + 1, on_bound=lambda bound: self.search.tighten(placed=bound))
            if self._best != before:
                self._polish()
            elif not self._part(model, answer):
                return

    def _poor(self) -> None:
        """How many can be placed with one poor seat fewer? Asked so, the proof is far easier than of the smallest number."""
        while self._best.poor > self.search.bound.poor and not self.search.is_over():
            before, model = self._best, self._model()
            model.model.add(model.poor <= before.poor - 1)
            model.model.maximize(model.placed)
            answer = self._ask(model, goal=before.placed)
            if self._best != before:
                self._polish()
            elif answer.is_below(before.placed):
                self.search.tighten(poor=before.poor)
            elif not self._part(model, answer):
                return

    @property
    def _best(self) -> Score:
        if self.search.score is None:
            raise ValueError("there is no plan to start from")
        return self.search.score

    def _model(self, without_poor: bool = False) -> SeatModel:
        opened = [index for index, _ in (self.search.best or {}).values()]
        twins = [some for some in self.twins.values() if sum(index in some for index in opened) <= 1]
        return SeatModel(self.offers, without_poor=without_poor, twins=twins)

    def _part(self, model: SeatModel, answer: cpsat.Answer[Seat]) -> bool:
        """Tells twins apart that crowd the answer; whether there were any, so that it is worth asking again."""
        crowded = model.crowded(answer.found or ())
        for first in crowded:
            del self.twins[first]
        return bool(crowded)

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
        if not model.crowded(found):
            self.search.take(model.chosen(found))

    def _polish(self) -> None:
        annealer = Annealer(Arrangement(self.offers, self.search.best), self.seed)
        length = POLISH * self.offers.seats
        annealer.run(lambda moves: moves / length, WARM, self.search.is_over)
        if annealer.best:
            self.search.take(annealer.best.chosen)
