"""The outbox table. It names organisation and person by number only, so that every room above may write letters."""

from django.db import models

from verme.kernel import clock
from verme.mail import rules
from verme.mail.terms import State, WhyRefused


class Letter(models.Model):
    """One letter to one reader, complete: it says the same whenever it is sent."""

    event = models.CharField(max_length=120)  # what it tells about: "signup.confirmation:123"
    kind = models.CharField(max_length=60, db_index=True)  # "signup.confirmation"
    organisation_id = models.BigIntegerField(null=True)
    programme_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    to_address = models.EmailField(max_length=254)
    to_name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2)
    sender_name = models.CharField(max_length=200)
    reply_to = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    attachments = models.JSONField(default=list)  # [{"name", "type", "base64"}]
    is_secret = models.BooleanField(default=False)  # holds a code or a link: its words are blanked once it is sent
    message_id = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField(default=clock.now)
    trying_since = models.DateTimeField(default=clock.now)  # five days from here it is given up
    due_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(null=True)  # a reminder that comes late is dropped
    sent_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "to_address"], name="one_letter_per_event_and_reader"),
            models.CheckConstraint(
                condition=models.Q(state=State.SENT, sent_at__isnull=False)
                | (~models.Q(state=State.SENT) & models.Q(sent_at__isnull=True)),
                name="sent_letters_say_when",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="letters_to_send"),
            models.Index(fields=["organisation_id", "-id"], name="letters_by_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def why_refused(self) -> WhyRefused | None:
        """Why it did not arrive, if it was refused."""
        return rules.why_refused(self.fault) if self.state == State.REFUSED else None
