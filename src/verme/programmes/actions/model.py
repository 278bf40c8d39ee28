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
from verme.programmes.terms import RulesRefusal

BEGINNING = date(2000, 1, 1)  # a first version speaks of every date before it too


@transaction.atomic
def adopt_preset(organisation: Organisation, *, preset: str, by: Actor, decision: str = "") -> RuleSet:
    """The first version, from a preset ("seinajoki" or "gradia"), valid for every date. Raises Refused(BEFORE_LATEST) if there is one."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if queries.rule_sets(organisation).exists():
        raise Refused(RulesRefusal.BEFORE_LATEST)
    made = _keep(organisation, PRESETS[preset], valid_from=BEGINNING, decision=decision, preset=preset, by=by)
    audit.record("rules.adopted", made, by=by, organisation=organisation.pk, preset=preset)
    return made


@transaction.atomic
def change_rules(organisation: Organisation, *, values: dict[str, Any], valid_from: date, decision: str, by: Actor) -> RuleSet:
    """A new version from a day on, with the given values changed against the version of that day.

    Raises Refused with what does not hold together, PAST or BEFORE_LATEST (the past never moves), NO_DECISION.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    latest = queries.rule_sets(organisation).first()
    rules = decisions.changed(queries.rules_on(organisation, valid_from), values)
    reason = decisions.why_not_from(valid_from, today=clock.today(), latest=latest.valid_from if latest else None)
    reason = reason or decisions.why_not_rules(rules)
    if reason is None and not decision.strip():
        reason = RulesRefusal.NO_DECISION
    if reason is not None:
        raise Refused(reason)
    made = _keep(organisation, rules, valid_from=valid_from, decision=decision.strip(), preset="", by=by)
    audit.record("rules.changed", made, by=by, organisation=organisation.pk, fields=sorted(values))
    return made


def _keep(organisation: Organisation, rules: Rules, *, valid_from: date, decision: str, preset: str, by: Actor) -> RuleSet:
    return RuleSet.objects.create(
        organisation=organisation, valid_from=valid_from, decision=decision, preset=preset, author_id=by.person_id, **asdict(rules)
    )
