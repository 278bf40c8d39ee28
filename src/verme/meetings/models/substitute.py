"""A planning meeting in working time: who needs a substitute, and that the principal has seen it."""

from django.db import models

from verme.kernel import clock
from verme.meetings.models.meeting import Meeting
from verme.mentors.models import Mentor
from verme.organisations.models import Unit


class SubstituteNeed(models.Model):
    """The lessons of one mentor that a planning meeting takes. The substitute is hired elsewhere; here are the need and its estimate."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="substitute_needs")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="substitute_needs")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    lessons = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    cents = models.PositiveIntegerField(null=True)  # estimate
    principal_name = models.CharField(max_length=200, blank=True)
    principal_email = models.EmailField(max_length=254, blank=True)
    digest = models.CharField(max_length=64, blank=True)  # of the link to the principal
    asked_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "mentor"], name="one_need_a_mentor_and_meeting")]

    def __str__(self) -> str:
        return f"substitute need {self.pk}"
