"""What the pages of the operating model show beside its sentences: figures at a glance, what each version changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.programmes.models import RuleSet
from verme.programmes.plain_words import decimal, has_veso, in_words
from verme.programmes.rules import Rules, most_units


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
