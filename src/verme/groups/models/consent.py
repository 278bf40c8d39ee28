"""A person with a role at work enters a group only when the group says yes (decisions.md §2)."""

from django.db import models

from verme.groups.models.group import Group, Leader, Seat
from verme.kernel import clock
from verme.signups.models import Signup


class Consent(models.Model):
    """The question to one group about one person; the seat is made with the yes."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="consents")
    signup = models.ForeignKey(Signup, on_delete=models.CASCADE, related_name="consents")
    asked_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True)
    is_yes = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["signup"], condition=models.Q(settled_at__isnull=True), name="one_group_is_asked_at_a_time"),
            models.CheckConstraint(
                condition=models.Q(settled_at__isnull=True, is_yes__isnull=True) | models.Q(settled_at__isnull=False, is_yes__isnull=False),
                name="a_settled_question_has_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"


class Voice(models.Model):
    """One answer: of a leader, or where no leader may answer of a member."""

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="voices")
    leader = models.ForeignKey(Leader, on_delete=models.CASCADE, null=True, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, null=True, related_name="+")
    says_yes = models.BooleanField()
    said_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(leader__isnull=False, seat__isnull=True) | models.Q(leader__isnull=True, seat__isnull=False),
                name="a_voice_is_a_leaders_or_a_members",
            ),
            models.UniqueConstraint(fields=["consent", "leader"], name="a_leader_answers_once"),
            models.UniqueConstraint(fields=["consent", "seat"], name="a_member_answers_once"),
        ]

    def __str__(self) -> str:
        return f"voice {self.pk}"
