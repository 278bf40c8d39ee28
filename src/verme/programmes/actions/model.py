"""The operating model: adopted from a preset, changed by a new version. What was earned or paid before stays as it was."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.organisations.models import Organisation
from verme.programmes import queries
from verme.programmes import rules as decisions
from verme.programmes.models import RuleSet
from verme.programmes.rules import PRESETS, Rules
from verme.programmes.terms import ProgrammeRefusal, RulesRefusal

BEGINNING = date(2000, 1, 1)  # a first version speaks of every date before it too


@transaction.atomic
def adopt_preset(organisation: Organisation, *, preset: str, by: Actor, decision: str = "") -> RuleSet:
    """The first version, from a preset ("seinajoki" or "gradia"), valid for every date. Raises Refused(ADOPTED) if there is one."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if queries.rule_sets(organisation).exists():
        raise Refused(RulesRefusal.ADOPTED)
    made = _keep(organisation, PRESETS[preset], valid_from=BEGINNING, decision=decision.strip(), preset=preset, by=by)
    audit.record("rules.adopted", made, by=by, organisation=organisation.pk, preset=preset)
    return made


@transaction.atomic
def change_rules(organisation: Organisation, *, values: dict[str, Any], valid_from: date, decision: str, by: Actor) -> RuleSet:
    """A new version from a day on, with the given values changed against the version of that day.

    Raises Refused with what does not hold together, PAST or BEFORE_LATEST (the past never moves), NO_DECISION, NO_CHANGE, NO_RULES.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    latest = queries.rule_sets(organisation).first()
    if latest is None:
        raise Refused(ProgrammeRefusal.NO_RULES)
    is_used = queries.is_used_since(organisation, valid_from)
    reason = decisions.why_not_from(valid_from, today=clock.today(), latest=latest.valid_from, is_used=is_used)
    rules = decisions.changed(latest.rules, values)
    if (reason := reason or _why_not(latest.rules, rules, decision)) is not None:
        raise Refused(reason)
    made = _keep(organisation, rules, valid_from=valid_from, decision=decision.strip(), preset=latest.preset, by=by)
    audit.record("rules.changed", made, by=by, organisation=organisation.pk, fields=list(decisions.differences(latest.rules, rules)))
    return made


def _why_not(before: Rules, after: Rules, decision: str) -> RulesRefusal | None:
    if (reason := decisions.why_not_rules(after)) is not None:
        return reason
    if not decisions.differences(before, after):
        return RulesRefusal.NO_CHANGE
    return None if decision.strip() else RulesRefusal.NO_DECISION


def _keep(organisation: Organisation, rules: Rules, *, valid_from: date, decision: str, preset: str, by: Actor) -> RuleSet:
    return RuleSet.objects.create(
        organisation=organisation, valid_from=valid_from, decision=decision, preset=preset, author_id=by.person_id, **asdict(rules)
    )
