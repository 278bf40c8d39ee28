"""The operating model (toimintamalli) as plain values: every number of the brochure and every default of ours is a field.

Presets are those of product.md §2; what the brochure leaves open is decisions.md §5. An organisation may change each of them.
Time in minutes, money in cents, pay in units (one unit is one single-lesson fee, kertatuntipalkkio).
"""

from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from verme.programmes.terms import ConfirmedBy, CreditForm, MeetingTime, PairPay, PartTime, RulesRefusal


@dataclass(frozen=True)
class Rules:
    """One version of an organisation's operating model."""

    # groups
    groups_min: int = 5  # in a year
    groups_max: int = 7
    size_min: int = 4
    size_target_min: int = 6
    size_target_max: int = 8
    size_max: int = 10
    max_same_unit: int = 3
    meetings: int = 6
    meeting_minutes: int = 90
    # who may join: keys of staff groups, empty for every group
    staff_groups: tuple[str, ...] = ()
    # working time
    meeting_time: MeetingTime = MeetingTime.OWN
    time_exceptions: tuple[str, ...] = ()  # keys of staff groups for whom it is the other way
    # credit
    credit_threshold: int = 4  # attended meetings for one day
    credit_minutes: int = 0  # attended minutes that a day needs as well; 0: meetings alone decide
    credit_day_minutes: int = 360
    credit_cap_days: int = 1  # in a school year
    credit_in_shares: bool = False  # True: each attended meeting gives its share of a day; False: whole days only
    credit_carries_over: bool = False  # whether meetings left over help next year
    counted_minutes: int = 60  # a held meeting at least this long counts once
    held_people: int = 2  # fewer participants present: the meeting was not held
    part_time: PartTime = PartTime.NONE
    credit_forms: dict[str, CreditForm] = field(default_factory=dict)  # working-time form → what it earns
    mentor_credit: bool = False
    gatherings_count: bool = False  # kick-off and closing gatherings of the whole programme
    confirmed_by: ConfirmedBy = ConfirmedBy.COORDINATOR
    # pay
    pays_fee: bool = True
    planning_units: Decimal = Decimal(3)  # once a year per mentor
    arrangement_units_max: Decimal = Decimal(3)
    meeting_units: Decimal = Decimal(1)  # for each held meeting
    pays_by_length: bool = False  # whether a longer meeting raises its fee in proportion
    pair_pay: PairPay = PairPay.HALVES
    stand_in_paid: bool = True
    average_price_cents: int | None = None  # keskihinta of a unit, for budget and report only
    rounding_cents: int = 1
    # costs
    refunds_costs: bool = False
    cost_budget_cents: int | None = None  # per group and year
    # mentors' planning meetings
    planning_in_working_time: bool = True
    planning_substitute: bool = True
    # the season
    opens_month: int = 8  # sign-up opens about this day, when schools open
    opens_day: int = 10
    signup_days: int = 30
    groups_days: int = 7  # groups are told this many days after the last day to sign up
    ends_month: int = 5
    ends_day: int = 31
    # formation
    poor_below: int = 40
    theme_points: tuple[int, ...] = (50, 35, 20)
    any_theme_points: int = 5
    slot_points: tuple[int, int] = (25, 10)  # fits well, fits if needed
    place_points: tuple[int, int] = (15, 5)
    language_points: int = 10
    unit_cost: int = 8
    size_cost: int = 6
    met_cost: int = 6
    mix_cost: int = 10
    together_gain: int = 10


_WITH_VESO = {
    "veso": CreditForm.VESO,
    "annual": CreditForm.HOURS,
    "total": CreditForm.HOURS,
    "office": CreditForm.HOURS,
    "hourly": CreditForm.HOURS,
    "student": CreditForm.STUDIES,
}

SEINAJOKI = Rules(
    staff_groups=("class_teacher", "subject_teacher", "special_needs_teacher", "guidance_counsellor", "school_assistant"),
    credit_forms=_WITH_VESO,
)
GRADIA = Rules(
    groups_min=5,
    groups_max=5,
    meeting_time=MeetingTime.WORKING,
    credit_forms={**_WITH_VESO, "veso": CreditForm.HOURS},
    pays_fee=False,
    planning_units=Decimal(0),
    arrangement_units_max=Decimal(0),
    meeting_units=Decimal(0),
    refunds_costs=True,
    planning_substitute=False,
)
PRESETS = {"seinajoki": SEINAJOKI, "gradia": GRADIA}
FIELDS = tuple(each.name for each in fields(Rules))


