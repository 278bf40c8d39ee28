"""The operating model as plain values, its two presets, and what a programme may do when.

Every number of the brochure and every default of ours is a field: an organisation may change each of them (product.md §2).
Time in minutes, money in cents, pay in units (one unit is one single-lesson fee, kertatuntipalkkio).
"""

from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from verme.programmes.terms import (
    ConfirmedBy,
    CreditForm,
    MeetingTime,
    PairPay,
    PartTime,
    ProgrammeRefusal,
    RulesRefusal,
)


@dataclass(frozen=True)
class Rules:
    """One version of an organisation's operating model."""

    # groups
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
    credit_day_minutes: int = 360
    credit_cap_days: int = 1  # in a school year
    counted_minutes: int = 60  # a held meeting at least this long counts once
    held_people: int = 2  # fewer participants present: the meeting was not held
    part_time: PartTime = PartTime.NONE
    credit_forms: dict[str, CreditForm] = field(default_factory=dict)  # working-time form → what it earns
    mentor_credit: bool = False
    gatherings_count: bool = False
    confirmed_by: ConfirmedBy = ConfirmedBy.COORDINATOR
    # pay
    pays_fee: bool = True
    planning_units: Decimal = Decimal(3)  # once a year per mentor
    arrangement_units_max: Decimal = Decimal(3)
    meeting_units: Decimal = Decimal(1)  # for each held meeting
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


_VESO = {
    "veso": CreditForm.VESO,
    "annual": CreditForm.HOURS,
    "total": CreditForm.HOURS,
    "office": CreditForm.HOURS,
    "hourly": CreditForm.HOURS,
    "student": CreditForm.STUDIES,
}
_HOURS = {**_VESO, "veso": CreditForm.HOURS}

SEINAJOKI = Rules(
    staff_groups=("class_teacher", "subject_teacher", "special_needs_teacher", "guidance_counsellor", "school_assistant"),
    credit_forms=_VESO,
)
GRADIA = Rules(
    meeting_time=MeetingTime.WORKING,
    credit_forms=_HOURS,
    pays_fee=False,
    planning_units=Decimal(0),
    arrangement_units_max=Decimal(0),
    meeting_units=Decimal(0),
    refunds_costs=True,
    cost_budget_cents=30_000,
    planning_substitute=False,
)
PRESETS = {"seinajoki": SEINAJOKI, "gradia": GRADIA}
FIELDS = tuple(each.name for each in fields(Rules))


def changed(rules: Rules, values: dict[str, Any]) -> Rules:
    """The rules with some values replaced. Raises TypeError for a name that is no rule."""
    return replace(rules, **values)


def why_not_rules(rules: Rules) -> RulesRefusal | None:
    """The first thing that does not hold together."""
    sizes = (rules.size_min, rules.size_target_min, rules.size_target_max, rules.size_max)
    checks = (
        (list(sizes) == sorted(sizes) and rules.size_min >= 2, RulesRefusal.SIZES),
        (1 <= rules.max_same_unit <= rules.size_max, RulesRefusal.SAME_UNIT),
        (1 <= rules.meetings <= 40, RulesRefusal.MEETINGS),
        (15 <= rules.meeting_minutes <= 480, RulesRefusal.MINUTES),
        (1 <= rules.credit_threshold <= rules.meetings, RulesRefusal.THRESHOLD),
        (0 <= rules.credit_cap_days <= 3, RulesRefusal.CAP),
        (0 < rules.counted_minutes <= rules.meeting_minutes, RulesRefusal.COUNTED),
        (1 <= rules.held_people <= rules.size_max, RulesRefusal.HELD),
        (
            all(Decimal(0) <= units <= 40 for units in (rules.planning_units, rules.arrangement_units_max, rules.meeting_units)),
            RulesRefusal.UNITS,
        ),
        (0 <= rules.poor_below <= 100, RulesRefusal.POOR),
        (list(rules.theme_points) == sorted(rules.theme_points, reverse=True), RulesRefusal.POINTS),
    )
    return next((reason for holds, reason in checks if not holds), None)


def why_not_from(valid_from: date, *, today: date, latest: date | None) -> RulesRefusal | None:
    """A change never moves the past: it begins today or later, and not before a version that is already there."""
    if latest is not None and valid_from < today:
        return RulesRefusal.PAST
    if latest is not None and valid_from < latest:
        return RulesRefusal.BEFORE_LATEST
    return None


def is_working_time(rules: Rules, staff_group: str) -> bool:
    """Whether taking part is working time for this staff group."""
    usual = rules.meeting_time == MeetingTime.WORKING
    return usual != (staff_group in rules.time_exceptions)


@dataclass(frozen=True)
class Dates:
    """The dates of a programme: sign-up from – to (last day), groups told by, first and last day of the groups' time."""

    opens_at: datetime
    closes_at: datetime
    groups_by: date
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class YearDefaults:
    """What one page proposes for a school year; the coordinator confirms."""

    opens_on: date
    opens_time: time
    last_day: date
    groups_by: date
    starts_on: date
    ends_on: date


def year_defaults(school_year: int, today: date) -> YearDefaults:
    """August opens, early September closes, groups in mid-September (brochure). Later in the year everything begins today."""
    autumn = YearDefaults(
        opens_on=_monday(date(school_year, 8, 10)),
        opens_time=time(8),
        last_day=_monday(date(school_year, 9, 7)),
        groups_by=_monday(date(school_year, 9, 14)),
        starts_on=date(school_year, 9, 14),
        ends_on=date(school_year + 1, 5, 31),
    )
    if today <= autumn.last_day:
        return replace(autumn, opens_on=max(autumn.opens_on, today))
    day = date.fromordinal
    start = today.toordinal()
    return YearDefaults(
        today, time(8), day(start + 21), day(start + 28), day(start + 28), max(date(school_year + 1, 5, 31), day(start + 120))
    )


def _monday(first: date) -> date:
    """This day, or the next Monday."""
    return date.fromordinal(first.toordinal() + (-first.weekday()) % 7)


def why_not_dates(dates: Dates) -> ProgrammeRefusal | None:
    """Dates follow one another."""
    if dates.opens_at >= dates.closes_at:
        return ProgrammeRefusal.OPENS_BEFORE_CLOSES
    if dates.groups_by < dates.opens_at.date():
        return ProgrammeRefusal.GROUPS_AFTER_SIGNUP
    if dates.starts_on > dates.ends_on:
        return ProgrammeRefusal.STARTS_BEFORE_ENDS
    return None


def why_not_announce(*, themes: int, slots: int, places: int, is_announced: bool) -> ProgrammeRefusal | None:
    """Before people can sign up there must be something to wish for."""
    if is_announced:
        return ProgrammeRefusal.ALREADY_ANNOUNCED
    if not themes:
        return ProgrammeRefusal.NO_THEMES
    if not slots:
        return ProgrammeRefusal.NO_SLOTS
    return None if places else ProgrammeRefusal.NO_PLACES
