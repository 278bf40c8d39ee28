"""Changing the operating model, a part at a time: each field of the model has its piece of a form, and goes there and back unchanged."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from verme.kernel.dates import MONTHS
from verme.organisations.models import Organisation
from verme.organisations.terms import WorkingTime
from verme.programmes.plain_words import Part
from verme.programmes.rules import Rules
from verme.programmes.terms import ConfirmedBy, CreditForm, MeetingTime, PairPay, PartTime
from verme.web.coordinator.forms.year import day_field
from verme.web.ui.text_fields import Words

type Choices = Sequence[tuple[str, Words]]
FILL_IN = _("Write a number")


@dataclass(frozen=True)
class Plain:
    """A field of the form that holds the value as it is."""

    make: Callable[[], forms.Field]

    def fields(self, name: str, value: Any, groups: Choices) -> dict[str, forms.Field]:
        field = self.make()
        field.initial = Decimal(format(value.normalize(), "f")) if isinstance(value, Decimal) else value  # 3, not 3.00
        return {name: field}

    def value(self, name: str, given: Mapping[str, Any]) -> Any:
        return given[name]


@dataclass(frozen=True)
class Euros:
    """Cents in the model, euros in the form; empty means that there is no sum."""

    label: Words
    help_text: Words = ""

    def fields(self, name: str, value: int | None, groups: Choices) -> dict[str, forms.Field]:
        field = _decimal(self.label, self.help_text, required=False, most=100_000)
        field.initial = None if value is None else Decimal(value) / 100
        return {name: field}

    def value(self, name: str, given: Mapping[str, Any]) -> int | None:
        return None if given[name] is None else int(given[name] * 100)


@dataclass(frozen=True)
class Ladder:
    """Several numbers of one field, each with its own label."""

    labels: Sequence[Words]

    def fields(self, name: str, value: tuple[int, ...], groups: Choices) -> dict[str, forms.Field]:
        made: dict[str, forms.Field] = {}
        for number, (label, points) in enumerate(zip(self.labels, value, strict=True)):
            field = made[_rung(name, number)] = _number(label, most=100)
            field.initial = points
        return made

    def value(self, name: str, given: Mapping[str, Any]) -> tuple[int, ...]:
        return tuple(given[_rung(name, number)] for number in range(len(self.labels)))


def _rung(name: str, number: int) -> str:
    return f"{name}_{number}" if number else name


@dataclass(frozen=True)
class Groups:
    """Staff groups of the organisation."""

    label: Words
    help_text: Words = ""

    def fields(self, name: str, value: tuple[str, ...], groups: Choices) -> dict[str, forms.Field]:
        widget = forms.CheckboxSelectMultiple
        choices = [*groups, *((key, key) for key in value if key not in dict(groups))]  # one that was taken away stays to be seen
        field = forms.MultipleChoiceField(label=self.label, help_text=self.help_text, required=False, choices=choices, widget=widget)
        field.initial = list(value)
        return {name: field}

    def value(self, name: str, given: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(given[name])


class Earnings:
    """What each working-time form earns."""

    def fields(self, name: str, value: Mapping[str, CreditForm], groups: Choices) -> dict[str, forms.Field]:
        made: dict[str, forms.Field] = {}
        for form in WorkingTime:
            field = made[f"{name}_{form}"] = forms.ChoiceField(label=capfirst(form.label), choices=_capital(CreditForm.choices))
            field.initial = value.get(form, CreditForm.HOURS)
        return made

    def value(self, name: str, given: Mapping[str, Any]) -> dict[str, CreditForm]:
        return {form.value: CreditForm(given[f"{name}_{form}"]) for form in WorkingTime}


type Piece = Plain | Euros | Ladder | Groups | Earnings


def _number(label: Words, help_text: Words = "", least: int = 0, most: int = 1000) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "class": "w-s"})
    words = {"required": FILL_IN, "invalid": FILL_IN}
    return forms.IntegerField(label=label, help_text=help_text, min_value=least, max_value=most, widget=widget, error_messages=words)


def _decimal(label: Words, help_text: Words = "", *, required: bool = True, most: int = 40) -> forms.DecimalField:
    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "w-s"})
    words = {"required": FILL_IN, "invalid": FILL_IN}
    return forms.DecimalField(
        label=label, help_text=help_text, required=required, min_value=0, max_value=most, decimal_places=2, localize=True, widget=widget,
        error_messages=words,
    )  # fmt: skip


def number(label: Words, help_text: Words = "", least: int = 0, most: int = 1000) -> Plain:
    """A whole number."""
    return Plain(lambda: _number(label, help_text, least, most))


def units(label: Words, help_text: Words = "") -> Plain:
    """Units of pay, with a comma or a point."""
    return Plain(lambda: _decimal(label, help_text))


def tick(label: Words, help_text: Words = "") -> Plain:
    """Yes or no."""
    return Plain(lambda: forms.BooleanField(label=label, help_text=help_text, required=False))


def one_of(label: Words, choices: Choices, coerce: Callable[[str], Any], help_text: Words = "") -> Plain:
    """One of a few."""
    return Plain(lambda: forms.TypedChoiceField(label=label, help_text=help_text, choices=choices, coerce=coerce, widget=forms.RadioSelect))


def _capital(choices: Choices) -> Choices:
    return [(value, capfirst(words)) for value, words in choices]


def month(label: Words) -> Plain:
    """A month by its name."""

    def make() -> forms.Field:
        names = MONTHS[(get_language() or "fi")[:2]]
        return forms.TypedChoiceField(label=label, choices=list(enumerate(names, 1)), coerce=int)

    return Plain(make)


ROUNDINGS: Choices = [("1", "0,01 €"), ("5", "0,05 €"), ("10", "0,10 €"), ("50", "0,50 €"), ("100", "1 €")]

PIECES: Mapping[Part, Mapping[str, Piece]] = {
    Part.JOINING: {
        "staff_groups": Groups(_("Which staff groups may join"), _("If you choose none, everybody may.")),
        "groups_min": number(_("Groups in a year, at least"), least=1, most=200),
        "groups_max": number(_("Groups in a year, at most"), _("Times the aim, this is the proposed number of places."), least=1, most=200),
        "size_min": number(_("People in a group, at least"), least=2, most=30),
        "size_target_min": number(_("Aim from"), least=2, most=30),
        "size_target_max": number(_("Aim to"), least=2, most=30),
        "size_max": number(_("People in a group, at most"), least=2, most=30),
        "max_same_unit": number(_("From the same school or unit, at most"), least=1, most=30),
    },
    Part.MEETINGS: {
        "meetings": number(_("Meetings in a school year"), least=1, most=40),
        "meeting_minutes": number(_("Length of a meeting, minutes"), least=15, most=480),
        "meeting_time": one_of(_("Whose time are the meetings?"), MeetingTime.choices, MeetingTime),
        "time_exceptions": Groups(_("Staff groups for whom it is the other way")),
        "counted_minutes": number(_("A meeting counts from this length on, minutes"), least=1, most=480),
        "held_people": number(_("And from this number of participants on"), least=1, most=30),
        "gatherings_count": tick(_("Kick-off and closing gatherings count too")),
    },
    Part.CREDIT: {
        "credit_threshold": number(_("Meetings for one day"), least=1, most=40),
        "credit_minutes": number(_("Minutes that a day needs as well"), _("0: the number of meetings alone decides"), most=20_000),
        "credit_day_minutes": number(_("Length of a day, minutes"), least=60, most=600),
        "credit_cap_days": number(_("Days in a school year, at most"), most=3),
        "credit_in_shares": tick(_("Each meeting gives its share of a day"), _("If not, only whole days count.")),
        "credit_carries_over": tick(_("Meetings left over help next year")),
        "credit_forms": Earnings(),
        "part_time": one_of(_("Threshold in part-time work"), PartTime.choices, PartTime),
        "confirmed_by": one_of(_("Who confirms?"), ConfirmedBy.choices, ConfirmedBy),
        "mentor_credit": tick(_("Leading a group gives the mentor the same")),
    },
    Part.PAY: {
        "pays_fee": tick(_("Mentors are paid a fee")),
        "planning_units": units(_("For planning, units once a year")),
        "meeting_units": units(_("For a held meeting, units")),
        "arrangement_units_max": units(_("For arrangements, units at most")),
        "pays_by_length": tick(_("A longer meeting raises the fee in proportion")),
        "pair_pay": one_of(_("A pair of mentors"), PairPay.choices, PairPay),
        "stand_in_paid": tick(_("A stand-in gets the unit of the meeting held")),
        "average_price_cents": Euros(_("Average price of a unit, euros"), _("For budgets and reports only. Empty: reports show units.")),
        "rounding_cents": one_of(_("Sums are rounded to"), ROUNDINGS, int),
        "refunds_costs": tick(_("Small costs of arranging are refunded against a voucher")),
        "cost_budget_cents": Euros(_("At most for a group in a year, euros"), _("Empty: no limit.")),
        "planning_in_working_time": tick(_("Mentors' planning meetings are working time")),
        "planning_substitute": tick(_("A substitute may be hired for them")),
    },
    Part.SEASON: {
        "opens_month": month(_("Month in which sign-up opens")),
        "opens_day": number(_("Day of that month"), least=1, most=31),
        "signup_days": number(_("Days that sign-up is open"), least=1, most=120),
        "groups_days": number(_("Days from its end until the groups are told"), most=60),
        "ends_month": month(_("Month in which the groups' year ends")),
        "ends_day": number(_("Day of that month"), least=1, most=31),
    },
    Part.FORMATION: {
        "theme_points": Ladder([_("Points for the first wish"), _("For the second"), _("For the third")]),
        "any_theme_points": number(_("For any other theme"), most=100),
        "slot_points": Ladder([_("Points for a time that suits well"), _("If needed")]),
        "place_points": Ladder([_("Points for a place that suits well"), _("If needed")]),
        "language_points": number(_("For the preferred language"), most=100),
        "unit_cost": number(_("Taken for each further person from the same school"), most=100),
        "size_cost": number(_("For each person too many or too few"), most=100),
        "met_cost": number(_("For each pair who met last year"), most=100),
        "mix_cost": number(_("For each staff group that a mixed theme lacks"), most=100),
        "together_gain": number(_("Given for two who both wish to be together"), most=100),
        "poor_below": number(_("A seat is poor below this number of points"), most=100),
    },
}
# Where an action's no is shown: reason → field.
REFUSED_AT = {
    "groups": "groups_min", "sizes": "size_min", "same_unit": "max_same_unit", "meetings": "meetings", "minutes": "meeting_minutes",
    "threshold": "credit_threshold", "credit_minutes": "credit_minutes", "day": "credit_day_minutes", "cap": "credit_cap_days",
    "counted": "counted_minutes",
    "held": "held_people", "units": "planning_units", "money": "average_price_cents", "rounding": "rounding_cents", "season": "opens_day",
    "days": "signup_days", "poor": "poor_below", "points": "theme_points", "weights": "unit_cost", "past": "valid_from",
    "before_latest": "valid_from", "no_decision": "decision",
}  # fmt: skip


class RulesForm(forms.Form):
    """One part of the model, from which day on, by which decision."""

    valid_from = day_field(_("In force from"), _("Today or later. What has been earned and paid before does not change."))
    decision = forms.CharField(
        label=_("Decision"),
        help_text=_("Where it was decided, for example: education board 14.6.2026 § 212"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write the decision that the change rests on.")},
    )

    def __init__(self, data: Mapping[str, Any] | None, *, part: Part, rules: Rules, organisation: Organisation, **named: Any) -> None:
        super().__init__(data, **named)
        self.pieces = PIECES[part]
        spoken = (get_language() or "fi")[:2]
        groups = [(group.key, group.name_in(spoken, organisation.first_language)) for group in organisation.staff_groups.all()]
        for name, piece in self.pieces.items():
            self.fields |= piece.fields(name, getattr(rules, name), groups)
        self.order_fields([name for name in self.fields if name not in {"valid_from", "decision"}])

    @property
    def own(self) -> list[forms.BoundField]:
        """The fields of the model, without the day and the decision."""
        return [self[name] for name in self.fields if name not in {"valid_from", "decision"}]

    def values(self) -> dict[str, Any]:
        """What the action takes: fields of the model with their new values."""
        return {name: piece.value(name, self.cleaned_data) for name, piece in self.pieces.items()}
