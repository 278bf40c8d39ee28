"""Where a programme's year stands: facts that are counted once, and what follows from them."""

from verme.web.coordinator.year_facts.facts import Draft, State, YearFacts
from verme.web.coordinator.year_facts.gathering import facts_of
from verme.web.coordinator.year_facts.next_step import NextStep, next_step
from verme.web.coordinator.year_facts.season import Step, season
from verme.web.coordinator.year_facts.standing import figures, standing
from verme.web.coordinator.year_facts.tasks import Link, Task, tasks

__all__ = [
    "Draft",
    "Link",
    "NextStep",
    "State",
    "Step",
    "Task",
    "YearFacts",
    "facts_of",
    "figures",
    "next_step",
    "season",
    "standing",
    "tasks",
]
