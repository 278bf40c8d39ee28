"""When nobody meets: the organisation's calendars by school form and town. And the secret address of a person's own feed."""

from django.conf import settings
from django.db import models

from verme.kernel import clock
from verme.meetings.terms import DayOffKind
from verme.organisations.models import Organisation


class SchoolCalendar(models.Model):
    """One calendar of an organisation. Empty levels or town: it holds for all of them."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="school_calendars")
    name = models.CharField(max_length=80)
    levels = models.JSONField(default=list)  # organisations.terms.Level
    town = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_calendar_of_a_name")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class DayOff(models.Model):
    """Days on which the calendar's schools do not meet: a break, VESO days."""

    calendar = models.ForeignKey(SchoolCalendar, on_delete=models.CASCADE, related_name="days_off")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=5, choices=DayOffKind.choices, default=DayOffKind.BREAK)
    first_day = models.DateField()
    last_day = models.DateField()  # is off too

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(first_day__lte=models.F("last_day")), name="days_off_begin_before_they_end"),
            models.UniqueConstraint(fields=["calendar", "name", "first_day"], name="days_off_once_a_calendar"),
        ]
        ordering = ["first_day", "id"]

    def __str__(self) -> str:
        return self.name


class Feed(models.Model):
    """The address of one person's own calendar: only its digest is kept, and a reset ends it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feeds")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person"], condition=models.Q(ended_at__isnull=True), name="one_feed_a_person")]

    def __str__(self) -> str:
        return f"feed {self.pk}"
