"""What stands around sign-ups: offers of freed places, invitations of outsiders, questions to supervisors, counters against abuse."""

from django.db import models

from verme.kernel import clock
from verme.programmes.models import Programme
from verme.signups.models.signup import Signup


class Offer(models.Model):
    """A freed place offered to one person for three days. Offers about the same place share a chain."""

    signup = models.ForeignKey(Signup, on_delete=models.CASCADE, related_name="offers")
    chain = models.PositiveIntegerField()  # number of the freed place in its programme
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    took = models.BooleanField(null=True)  # yes, no, or (null) no answer

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["signup", "chain"], name="one_offer_per_freed_place"),
            models.UniqueConstraint(fields=["signup"], condition=models.Q(answered_at__isnull=True), name="one_open_offer_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"offer {self.pk}"


class Outsider(models.Model):
    """A personal invitation to somebody outside the organisation, or a link for a school's students."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="outsiders")
    digest = models.CharField(max_length=64, unique=True)
    address = models.EmailField(max_length=254, blank=True)  # empty for a students' link
    note = models.CharField(max_length=300, blank=True)  # own words for a students' link
    limit = models.PositiveSmallIntegerField(default=1)  # sign-ups it may bring
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"outsider {self.pk}"


class SupervisorAsk(models.Model):
    """A supervisor is told, or asked for a yes: name and times only. Silence for seven days means yes."""

    signup = models.OneToOneField(Signup, on_delete=models.CASCADE, related_name="supervisor_ask")
    digest = models.CharField(max_length=64, unique=True)
    is_question = models.BooleanField()
    asked_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True)
    said_yes = models.BooleanField(null=True)

    def __str__(self) -> str:
        return f"ask {self.pk}"


class Counter(models.Model):
    """How often something was tried in one minute of real time, counted in the database so that it holds over all workers."""

    key = models.CharField(max_length=120)
    minute = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "minute"], name="one_counter_a_minute")]

    def __str__(self) -> str:
        return self.key
