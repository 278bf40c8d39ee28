"""The ledger: closed months as locked batches with the very bytes that went to payroll, and their entries. Rows are only added (triggers).

Whatever names a person stands in a row beside it (`Payee`), which erasure may blank; the personnel number stays as the allowed minimum.
"""

from django.conf import settings
from django.db import models

from verme.compensation.terms import BatchKind, WorkKind
from verme.kernel import clock
from verme.mentors.models import Mentor
from verme.organisations.models import Organisation


class Batch(models.Model):
    """One closed month (maksatusaineisto): numbered, locked, with its file."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="batches")
    kind = models.CharField(max_length=5, choices=BatchKind.choices, default=BatchKind.FEES)
    number = models.PositiveIntegerField()  # rises by one in the organisation
    month = models.DateField()  # its first day
    rows = models.PositiveIntegerField()
    units = models.DecimalField(max_digits=8, decimal_places=2)
    cents = models.BigIntegerField(null=True)  # of the rows that have a price
    is_estimate = models.BooleanField(default=False)  # some of it is by the average price
    file_name = models.CharField(max_length=120)
    file_type = models.CharField(max_length=80)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)  # SHA-256 of the content
    closed_at = models.DateTimeField(default=clock.now)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    kept_until = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="batches_are_numbered"),
            models.UniqueConstraint(fields=["organisation", "kind", "month"], name="a_month_is_closed_once"),
            models.CheckConstraint(condition=models.Q(month__day=1), name="months_are_named_by_their_first_day"),
        ]
        ordering = ["-month", "-number"]

    def __str__(self) -> str:
        return f"batch {self.number}"


class Entry(models.Model):
    """One row of a batch: the line that was closed, as it went to payroll."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="entries")
    line = models.OneToOneField("compensation.WorkLine", on_delete=models.PROTECT, related_name="entry")
    row = models.PositiveIntegerField()
    personnel_number = models.CharField(max_length=40)
    kind = models.CharField(max_length=11, choices=WorkKind.choices)
    day = models.DateField()
    units = models.DecimalField(max_digits=6, decimal_places=2)
    unit_cents = models.PositiveIntegerField(null=True)
    is_estimate = models.BooleanField(default=False)
    cents = models.IntegerField(null=True)
    salary_type = models.CharField(max_length=20, blank=True)
    cost_centre = models.CharField(max_length=40, blank=True)
    kept_until = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "row"], name="rows_of_a_batch_differ")]
        ordering = ["row"]

    def __str__(self) -> str:
        return f"entry {self.pk}"


class Payee(models.Model):
    """Whose entry it is, beside the entry: erasure and retention may blank this row."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="payee")
    mentor = models.ForeignKey(Mentor, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"payee {self.pk}"
