"""The solver library's one door. What it calls proven holds for every plan its model allows; the model is exact, in integers."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar, LinearExpr

PULSE = 0.05  # seconds between looks at the clock and at whoever may want to stop


@dataclass(frozen=True)
class Question[K: Hashable]:
    """A model that maximises, with its yes-or-no variables by what they mean.

    With a `goal` the question is only whether the objective can reach it: the search ends as soon as that is known.
    """

    model: CpModel
    variables: Mapping[K, IntVar]
    goal: int | None = None


@dataclass
class Answer[K: Hashable]:
    """What is known. Proven: `found` is best or, when nothing is found, nothing exists. The bound holds in any case."""

    proven: bool = False
    found: frozenset[K] | None = None
    value: int | None = None
    bound: int | None = None  # of the objective, from above; None: nothing known

    def is_below(self, goal: int) -> bool:
        """Whether it is proven that the objective cannot reach the goal."""
        return (self.proven and self.found is None) or (self.bound is not None and self.bound < goal)


def new_model() -> CpModel:
    """An empty model."""
    from ortools.sat.python import cp_model  # slow import

    return cp_model.CpModel()


def added(terms: Iterable[LinearExpr]) -> LinearExpr:
    """The sum of the terms; of none, an expression that is 0."""
    from ortools.sat.python import cp_model  # slow import

    return cp_model.LinearExpr.sum(list(terms))


def ask[K: Hashable](
    question: Question[K],
    *,
    seconds: float,
    seed: int,
    workers: int = 1,
    stop: Callable[[], bool] = lambda: False,
    on_found: Callable[[frozenset[K]], None] = lambda found: None,
    on_bound: Callable[[int], None] = lambda bound: None,
) -> Answer[K]:
    """The answer, or what is known of it when the time is out or `stop` says so.

    Several workers are several different searches; the first proof counts. One worker with one seed repeats itself.
    `stop`, `on_found` (at each better plan) and `on_bound` are called in the caller's thread.
    """
    race = _Race(question, seconds)
    for lane in range(max(1, workers)):
        race.start(seed, lane)
    deadline = time.monotonic() + seconds
    try:
        while race.is_running(PULSE) and time.monotonic() < deadline and not stop():
            race.tell(on_found, on_bound)
    finally:
        race.end()
    race.tell(on_found, on_bound)
    return race.answer


class _Race[K: Hashable]:
    """Searches side by side, and what they know together."""

    def __init__(self, question: Question[K], seconds: float) -> None:
        self.question, self.seconds = question, seconds
        self.answer: Answer[K] = Answer()
        self.lanes: list[tuple[CpSolver, threading.Thread]] = []
        self.lock, self.over = threading.Lock(), threading.Event()
        self.news: frozenset[K] | None = None
        self.fault: Exception | None = None

    def start(self, seed: int, lane: int) -> None:
        """Sends one more search on its way: the same search with another seed, for the time of a proof varies a lot."""
        from ortools.sat.python import cp_model, cp_model_helper  # slow import

        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed + lane
        solver.parameters.max_time_in_seconds = max(self.seconds, PULSE)
        solver.parameters.linearization_level = 2  # the linear relaxation is what proves
        solver.parameters.search_branching = cp_model_helper.SatParameters.SearchBranching.LP_SEARCH
        solver.best_bound_callback = self._on_bound
        thread = threading.Thread(target=self._run, args=(solver,), daemon=True)
        self.lanes.append((solver, thread))
        thread.start()

    def is_running(self, pulse: float) -> bool:
        """Waits a pulse; whether the answer is still open and somebody is looking for it."""
        return not self.over.wait(pulse) and any(thread.is_alive() for _, thread in self.lanes)

    def end(self) -> None:
        """Stops all searches and waits for them. Raises what went wrong inside one."""
        for solver, thread in self.lanes:
            while thread.is_alive():
                solver.stop_search()
                thread.join(PULSE)
        if self.fault:
            raise self.fault

    def tell(self, on_found: Callable[[frozenset[K]], None], on_bound: Callable[[int], None]) -> None:
        """Hands on the best that was found since the last time, and the bound."""
        news, self.news = self.news, None
        if news is not None:
            on_found(news)
        if self.answer.bound is not None:
            on_bound(self.answer.bound)

    def _run(self, solver: CpSolver) -> None:
        try:
            status = solver.status_name(solver.solve(self.question.model, _listener(self._on_found)))
            if status == "MODEL_INVALID":
                raise ValueError(f"not a model: {self.question.model.validate()}")
            if status in {"OPTIMAL", "INFEASIBLE"}:
                self._proven(has_plan=status == "OPTIMAL")
        except Exception as fault:  # noqa: BLE001 (handed to the caller's thread)
            self.fault = fault
            self.over.set()

    def _proven(self, has_plan: bool) -> None:
        with self.lock:
            self.answer.proven = True
            if has_plan:
                self.answer.bound = self.answer.value
        self.over.set()

    def _on_bound(self, bound: float) -> None:
        with self.lock:
            whole = math.floor(bound + 1e-6)  # the objective is an integer, its bound is written as a float
            self.answer.bound = whole if self.answer.bound is None else min(self.answer.bound, whole)
        if self.question.goal is not None and whole < self.question.goal:
            self.over.set()

    def _on_found(self, listener: Any) -> None:
        value = round(listener.objective_value)
        with self.lock:
            if self.answer.value is not None and value <= self.answer.value:
                return
            found = frozenset(key for key, variable in self.question.variables.items() if listener.boolean_value(variable))
            self.answer.found, self.answer.value, self.news = found, value, found
        if self.question.goal is not None and value >= self.question.goal:
            self.over.set()


def _listener(on_found: Callable[[Any], None]) -> Any:
    from ortools.sat.python import cp_model  # slow import

    class Listener(cp_model.CpSolverSolutionCallback):
        """Is told of each plan the search finds."""

        def on_solution_callback(self) -> None:
            """Hands it on."""
            on_found(self)

    return Listener()
