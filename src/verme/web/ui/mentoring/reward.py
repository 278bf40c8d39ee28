"""What leading a group gives by the operating model, in rows of words with a number at the end."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.programmes.plain_words import duration, euros, units
from verme.programmes.rules import Rules
from verme.programmes.terms import PairPay


class Row(NamedTuple):
    """What, how it comes, how much."""

    what: str
    how: str
    much: str


class Reward(NamedTuple):
    """The rows, and what there is to say beside them."""

    rows: Sequence[Row]
    note: str


def reward(rules: Rules) -> Reward:
    """A fee in units where it is paid, costs where they are refunded, and whose time planning meetings take."""
    rows = [*(_fee(rules) if rules.pays_fee else []), *_costs(rules), _planning_meetings(rules)]
    return Reward(rows, _about_pairs(rules) if rules.pays_fee else _("Mentors are not paid a fee."))


def how_often(rules: Rules) -> str:
    """6 times in a school year, 1.5 hours at a time"""
    words = ngettext("%(n)s time in a school year, %(length)s", "%(n)s times in a school year, %(length)s at a time", rules.meetings)
    return words % {"n": rules.meetings, "length": duration(rules.meeting_minutes)}


def _fee(rules: Rules) -> list[Row]:
    each = ngettext("%(n)s meeting, %(units)s for each", "%(n)s meetings, %(units)s for each", rules.meetings)
    each %= {"n": rules.meetings, "units": units(rules.meeting_units)}
    rows = [
        (rules.planning_units, Row(_("Planning at the start of the school year"), "", units(rules.planning_units))),
        (rules.meeting_units, Row(_("Meetings held"), each, units(rules.meetings * rules.meeting_units))),
        (
            rules.arrangement_units_max,
            Row(_("Practical arrangements"), "", _("at most %(units)s") % {"units": units(rules.arrangement_units_max)}),
        ),
    ]
    return [row for paid, row in rows if paid]


def _costs(rules: Rules) -> list[Row]:
    if not rules.refunds_costs:
        return []
    most = rules.cost_budget_cents
    much = _("at most %(sum)s") % {"sum": euros(most)} if most is not None else _("refunded")
    return [Row(_("Coffee and other small costs"), _("against a voucher"), much)]


def _planning_meetings(rules: Rules) -> Row:
    how = _("a substitute may be hired") if rules.planning_substitute else ""
    return Row(_("Mentors' planning meetings"), how, _("working time") if rules.planning_in_working_time else _("own time"))


def _about_pairs(rules: Rules) -> str:
    unit = _("A unit is one single-lesson fee.")
    if rules.pair_pay == PairPay.HALVES:
        return unit + " " + _("A pair of mentors shares the units in halves.")
    return unit + " " + _("Each mentor of a pair gets all the units.")
