"""How the coordinator read what people wrote about each other: free text becomes people."""

from django.conf import settings
from django.db import models

from verme.groups.terms import PairKind
from verme.kernel import clock
from verme.mentors.models import MentorEntry
from verme.programmes.models import Programme
from verme.signups.models import Signup


class Reading(models.Model):
    """One text as it was read. When its writer changes the text, the digest no longer fits and the reading counts no more.

    Only the writer lifts what was written; the coordinator only says whom it means, and that may be nobody.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="readings")
    signup = models.ForeignKey(Signup, on_delete=models.CASCADE, related_name="readings")
    kind = models.CharField(max_length=8, choices=PairKind.choices)
    digest = models.CharField(max_length=64)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    read_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["signup", "kind"], name="a_text_is_read_one_way")]

    def __str__(self) -> str:
        return self.kind


class Pair(models.Model):
    """One whom a text means: another sign-up, or a mentor entry."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="pairs")
    other = models.ForeignKey(Signup, on_delete=models.CASCADE, null=True, related_name="+")
    entry = models.ForeignKey(MentorEntry, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(other__isnull=False, entry__isnull=True) | models.Q(other__isnull=True, entry__isnull=False),
                name="a_pair_names_a_person_or_a_mentor",
            ),
            models.UniqueConstraint(fields=["reading", "other"], name="a_person_is_named_once"),
            models.UniqueConstraint(fields=["reading", "entry"], name="a_mentor_is_named_once"),
        ]

    def __str__(self) -> str:
        return f"pair {self.pk}"
