"""The register, the year's invitations, and what is offered to a programme."""

from django.conf import settings
from django.db import models

from verme.kernel import clock
from verme.mentors.terms import Answer, Training
from verme.organisations.models import Organisation, Unit
from verme.programmes.models import Place, Programme, Slot, Theme


class Mentor(models.Model):
    """A trained mentor in an organisation's register."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="mentors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="mentorships")
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2, default="fi")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="mentors")
    training = models.CharField(max_length=12, choices=Training.choices)
    trained_by = models.CharField(max_length=120, blank=True)
    trained_in = models.PositiveSmallIntegerField(null=True)  # year
    credits = models.PositiveSmallIntegerField(null=True)  # op, ECTS
    languages = models.JSONField(default=list)
    kinds = models.JSONField(default=list)
    areas = models.CharField(max_length=200, blank=True)
    is_visible = models.BooleanField(default=False)  # to the network, by the mentor's own choice
    practice = models.ForeignKey(Programme, on_delete=models.CASCADE, null=True, related_name="+")  # invented for this practice only
    registered_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "email"], name="one_mentor_per_address")]
        ordering = ["name"]

    def __str__(self) -> str:
        return f"mentor {self.pk}"


class Invitation(models.Model):
    """The year's question to one mentor: will you lead? Answered by a link or signed in."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="mentor_invitations")
    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(default=clock.now)
    reminded_at = models.DateTimeField(null=True)  # when the link was last sent again
    answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.WAITING)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "mentor"], name="one_invitation_a_programme")]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class MentorEntry(models.Model):
    """One mentor or a pair offered to a programme: it opens at most one group. Who leads two groups gives two entries."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="mentor_entries")
    leads = models.ManyToManyField(Mentor, through="Lead", related_name="entries")
    themes = models.ManyToManyField(Theme, related_name="mentor_entries")
    slots = models.ManyToManyField(Slot, through="OfferedTime", related_name="mentor_entries")
    places = models.ManyToManyField(Place, related_name="mentor_entries")
    languages = models.JSONField(default=list)
    contact = models.CharField(max_length=200, blank=True)  # what the mentor wants the group to use
    made_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"entry {self.pk}"


class OfferedTime(models.Model):
    """One weekly time of an entry. For the formation an offered time is a time; people see which ones suit only if needed."""

    mentorentry = models.ForeignKey(MentorEntry, on_delete=models.CASCADE, related_name="times")  # named as in an entry's other lists
    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="+")
    is_if_needed = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mentorentry", "slot"], name="a_time_once_in_an_entry")]
        ordering = ["slot__weekday", "slot__starts"]

    def __str__(self) -> str:
        return f"time {self.pk}"


class Lead(models.Model):
    """One mentor of an entry."""

    entry = models.ForeignKey(MentorEntry, on_delete=models.CASCADE, related_name="lead_rows")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="lead_rows")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "mentor"], name="a_mentor_once_in_an_entry")]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"lead {self.pk}"
