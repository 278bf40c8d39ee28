"""What stands around sign-ups: free places and their offers, invitations of outsiders, questions to supervisors, counters."""

from datetime import datetime

from django.db import models

from verme.kernel import clock
from verme.organisations.models import Organisation
from verme.programmes.models import Programme
from verme.signups.models.signup import Signup


class Vacancy(models.Model):
    """A free place while it is offered along the queue. Nobody is asked twice about the same one."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="vacancies")
    opened_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)  # taken, or not free any more

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"vacancy {self.pk}"


class Offer(models.Model):
    """A free place offered to one person for three days."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="offers")
    signup = models.ForeignKey(Signup, on_delete=models.CASCADE, related_name="offers")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    took = models.BooleanField(null=True)  # yes, no, or (null) no answer

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["signup", "vacancy"], name="asked_once_about_a_place"),
            models.UniqueConstraint(fields=["signup"], condition=models.Q(answered_at__isnull=True), name="one_open_offer_at_a_time"),
            models.UniqueConstraint(fields=["vacancy"], condition=models.Q(answered_at__isnull=True), name="a_place_is_offered_to_one"),
        ]
        indexes = [models.Index(fields=["expires_at"], condition=models.Q(answered_at__isnull=True), name="open_offers")]

    def __str__(self) -> str:
        return f"offer {self.pk}"


class Outsider(models.Model):
    """A personal invitation to somebody outside the organisation, or a link for a school's students."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="outsiders")
    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=160, blank=True)  # the person, or the school whose students may come
    address = models.EmailField(max_length=254, blank=True)  # empty for a students' link
    language = models.CharField(max_length=2, blank=True)  # of the invitation; empty for a students' link
    employer = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="outsiders_elsewhere")
    note = models.CharField(max_length=600, blank=True)  # own words for the first page
    limit = models.PositiveSmallIntegerField(default=1)  # sign-ups it may bring
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(limit__gte=1), name="an_invitation_brings_somebody")]
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"outsider {self.pk}"

    @property
    def is_personal(self) -> bool:
        """Whether it is one person's own; else it is a link for students."""
        return bool(self.address)

    def is_good_at(self, now: datetime) -> bool:
        """Whether it has not been taken back and is not too old."""
        return self.revoked_at is None and self.expires_at > now


class SupervisorAsk(models.Model):
    """A supervisor is told, or asked for a yes: name and times only. Silence for seven days means yes."""

    signup = models.OneToOneField(Signup, on_delete=models.CASCADE, related_name="supervisor_ask")
    digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=2)
    is_question = models.BooleanField()
    asked_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True)
    said_yes = models.BooleanField(null=True)

    def __str__(self) -> str:
        return f"ask {self.pk}"


class Merger(models.Model):
    """Two sign-ups that became one, and what both were before: so that it can be undone for thirty days, or until the groups are published.

    Then the row is forgotten: it holds answers.
    """

    kept = models.ForeignKey(Signup, on_delete=models.CASCADE, related_name="mergers")
    gone = models.ForeignKey(Signup, on_delete=models.CASCADE, related_name="+")
    before = models.JSONField()  # of `kept`: its answers, whose it was, when it came; of `gone`: its state and rank
    revision = models.PositiveIntegerField()  # of `kept` right after; another one means that something was built on it
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gone"], name="a_sign_up_goes_into_one")]

    def __str__(self) -> str:
        return f"merger {self.pk}"


class Counter(models.Model):
    """How often something was tried in one minute of real time, counted in the database so that it holds over all workers."""

    key = models.CharField(max_length=120)
    minute = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "minute"], name="one_counter_a_minute")]

    def __str__(self) -> str:
        return self.key
