"""Tables of agreements. What was offered and who accepted it is only ever added; triggers refuse the rest (migration 0002)."""

from django.db import models

from verme.groups.models import Group, Leader, Seat
from verme.kernel import clock
from verme.organisations.models import Organisation

ONE_PARTY = models.Q(seat__isnull=False, leader__isnull=True) | models.Q(seat__isnull=True, leader__isnull=False)


class AgreementTemplate(models.Model):
    """The organisation's own words to begin an agreement with, in one language. A change is a new version; without any ours is used."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="agreement_templates")
    language = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    sections = models.JSONField()  # rules.Section; empty: back to the ready one
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "language", "number"], name="templates_are_numbered")]
        ordering = ["language", "number"]

    def __str__(self) -> str:
        return f"template {self.number}"


class AgreementDraft(models.Model):
    """What the mentor is writing with the group: not offered to anybody yet, so it may change. `revision` rises with every change."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="agreement_draft")
    language = models.CharField(max_length=2)
    sections = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"draft of an agreement {self.pk}"


class GroupAgreement(models.Model):
    """One version of a group's agreement, as it was offered: the bytes that are agreed on and their SHA-256. It never changes."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="agreements")
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=2)
    content = models.BinaryField()  # rules.content_of
    sha256 = models.CharField(max_length=64)
    revision = models.PositiveIntegerField()  # of the draft that was offered: the same form never offers twice
    offered_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="versions_of_an_agreement_are_numbered"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="agreements_begin_with_version_one"),
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"version {self.number}"


class Signatory(models.Model):
    """Who was in the group on the day of offering: these must all accept before the version is in force."""

    agreement = models.ForeignKey(GroupAgreement, on_delete=models.PROTECT, related_name="signatories")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    leader = models.ForeignKey(Leader, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ONE_PARTY, name="a_signatory_sits_or_leads"),
            models.UniqueConstraint(fields=["agreement", "seat"], name="a_member_is_asked_once"),
            models.UniqueConstraint(fields=["agreement", "leader"], name="a_mentor_is_asked_once"),
        ]

    def __str__(self) -> str:
        return f"signatory {self.pk}"


class Acceptance(models.Model):
    """One person's own acceptance of exactly one version. A newcomer's, of a version already in force, is recorded apart.

    It names nobody: the name stands in the sign-up or the register, where erasure blanks it.
    """

    agreement = models.ForeignKey(GroupAgreement, on_delete=models.PROTECT, related_name="acceptances")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    leader = models.ForeignKey(Leader, on_delete=models.PROTECT, null=True, related_name="+")
    is_newcomer = models.BooleanField()
    accepted_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ONE_PARTY, name="an_acceptance_is_a_members_or_a_mentors"),
            models.UniqueConstraint(fields=["agreement", "seat"], name="a_member_accepts_once"),
            models.UniqueConstraint(fields=["agreement", "leader"], name="a_mentor_accepts_once"),
        ]
        ordering = ["accepted_at", "id"]

    def __str__(self) -> str:
        return f"acceptance {self.pk}"


class InForce(models.Model):
    """That a version came into force, and when: with the last acceptance of those who were asked. It stays so."""

    agreement = models.OneToOneField(GroupAgreement, on_delete=models.PROTECT, related_name="force")
    since = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"in force {self.pk}"


class Welcome(models.Model):
    """That somebody who came later was told of the version in force: once a person and version."""

    agreement = models.ForeignKey(GroupAgreement, on_delete=models.PROTECT, related_name="welcomes")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    leader = models.ForeignKey(Leader, on_delete=models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ONE_PARTY, name="a_welcome_is_a_members_or_a_mentors"),
            models.UniqueConstraint(fields=["agreement", "seat"], name="a_member_is_welcomed_once"),
            models.UniqueConstraint(fields=["agreement", "leader"], name="a_mentor_is_welcomed_once"),
        ]

    def __str__(self) -> str:
        return f"welcome {self.pk}"


class ActivityPlan(models.Model):
    """What a group means to do: the theme of each meeting and who brings what. No part of the agreement: it may change."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="activity_plan")
    lines = models.JSONField(default=list)  # rules.PlanLine, one a meeting
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"activity plan {self.pk}"
