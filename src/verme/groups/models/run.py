"""A search for the best groups, as a job."""

from django.conf import settings
from django.db import models

from verme.groups.models.draft import Draft
from verme.groups.terms import ACTIVE_RUNS, RunState
from verme.kernel import clock


class Run(models.Model):
    """One search for one draft. Its row is the progress and the stop flag, written at most once a second."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="runs")
    revision = models.PositiveIntegerField(default=0)  # of the draft when the search was asked for
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.WAITING)
    seconds = models.PositiveSmallIntegerField(default=60)
    seed = models.PositiveIntegerField(default=1)
    problem = models.JSONField()  # what is searched (format verme-formation/1), as it was when asked for
    progress = models.JSONField(default=dict)  # the best so far, and how it rose
    result = models.JSONField(default=dict)  # the plan (format verme-plan/1)
    wants_stop = models.BooleanField(default=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True)  # real time, as all below
    beat_at = models.DateTimeField(null=True)  # a search that is silent for a minute is taken over
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft"], condition=models.Q(state__in=sorted(ACTIVE_RUNS)), name="one_run_per_draft")
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"run {self.pk}"

    @property
    def is_active(self) -> bool:
        """Whether it waits or runs."""
        return self.state in ACTIVE_RUNS
