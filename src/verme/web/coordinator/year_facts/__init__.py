"""Where a programme's year stands, as the coordinator's page shows it."""

from verme.web.coordinator.year_facts.season import Step, season
from verme.web.coordinator.year_facts.tasks import Task, tasks

__all__ = ["Step", "Task", "season", "tasks"]
