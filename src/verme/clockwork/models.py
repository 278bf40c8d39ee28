"""Signs of life and what ran when."""

from django.db import models


class Beat(models.Model):
    """A worker process that is alive; real time."""

    name = models.CharField(max_length=40, unique=True)  # "mail", "formation"
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Turn(models.Model):
    """One line of the timetable and when it is due next; real time. Whoever moves `due_at` on runs it."""

    job = models.CharField(max_length=80, unique=True)
    due_at = models.DateTimeField()
    ran_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.job
