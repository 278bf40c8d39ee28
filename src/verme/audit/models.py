"""One append-only table. No foreign keys: an entry outlives what it tells about and never blocks an erasure."""

from django.db import models

from verme.kernel import clock


class Entry(models.Model):
    """One deed. `facts` hold numbers, states and field names, never personal data or texts."""

    happened_at = models.DateTimeField(default=clock.now, db_index=True)
    organisation_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=40)
    verb = models.CharField(max_length=60)
    target_kind = models.CharField(max_length=60)
    target_id = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    request_id = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "-id"], name="audit_by_organisation"),
            models.Index(fields=["target_kind", "target_id"], name="audit_by_target"),
            models.Index(fields=["person_id", "-id"], name="audit_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.target_kind}:{self.target_id}"


class Seal(models.Model):
    """One finished day's entries under one SHA-256 that also covers the seal before: a changed row shows."""

    day = models.DateField(unique=True)
    entries = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.day} {self.digest[:8]}"
