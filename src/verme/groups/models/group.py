"""A published group: its leaders and seats are dated, because credit and pay will depend on who was there when."""

from django.db import models

from verme.groups.models.draft import Draft
from verme.kernel import clock
from verme.mentors.models import Mentor, MentorEntry
from verme.programmes.models import Place, Programme, Slot, Theme
from verme.signups.models import Signup


class Group(models.Model):
    """People around a table for a year."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="groups")
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="published_groups")
    entry = models.ForeignKey(MentorEntry, on_delete=models.PROTECT, related_name="groups")
    letter = models.CharField(max_length=3)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="groups")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="groups")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="groups")
    language = models.CharField(max_length=2)
    published_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "letter"], name="letters_differ_in_a_programme")]
        ordering = ["letter"]

    def __str__(self) -> str:
        return self.letter


class Leader(models.Model):
    """A mentor's time with a group."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="leaders")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="leaderships")
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "mentor"], condition=models.Q(until__isnull=True), name="a_mentor_leads_a_group_once"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")), name="leading_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"leader {self.pk}"


class Seat(models.Model):
    """A person's time in a group."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="seats")
    signup = models.ForeignKey(Signup, on_delete=models.PROTECT, related_name="seats")
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["signup"], condition=models.Q(until__isnull=True), name="one_seat_at_a_time"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")), name="sitting_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"seat {self.pk}"
