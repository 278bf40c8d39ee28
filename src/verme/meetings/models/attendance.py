"""Who was there: present or absent, never why not."""

from django.conf import settings
from django.db import models

from verme.groups.models import Seat
from verme.kernel import clock
from verme.meetings.models.meeting import Meeting


class Attendance(models.Model):
    """Whether the holder of one seat was at one held meeting, as it is known now."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="attendances")
    is_present = models.BooleanField()
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    marked_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="attendance_once_a_meeting")]

    def __str__(self) -> str:
        return f"attendance {self.pk}"


class Correction(models.Model):
    """A change of recorded attendance with its author. Rows are only added; those after the cut-off are marked."""

    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="corrections")
    version = models.PositiveIntegerField()  # of the meeting's attendance that the correction gave
    was_present = models.BooleanField()
    is_present = models.BooleanField()
    is_late = models.BooleanField()  # after the cut-off
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attendance", "version"], name="one_correction_a_version")]
        ordering = ["version"]

    def __str__(self) -> str:
        return f"correction {self.pk}"


class Objection(models.Model):
    """A participant asks the mentor to correct the own attendance of one meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="objections")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="objections")
    made_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True)
    is_corrected = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], condition=models.Q(settled_at__isnull=True), name="one_open_objection"),
            models.CheckConstraint(
                condition=models.Q(settled_at__isnull=True, is_corrected__isnull=True)
                | models.Q(settled_at__isnull=False, is_corrected__isnull=False),
                name="a_settled_objection_has_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"objection {self.pk}"


class MentorAttendance(models.Model):
    """Whether a mentor was at a planning meeting or gathering of the programme."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="mentor_attendances")
    mentor = models.ForeignKey("mentors.Mentor", on_delete=models.PROTECT, related_name="attendances")
    is_present = models.BooleanField()
    marked_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "mentor"], name="a_mentors_attendance_once_a_meeting")]

    def __str__(self) -> str:
        return f"mentor's attendance {self.pk}"