def changed(rules: Rules, values: dict[str, Any]) -> Rules:
    """The rules with some values replaced. Raises TypeError for a name that is no rule."""
    return replace(rules, **values)


def differences(before: Rules, after: Rules) -> tuple[str, ...]:
    """The names of the fields in which two versions differ, in the order of the model."""
    return tuple(name for name in FIELDS if getattr(before, name) != getattr(after, name))


def why_not_rules(rules: Rules) -> RulesRefusal | None:
    """The first thing that does not hold together."""
    checks = (*_about_groups(rules), *_about_credit(rules), *_about_money(rules), *_about_season(rules), *_about_formation(rules))
    return next((reason for holds, reason in checks if not holds), None)


type Checks = tuple[tuple[bool, RulesRefusal], ...]


def _about_groups(rules: Rules) -> Checks:
    sizes = (rules.size_min, rules.size_target_min, rules.size_target_max, rules.size_max)
    return (
        (1 <= rules.groups_min <= rules.groups_max <= 200, RulesRefusal.GROUPS),
        (list(sizes) == sorted(sizes) and rules.size_min >= 2 and rules.size_max <= 30, RulesRefusal.SIZES),
        (1 <= rules.max_same_unit <= rules.size_max, RulesRefusal.SAME_UNIT),
        (1 <= rules.meetings <= 40, RulesRefusal.MEETINGS),
        (15 <= rules.meeting_minutes <= 480, RulesRefusal.MINUTES),
    )


def _about_credit(rules: Rules) -> Checks:
    return (
        (1 <= rules.credit_threshold <= rules.meetings, RulesRefusal.THRESHOLD),
        (0 <= rules.credit_minutes <= rules.meetings * rules.meeting_minutes, RulesRefusal.CREDIT_MINUTES),
        (60 <= rules.credit_day_minutes <= 600, RulesRefusal.DAY),
        (0 <= rules.credit_cap_days <= 3, RulesRefusal.CAP),
        (0 < rules.counted_minutes <= rules.meeting_minutes, RulesRefusal.COUNTED),
        (1 <= rules.held_people <= rules.size_max, RulesRefusal.HELD),
    )


def _about_money(rules: Rules) -> Checks:
    units = (rules.planning_units, rules.arrangement_units_max, rules.meeting_units)
    return (
        (all(0 <= each <= 40 and each * 4 == int(each * 4) for each in units), RulesRefusal.UNITS),
        (all(each is None or 0 <= each <= 10_000_000 for each in (rules.average_price_cents, rules.cost_budget_cents)), RulesRefusal.MONEY),
        (rules.rounding_cents in {1, 5, 10, 50, 100}, RulesRefusal.ROUNDING),
    )


def _about_season(rules: Rules) -> Checks:
    return (
        (_is_day(rules.opens_month, rules.opens_day) and _is_day(rules.ends_month, rules.ends_day), RulesRefusal.SEASON),
        (1 <= rules.signup_days <= 120 and 0 <= rules.groups_days <= 60, RulesRefusal.DAYS),
    )


def _about_formation(rules: Rules) -> Checks:
    ladders = (rules.theme_points, rules.slot_points, rules.place_points)
    weights = (rules.any_theme_points, rules.language_points, rules.unit_cost, rules.size_cost, rules.met_cost, rules.mix_cost)
    numbers = (*weights, rules.together_gain, *(points for ladder in ladders for points in ladder))
    return (
        (0 <= rules.poor_below <= 100, RulesRefusal.POOR),
        (all(list(ladder) == sorted(ladder, reverse=True) for ladder in ladders), RulesRefusal.POINTS),
        (all(0 <= number <= 100 for number in numbers), RulesRefusal.WEIGHTS),
    )


def _is_day(month: int, day: int) -> bool:
    """Whether every year has this day."""
    try:
        date(2025, month, day)  # no leap year
    except ValueError:
        return False
    return True


def why_not_from(valid_from: date, *, today: date, latest: date | None, is_used: bool) -> RulesRefusal | None:
    """A change never moves the past: it begins today or later, and not before a version that is already there.

    It may begin earlier only where nothing has gone by the rules yet: `is_used` tells whether some group's time has run between that day
    and today. The first version of all (`latest` is None) may speak of any day.
    """
    if latest is None:
        return None
    if valid_from < today and is_used:
        return RulesRefusal.PAST
    return RulesRefusal.BEFORE_LATEST if valid_from < latest else None


def is_working_time(rules: Rules, staff_group: str) -> bool:
    """Whether taking part is working time for this staff group."""
    usual = rules.meeting_time == MeetingTime.WORKING
    return usual != (staff_group in rules.time_exceptions)
