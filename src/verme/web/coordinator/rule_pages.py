"""What the pages of the operating model show beside its sentences: figures at a glance, the arithmetic, what each version changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.programmes.models import RuleSet
from verme.programmes.plain_words import days, decimal, duration, euros, has_veso, in_words, units
from verme.programmes.rules import Rules, credit, most_units, pay


def at_a_glance(rules: Rules) -> list[tuple[str, str]]:
    """(number, words): the figures people ask for first."""
    shown = [(str(rules.meetings), ngettext("meeting", "meetings", rules.meetings))]
    if has_veso(rules):
        enough = ngettext("meeting is enough for a VESO day", "meetings are enough for a VESO day", rules.credit_threshold)
        cap = ngettext("VESO day in a year", "VESO days in a year", rules.credit_cap_days)
        shown += [(str(rules.credit_threshold), enough), (str(rules.credit_cap_days), cap)]
    else:
        hours = Decimal(rules.meetings * rules.meeting_minutes) / 60
        shown.append((decimal(hours), _("hours in a year for who comes to all")))
        size = f"{rules.size_target_min}–{rules.size_target_max}"
        shown.append((size, _("people in a group, and a mentor")))
    if rules.pays_fee:
        shown.append((decimal(most_units(rules)), _("units for a mentor at most")))
    return shown


@dataclass(frozen=True)
class Row:
    """One line of the arithmetic: what, how it comes, how much; the last one is the total."""

    what: str
    how: str
    much: str
    is_total: bool = False


def participants_sum(rules: Rules, attended: int) -> tuple[list[Row], str]:
    """What attending so many meetings gives, step by step, and a closing sentence."""
    found = credit(rules, attended)
    came = Row(_("Came to"), ngettext("%(n)s meeting", "%(n)s meetings", attended) % {"n": attended}, str(attended))
    told = ngettext("The certificate says %(n)s meeting, %(hours)s.", "The certificate says %(n)s meetings, %(hours)s.", attended)
    closing = told % {"n": attended, "hours": duration(found.attended_minutes)}
    if not has_veso(rules):
        return [came, Row(_("Training hours"), "", duration(found.attended_minutes), is_total=True)], closing
    if rules.credit_in_shares:
        step = Row(_("Each meeting gives its share"), f"{attended} ÷ {rules.credit_threshold}", decimal(found.days))
    else:
        left = ngettext("%(n)s is left over", "%(n)s are left over", found.left_over) % {"n": found.left_over}
        step = Row(_("Whole days"), f"{attended} ÷ {rules.credit_threshold}, {left}", str(found.whole))
    cut = _("the limit cuts") if found.is_cut else _("the limit does not cut")
    cap = Row(
        ngettext("At most %(n)s day a year", "At most %(n)s days a year", rules.credit_cap_days) % {"n": rules.credit_cap_days},
        cut,
        decimal(found.days),
    )
    total = Row(_("VESO days"), "", f"{days(found.days)} = {duration(found.minutes)}", is_total=True)
    return [came, step, cap, total], closing


def mentors_sum(rules: Rules, held: int, arrangements: Decimal) -> list[Row]:
    """What a mentor of one group is paid for a year; empty where no fee is paid."""
    if not rules.pays_fee:
        return []
    found = pay(rules, held=held, arrangements=arrangements)
    each = _("%(n)s held × %(units)s") % {"n": held, "units": units(rules.meeting_units)}
    limit = _("%(n)s, limit %(most)s") % {"n": decimal(arrangements), "most": decimal(rules.arrangement_units_max)}
    rows = [
        Row(_("Planning"), _("once in a school year"), decimal(found.planning)),
        Row(_("Meetings"), each, decimal(found.meetings)),
        Row(_("Arrangements"), limit, decimal(found.arrangements)),
        Row(_("Units"), "", decimal(found.units), is_total=True),
    ]
    if found.price_cents is not None and rules.average_price_cents is not None:
        price = _("%(sum)s a unit") % {"sum": euros(rules.average_price_cents)}
        rows.append(Row(_("Average price, an estimate"), price, euros(found.price_cents)))
    return rows


@dataclass(frozen=True)
class Version:
    """One line of the history: the version, and the sentences that it brought."""

    held: RuleSet
    sentences: Sequence[str]
    is_first: bool
    is_current: bool


def history(versions: Sequence[RuleSet], current: RuleSet, staff_groups: Mapping[str, str]) -> list[Version]:
    """All versions, the latest first, each with what it says otherwise than the one before it."""
    shown = []
    for number, held in enumerate(versions):
        before = versions[number + 1] if number + 1 < len(versions) else None
        new = [] if before is None else [each for each in _said(held, staff_groups) if each not in _said(before, staff_groups)]
        shown.append(Version(held, new, before is None, held == current))
    return shown


def _said(held: RuleSet, staff_groups: Mapping[str, str]) -> list[str]:
    parts = in_words(held.rules, staff_groups)
    return [" ".join(filter(None, (sentence.text, sentence.note))) for *_names, sentences in parts for sentence in sentences]
