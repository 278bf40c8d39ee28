"""The organisation's operating model, version by version. Rows are only added (trigger)."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models

from verme.kernel import clock
from verme.organisations.models import Organisation
from verme.programmes.rules import FIELDS, Rules
from verme.programmes.terms import ConfirmedBy, CreditForm, MeetingTime, PairPay, PartTime


class RuleSet(models.Model):
    """One version: valid from a day until the next one begins. Columns are the fields of `rules.Rules`."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="rule_sets")
    valid_from = models.DateField()
    decision = models.CharField(max_length=200, blank=True)  # decision reference (päätösviite)
    preset = models.CharField(max_length=12, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    size_min = models.PositiveSmallIntegerField()
    size_target_min = models.PositiveSmallIntegerField()
    size_target_max = models.PositiveSmallIntegerField()
    size_max = models.PositiveSmallIntegerField()
    max_same_unit = models.PositiveSmallIntegerField()
    meetings = models.PositiveSmallIntegerField()
    meeting_minutes = models.PositiveSmallIntegerField()
    staff_groups = models.JSONField(default=list)
    meeting_time = models.CharField(max_length=8, choices=MeetingTime.choices)
    time_exceptions = models.JSONField(default=list)
    credit_threshold = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    credit_day_minutes = models.PositiveSmallIntegerField()
    credit_cap_days = models.PositiveSmallIntegerField()
    counted_minutes = models.PositiveSmallIntegerField()
    held_people = models.PositiveSmallIntegerField()
    part_time = models.CharField(max_length=8, choices=PartTime.choices)
    credit_forms = models.JSONField(default=dict)
    mentor_credit = models.BooleanField()
    gatherings_count = models.BooleanField()
    confirmed_by = models.CharField(max_length=12, choices=ConfirmedBy.choices)
    pays_fee = models.BooleanField()
    planning_units = models.DecimalField(max_digits=5, decimal_places=2)
    arrangement_units_max = models.DecimalField(max_digits=5, decimal_places=2)
    meeting_units = models.DecimalField(max_digits=5, decimal_places=2)
    pair_pay = models.CharField(max_length=8, choices=PairPay.choices)
    stand_in_paid = models.BooleanField()
    average_price_cents = models.PositiveIntegerField(null=True)
    rounding_cents = models.PositiveSmallIntegerField()
    refunds_costs = models.BooleanField()
    cost_budget_cents = models.PositiveIntegerField(null=True)
    planning_in_working_time = models.BooleanField()
    planning_substitute = models.BooleanField()
    poor_below = models.PositiveSmallIntegerField()
    theme_points = models.JSONField()
    any_theme_points = models.PositiveSmallIntegerField()
    slot_points = models.JSONField()
    place_points = models.JSONField()
    language_points = models.PositiveSmallIntegerField()
    unit_cost = models.PositiveSmallIntegerField()
    size_cost = models.PositiveSmallIntegerField()
    met_cost = models.PositiveSmallIntegerField()
    mix_cost = models.PositiveSmallIntegerField()
    together_gain = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(size_min__lte=models.F("size_target_min"))
                & models.Q(size_target_min__lte=models.F("size_target_max"))
                & models.Q(size_target_max__lte=models.F("size_max")),
                name="group_sizes_grow",
            ),
            models.CheckConstraint(
                condition=models.Q(credit_threshold__gte=1, credit_threshold__lte=models.F("meetings")), name="credit_can_be_reached"
            ),
            models.CheckConstraint(
                condition=models.Q(planning_units__gte=0, arrangement_units_max__gte=0, meeting_units__gte=0), name="units_are_not_negative"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-valid_from", "-id"], name="rules_of_a_day")]

    def __str__(self) -> str:
        return f"rules from {self.valid_from}"

    @property
    def rules(self) -> Rules:
        """The version as plain values."""
        values = {name: getattr(self, name) for name in FIELDS}
        for name in ("staff_groups", "time_exceptions", "theme_points", "slot_points", "place_points"):
            values[name] = tuple(values[name])
        values["credit_forms"] = {form: CreditForm(earns) for form, earns in self.credit_forms.items()}
        for name, kind in (("meeting_time", MeetingTime), ("part_time", PartTime), ("confirmed_by", ConfirmedBy), ("pair_pay", PairPay)):
            values[name] = kind(values[name])
        return Rules(**values)
