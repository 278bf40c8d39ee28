"""A search for the best groups, as a job."""

from django.db import models

from verme.groups.models.draft import Draft
from verme.groups.terms import RunState
from verme.kernel import clock


class Run(models.Model):
    """One search for one draft. Its row is the progress and the stop flag, written at most once a second."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="runs")
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.WAITING)
    seconds = models.PositiveSmallIntegerField(default=60)
    seed = models.PositiveIntegerField(default=1)
    problem = models.JSONField()  # the formation problem with the labels of this run
    progress = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    wants_stop = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)  # real time: a job that is silent for a minute is taken over
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft"], condition=models.Q(state__in=[RunState.WAITING, RunState.RUNNING]), name="one_run_per_draft"
            )
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"run {self.pk}"
