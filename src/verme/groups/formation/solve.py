"""Finds the best division, with its proof as far as the time allows, or the smallest conflict when there is none."""

import time
from collections.abc import Callable

from verme.groups.formation import cpsat
from verme.groups.formation.annealing import HOT, WARM, Annealer
from verme.groups.formation.arrangement import Arrangement
from verme.groups.formation.bounds import relax
from verme.groups.formation.conflict import smallest_conflict
from verme.groups.formation.exact import SeatModel
from verme.groups.formation.greedy import first_arrangement
from verme.groups.formation.offers import Chosen, Offers, offers_of
from verme.groups.formation.plan import Plan
from verme.groups.formation.problem import Problem
from verme.groups.formation.proof import Prover
from verme.groups.formation.result import OnProgress, Result, ShouldStop, Status
from verme.groups.formation.search import Search

EXACT_SEATS = 15_000  # up to here the whole problem goes into one model
LEAST, PER_SEAT = 1_000, 16  # moves of one cooling: at least, and for each seat there is
ROUNDS = 2  # coolings before the exact model
UPPER_SEATS = 30_000  # up to here the upper levels are proven by one model, in a share of the time
FIRST, UPPER, AGAIN = 0.4, 0.5, 0.5  # shares of the time left, where the whole problem is too large for one model
MUST = 5.0  # seconds always granted to find out whether the locks can be kept


def solve(
    problem: Problem,
    *,
    seconds: float = 60,
    seed: int = 1,
    workers: int = 2,
    start: Plan | None = None,
    on_progress: OnProgress = lambda progress: None,
    should_stop: ShouldStop = lambda: False,
) -> Result:
    """The best division found in so many seconds; sooner when it is proven best.

    `start` is a plan to begin from, as far as it is valid. `on_progress` is called in this thread at each better plan and
    about twice a second; `should_stop` as often: when it says so, the best plan so far is returned. With one worker, the same
    problem, seed and start give the same plan, unless the time ran out before the proof.
    """
    began = time.monotonic()
    offers = offers_of(problem)
    search = Search(offers, began, seconds, on_progress, should_stop)
    made = _start(offers, start)
    if not made.keeps_locks():
        forced, is_settled = _keep_locks(offers, max(search.left(), MUST), seed)
        if forced is None:
            return _without_plan(problem, search, seed, is_settled)
        made = first_arrangement(offers, forced)
    search.take(made.chosen())
    if offers.seats <= EXACT_SEATS:
        _search_exactly(search, seed, workers)
    else:
        _search_widely(search, seed, workers)
    search.tell()
    status = Status.OPTIMAL if search.is_proven() else Status.FEASIBLE
    return Result(status, time.monotonic() - began, seed, search.plan, search.score, search.bound)


def _start(offers: Offers, start: Plan | None) -> Arrangement:
    """The better of a fresh first division and what is valid of the given one."""
    fresh = first_arrangement(offers)
    if start is None:
        return fresh
    made = Arrangement(offers)
    for mentor, (offer, members) in offers.chosen(start).items():
        made.put(mentor, offer, made.filled(offer, sorted(members, key=lambda person: person not in offers.locked), (), 0))
    given = first_arrangement(offers, made.chosen())
    return max(fresh, given, key=lambda one: (one.keeps_locks(), one.score().order))


def _keep_locks(offers: Offers, seconds: float, seed: int) -> tuple[Chosen | None, bool]:
    """Groups of the mentor entries that locks force open, and whether it is settled if there are any."""
    model = SeatModel(offers, mentors=offers.forced)
    answer = cpsat.ask(model.question(), seconds=seconds, seed=seed)
    return None if answer.found is None else model.chosen(answer.found), answer.proven


def _without_plan(problem: Problem, search: Search, seed: int, is_settled: bool) -> Result:
    if not is_settled:
        return Result(Status.UNKNOWN, time.monotonic() - search.began, seed)
    conflict = smallest_conflict(problem, max(search.left(), MUST), seed)
    return Result(Status.IMPOSSIBLE, time.monotonic() - search.began, seed, conflict=conflict)


def _search_exactly(search: Search, seed: int, workers: int) -> None:
    moves = max(LEAST, PER_SEAT * search.offers.seats)
    for number in range(ROUNDS):
        _cool(search, seed + number, WARM if number else HOT, lambda made: made / moves)
    prover = Prover(search, seed, workers)
    prover.upper_levels()
    prover.total()


def _search_widely(search: Search, seed: int, workers: int) -> None:
    """Where the exact model is too large for the total, and sometimes for the other levels too."""
    with search.within(FIRST):
        _cool(search, seed, HOT, lambda made: search.gone())
    if search.offers.seats <= UPPER_SEATS:
        with search.within(UPPER):
            Prover(search, seed, workers).upper_levels()
    with search.within(AGAIN):
        _cool(search, seed + 1, WARM, lambda made: search.gone())
    relax(search)


def _cool(search: Search, seed: int, heat: float, part: Callable[[int], float]) -> None:
    """One cooling from the best plan known."""
    annealer = Annealer(Arrangement(search.offers, search.best), seed)
    annealer.run(part, heat, search.is_over)
    if annealer.best:
        search.take(annealer.best.chosen)
