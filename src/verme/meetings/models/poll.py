"""Asking a group which times suit. Editing the times keeps the answers."""

from django.conf import settings
from django.db import models

from verme.groups.models import Group, Seat
from verme.kernel import clock
from verme.meetings.terms import Suits


class Poll(models.Model):
    """One question to a group about times; the mentor picks."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="polls")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group"], condition=models.Q(closed_at__isnull=True), name="one_open_poll_a_group")]

    def __str__(self) -> str:
        return f"poll {self.pk}"


class PollTime(models.Model):
    """One time that is asked about. Taken out, it keeps its answers: it may come back."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="times")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    picked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "starts_at", "ends_at"], name="a_time_once_a_poll"),
            models.CheckConstraint(condition=models.Q(starts_at__lt=models.F("ends_at")), name="a_polled_time_starts_before_it_ends"),
        ]
        ordering = ["starts_at", "id"]

    def __str__(self) -> str:
        return f"time {self.pk}"


class PollAnswer(models.Model):
    """How one time suits the holder of one seat."""

    time = models.ForeignKey(PollTime, on_delete=models.CASCADE, related_name="answers")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="poll_answers")
    suits = models.CharField(max_length=9, choices=Suits.choices)
    said_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["time", "seat"], name="one_answer_a_time")]

    def __str__(self) -> str:
        return self.suits
