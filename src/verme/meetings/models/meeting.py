"""A meeting with all its times, who stands in, and who has said that they cannot come."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext, override

from verme.groups.models import Group, Seat
from verme.kernel import clock
from verme.meetings.rules import Where
from verme.meetings.terms import MeetingKind, MeetingMode, MeetingState
from verme.mentors.models import Mentor
from verme.programmes.models import Programme


class Meeting(models.Model):
    """One meeting. `uid` is its name in calendars for life, `sequence` rises with every change that calendars must hear of."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="meeting_rows")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, related_name="meeting_rows")  # null: of the whole programme
    kind = models.CharField(max_length=8, choices=MeetingKind.choices, default=MeetingKind.GROUP)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    mode = models.CharField(max_length=6, choices=MeetingMode.choices, default=MeetingMode.LIVE)
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True)  # of the video meeting; in letters, never in feeds
    state = models.CharField(max_length=9, choices=MeetingState.choices, default=MeetingState.PLANNED)
    uid = models.CharField(max_length=120, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    attendance_version = models.PositiveIntegerField(default=0)  # rises with every change of attendance; 0: not recorded
    recorded_at = models.DateTimeField(null=True)  # when attendance was first recorded
    reminded_at = models.DateTimeField(null=True)  # when the reminder of the day before went; emptied by a move
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(starts_at__lt=models.F("ends_at")), name="a_meeting_starts_before_it_ends"),
            models.CheckConstraint(
                condition=models.Q(kind=MeetingKind.GROUP, group__isnull=False)
                | (~models.Q(kind=MeetingKind.GROUP) & models.Q(group__isnull=True)),
                name="a_groups_meeting_has_a_group",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[MeetingState.PLANNED, MeetingState.CANCELLED], recorded_at__isnull=True)
                | models.Q(state__in=[MeetingState.HELD, MeetingState.TOO_FEW], recorded_at__isnull=False),
                name="attendance_tells_whether_it_was_held",
            ),
        ]
        indexes = [models.Index(fields=["group", "starts_at"], name="meetings_of_a_group")]
        ordering = ["starts_at", "id"]

    def __str__(self) -> str:
        return f"meeting {self.pk}"

    @property
    def minutes(self) -> int:
        """How long it lasts, whatever the clocks do that night."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def where(self) -> Where:
        """How and where people meet."""
        return Where(MeetingMode(self.mode), self.place, self.link)

    def where_in(self, language: str) -> str:
        """The place for a reader: "Harjun koulu", "Online", "Harjun koulu and online". Never the link."""
        with override(language):
            if self.mode == MeetingMode.ONLINE:
                return str(MeetingMode.ONLINE.label)
            return gettext("%(place)s and online") % {"place": self.place} if self.mode == MeetingMode.HYBRID else self.place


class MeetingChange(models.Model):
    """What a meeting was before it was moved or changed, or that it was cancelled. Rows are only added."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="changes")
    sequence = models.PositiveIntegerField()  # that the change gave
    starts_at = models.DateTimeField()  # as it was before
    ends_at = models.DateTimeField()
    mode = models.CharField(max_length=6, choices=MeetingMode.choices)
    place = models.CharField(max_length=200, blank=True)
    is_cancelled = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "sequence"], name="one_change_a_sequence")]
        ordering = ["sequence"]

    def __str__(self) -> str:
        return f"change {self.sequence}"


class StandIn(models.Model):
    """A mentor who leads one meeting instead of the group's own: sees place, names and attendance of it, never the agreement."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="stand_ins")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="stand_ins")
    made_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting"], condition=models.Q(ended_at__isnull=True), name="one_stand_in_a_meeting")
        ]

    def __str__(self) -> str:
        return f"stand-in {self.pk}"


class Excuse(models.Model):
    """ "I can't come" to a meeting, without a reason (en pääse)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="excuses")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="excuses")
    said_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="an_excuse_once_a_meeting")]

    def __str__(self) -> str:
        return f"excuse {self.pk}"


class Invite(models.Model):
    """What one reader's calendar was last told of one meeting: the sequence that was sent, and whether it was taken back."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invites")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, null=True, related_name="invites")
    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, null=True, related_name="invites")
    sequence = models.PositiveIntegerField()
    is_withdrawn = models.BooleanField(default=False)
    told_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="one_invite_a_seat_and_meeting"),
            models.UniqueConstraint(fields=["meeting", "mentor"], name="one_invite_a_mentor_and_meeting"),
            models.CheckConstraint(
                condition=models.Q(seat__isnull=True, mentor__isnull=False) | models.Q(seat__isnull=False, mentor__isnull=True),
                name="an_invite_is_a_members_or_a_mentors",
            ),
        ]

    def __str__(self) -> str:
        return f"invite {self.pk}"
