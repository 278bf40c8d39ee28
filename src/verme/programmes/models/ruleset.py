"""The organisation's operating model, version by version. Rows are only added (trigger)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from verme.kernel import clock
from verme.organisations.models import Organisation
from verme.programmes.rules import FIELDS, Rules
from verme.programmes.terms import ConfirmedBy, CreditForm, MeetingTime, PairPay, PartTime

KINDS: dict[str, type[models.TextChoices]] = {
    "meeting_time": MeetingTime,
    "part_time": PartTime,
    "confirmed_by": ConfirmedBy,
    "pair_pay": PairPay,
}
TUPLES = ("staff_groups", "time_exceptions", "theme_points", "slot_points", "place_points")


def _one_of(name: str, kind: type[models.TextChoices]) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{name}__in": kind.values}), name=f"rules_{name}_is_known")


class RuleSet(models.Model):
    """One version: valid from a day until the next one begins. Columns are the fields of `rules.Rules`."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="rule_sets")
    valid_from = models.DateField()
    decision = models.CharField(max_length=200, blank=True)  # decision reference (päätösviite)
    preset = models.CharField(max_length=12, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    groups_min = models.PositiveSmallIntegerField()
    groups_max = models.PositiveSmallIntegerField()
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
    credit_threshold = models.PositiveSmallIntegerField()
    credit_minutes = models.PositiveIntegerField(default=0)
    credit_day_minutes = models.PositiveSmallIntegerField()
    credit_cap_days = models.PositiveSmallIntegerField()
    credit_in_shares = models.BooleanField()
    credit_carries_over = models.BooleanField()
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
    pays_by_length = models.BooleanField()
    pair_pay = models.CharField(max_length=8, choices=PairPay.choices)
    stand_in_paid = models.BooleanField()
    average_price_cents = models.PositiveIntegerField(null=True)
    rounding_cents = models.PositiveSmallIntegerField()
    refunds_costs = models.BooleanField()
    cost_budget_cents = models.PositiveIntegerField(null=True)
    planning_in_working_time = models.BooleanField()
    planning_substitute = models.BooleanField()
    opens_month = models.PositiveSmallIntegerField()
    opens_day = models.PositiveSmallIntegerField()
    signup_days = models.PositiveSmallIntegerField()
    groups_days = models.PositiveSmallIntegerField()
    ends_month = models.PositiveSmallIntegerField()
    ends_day = models.PositiveSmallIntegerField()
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
            models.CheckConstraint(condition=Q(groups_min__gte=1, groups_min__lte=F("groups_max")), name="there_are_groups"),
            models.CheckConstraint(
                condition=Q(size_min__gte=2)
                & Q(size_min__lte=F("size_target_min"))
                & Q(size_target_min__lte=F("size_target_max"))
                & Q(size_target_max__lte=F("size_max")),
                name="group_sizes_grow",
            ),
            models.CheckConstraint(
                condition=Q(max_same_unit__gte=1, max_same_unit__lte=F("size_max"), held_people__gte=1, held_people__lte=F("size_max")),
                name="a_group_can_be_of_one_unit_and_held",
            ),
            models.CheckConstraint(
                condition=Q(meetings__gte=1, meetings__lte=40, meeting_minutes__gte=15, meeting_minutes__lte=480),
                name="meetings_have_a_length",
            ),
            models.CheckConstraint(
                condition=Q(counted_minutes__gte=1, counted_minutes__lte=F("meeting_minutes")), name="a_meeting_can_count"
            ),
            models.CheckConstraint(condition=Q(credit_threshold__gte=1, credit_threshold__lte=F("meetings")), name="credit_can_be_reached"),
            models.CheckConstraint(
                condition=Q(credit_minutes__lte=F("meetings") * F("meeting_minutes")), name="the_minutes_of_credit_can_be_reached"
            ),
            models.CheckConstraint(
                condition=Q(credit_day_minutes__gte=60, credit_day_minutes__lte=600, credit_cap_days__lte=3), name="a_day_has_hours"
            ),
            models.CheckConstraint(
                condition=Q(planning_units__gte=0, arrangement_units_max__gte=0, meeting_units__gte=0), name="units_are_not_negative"
            ),
            models.CheckConstraint(condition=Q(rounding_cents__in=[1, 5, 10, 50, 100]), name="sums_are_rounded_to_coins"),
            models.CheckConstraint(
                condition=Q(opens_month__gte=1, opens_month__lte=12, opens_day__gte=1, opens_day__lte=31)
                & Q(ends_month__gte=1, ends_month__lte=12, ends_day__gte=1, ends_day__lte=31)
                & Q(signup_days__gte=1, signup_days__lte=120, groups_days__lte=60),
                name="the_season_has_days",
            ),
            models.CheckConstraint(condition=Q(poor_below__lte=100), name="a_poor_seat_is_a_share"),
            *(_one_of(name, kind) for name, kind in KINDS.items()),
        ]
        indexes = [models.Index(fields=["organisation", "-valid_from", "-id"], name="rules_of_a_day")]

    def __str__(self) -> str:
        return f"rules from {self.valid_from}"

    @property
    def rules(self) -> Rules:
        """The version as plain values."""
        values = {name: getattr(self, name) for name in FIELDS}
        for name in TUPLES:
            values[name] = tuple(values[name])
        values["credit_forms"] = {form: CreditForm(earns) for form, earns in self.credit_forms.items()}
        for name, kind in KINDS.items():
            values[name] = kind(values[name])
        return Rules(**values)
