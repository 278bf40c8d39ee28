"""What went out of a call: to whom, how, when. The letters themselves are in the outbox."""

from django.conf import settings
from django.db import models

from verme.kernel import clock
from verme.programmes.models.programme import Programme
from verme.programmes.terms import SENT_CHANNELS, Channel

LETTERS = {Channel.EMAIL: "programmes.call", Channel.REMINDER: "programmes.reminder"}


class Dispatch(models.Model):
    """One sending of a call, or a note that it was put on the intranet or a wall."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="dispatches")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    sent_at = models.DateTimeField(default=clock.now)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    whom = models.JSONField(default=dict)  # the choices in words, in each language
    count = models.PositiveIntegerField(null=True)  # people or copies; unknown for an intranet

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(channel__in=Channel.values), name="calls_go_by_known_channels"),
            models.CheckConstraint(
                condition=~models.Q(channel__in=sorted(SENT_CHANNELS)) | models.Q(count__gte=1), name="a_sent_call_reached_somebody"
            ),
        ]
        ordering = ["-sent_at", "-id"]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"

    @property
    def is_sent(self) -> bool:
        """Whether the product sent it by itself; else it was noted down by hand."""
        return self.channel in SENT_CHANNELS

    @property
    def kind(self) -> str:
        """The kind of its letters in the outbox; only of one that was sent."""
        return LETTERS[Channel(self.channel)]

    @property
    def event(self) -> str:
        """The event by which the outbox knows its letters."""
        return f"{self.kind}:{self.programme_id}:{self.pk}"
