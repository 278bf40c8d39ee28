"""What mentors enter by themselves: arrangement work and small costs. And what one mentor's unit costs."""

from django.conf import settings
from django.db import models

from verme.groups.models import Group
from verme.kernel import clock
from verme.mentors.models import Mentor
from verme.programmes.models import Programme


class Arrangement(models.Model):
    """Arrangement work (järjestelytyö) of a day, in units. Until it is sent the mentor may take it out again."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="arrangement_rows")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="arrangement_rows")
    day = models.DateField()
    units = models.DecimalField(max_digits=5, decimal_places=2)
    ground = models.CharField(max_length=200)  # what was arranged
    entered_at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(units__gt=0, units__lte=40), name="arrangements_have_units")]
        ordering = ["day", "id"]

    def __str__(self) -> str:
        return f"arrangement {self.pk}"


class Expense(models.Model):
    """A small cost of a group, mainly coffee, that somebody has paid and gets back against a receipt."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="expenses")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="expenses")  # who paid
    day = models.DateField()
    cents = models.PositiveIntegerField()
    what = models.CharField(max_length=200)
    receipt = models.CharField(max_length=80)  # its reference, or where it is kept
    cost_centre = models.CharField(max_length=40, blank=True)
    entered_at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(cents__gt=0), name="a_cost_costs_something")]
        ordering = ["day", "id"]

    def __str__(self) -> str:
        return f"expense {self.pk}"


class Rate(models.Model):
    """What one mentor's unit costs from a day on, by a decision. Rows are only added: the latest written one for a day holds."""

    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="rates")
    valid_from = models.DateField()
    cents = models.PositiveIntegerField()
    decision = models.CharField(max_length=200)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    set_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(cents__gt=0, cents__lte=100_000), name="a_rate_is_a_price")]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"rate {self.pk}"
