"""What pay goes by: personal dated rates, and the form of the payroll file."""

from datetime import date

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.compensation import rules
from verme.compensation.actions.held import Held
from verme.compensation.models import PayrollFormat, Rate
from verme.compensation.rules import Format
from verme.compensation.terms import PayRefusal
from verme.kernel.refusals import Refused
from verme.mentors.models import Mentor
from verme.organisations.models import Organisation

MOST = 100_000  # cents


@transaction.atomic
def set_rate(mentor: Mentor, *, valid_from: date, cents: int, decision: str, by: Actor) -> Rate:
    """What the mentor's unit costs from this day on; it replaces the average price line by line, also of days that are past.

    Lines that were closed at another price get corrections when they are settled. Raises Refused (NO_RATE, NO_GROUND, OWN).
    """
    Held(mentor.organisation)
    reasons = (
        (not 0 < cents <= MOST, PayRefusal.NO_RATE),
        (not decision.strip(), PayRefusal.NO_DECISION),
        (by.person_id is not None and mentor.person_id == by.person_id, PayRefusal.OWN),
    )
    if (reason := next((reason for holds, reason in reasons if holds), None)) is not None:
        raise Refused(reason)
    made = Rate.objects.create(mentor=mentor, valid_from=valid_from, cents=cents, decision=decision.strip(), set_by_id=by.person_id)
    audit.record("rate.set", made, by=by, organisation=mentor.organisation_id, valid_from=str(valid_from))
    return made


@transaction.atomic
def set_format(organisation: Organisation, *, made: Format, by: Actor) -> PayrollFormat:
    """How the files of the months to come are written; closed ones keep their bytes. Raises Refused (`rules.why_not_format`)."""
    held = Held(organisation)
    if (why := rules.why_not_format(made)) is not None:
        raise Refused(why[0], limit=why[1])
    values = {
        "preset": made.preset,
        "columns": [[column, heading] for column, heading in made.columns],
        "salary_types": dict(made.salary_types),
        "unit_centres": {str(key): code for key, code in made.unit_centres.items()},
        "programme_centres": {str(key): code for key, code in made.programme_centres.items()},
    }
    plain = ("separator", "quoting", "has_header", "encoding", "line_end", "decimal_sign", "date_form", "cost_centre", "account")
    values |= {name: getattr(made, name) for name in plain}
    saved, _is_new = PayrollFormat.objects.update_or_create(organisation=held.organisation, defaults=values)
    audit.record("payroll_file.changed", saved, by=by, organisation=organisation.pk, preset=made.preset)
    return saved
