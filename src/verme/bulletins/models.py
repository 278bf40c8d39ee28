"""What was written to many. The letters themselves are in the outbox."""

from django.conf import settings
from django.db import models

from verme.bulletins.terms import Audience
from verme.groups.models import Group
from verme.kernel import clock
from verme.programmes.models import Programme

KIND = "bulletins.bulletin"  # of its letters in the outbox


class Bulletin(models.Model):
    """One message of a coordinator to an audience of a programme; sent once, it never changes."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    audience = models.CharField(max_length=10, choices=Audience.choices)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, related_name="+")  # only of an audience that is one group
    subjects = models.JSONField(default=dict)  # by language
    texts = models.JSONField(default=dict)
    count = models.PositiveIntegerField()  # people
    key = models.CharField(max_length=64)  # of the form that was sent: the same form never sends twice
    sent_at = models.DateTimeField(default=clock.now)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="a_form_sends_one_bulletin"),
            models.CheckConstraint(condition=models.Q(audience__in=Audience.values), name="bulletins_go_to_known_audiences"),
            models.CheckConstraint(
                condition=models.Q(audience=Audience.GROUP, group__isnull=False)
                | (~models.Q(audience=Audience.GROUP) & models.Q(group__isnull=True)),
                name="a_bulletin_to_a_group_says_to_which",
            ),
            models.CheckConstraint(condition=models.Q(count__gte=1), name="a_bulletin_reached_somebody"),
        ]
        ordering = ["-sent_at", "-id"]

    def __str__(self) -> str:
        return f"bulletin {self.pk}"

    @property
    def event(self) -> str:
        """The event by which the outbox knows its letters."""
        return f"{KIND}:{self.programme_id}:{self.pk}"
