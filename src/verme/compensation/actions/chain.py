"""Checking, approving, returning. Each deed happens once, so each of its letters is an event of its own."""

import uuid
from collections.abc import Sequence

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.compensation import notices, rules
from verme.compensation.actions.held import Held
from verme.compensation.models import WorkLine
from verme.compensation.queries import Seen, holders, others, sums
from verme.compensation.terms import LineState, PayRefusal, Step
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.organisations.models import Organisation


@transaction.atomic
def check(organisation: Organisation, *, seen: Sequence[Seen], by: Actor) -> int:
    """The coordinator has looked at these lines and sends them on; the approvers get a letter. Returns how many went: 0 the second time.

    Raises Refused: CHANGED when a line is not what was seen, OWN, ADJACENT.
    """
    held = Held(organisation)
    lines = _taken(held, Step.CHECK, seen, by)
    if lines:
        people = others(lines, Step.APPROVE, holders(held.organisation, Step.APPROVE))
        notices.to_approve(held.organisation, sums(lines), event=uuid.uuid4(), people=people)
        audit.record("pay.checked", held.organisation, by=by, organisation=organisation.pk, lines=len(lines))
    return len(lines)


@transaction.atomic
def approve(organisation: Organisation, *, seen: Sequence[Seen], by: Actor) -> int:
    """The approver approves these lines; the payroll clerks get a letter. Returns how many: 0 the second time. Raises as `check`."""
    held = Held(organisation)
    lines = _taken(held, Step.APPROVE, seen, by)
    if lines:
        notices.to_close(held.organisation, sums(lines), event=uuid.uuid4())
        audit.record("pay.approved", held.organisation, by=by, organisation=organisation.pk, lines=len(lines))
    return len(lines)


def _taken(held: Held, step: Step, seen: Sequence[Seen], by: Actor) -> list[WorkLine]:
    lines = held.lines(seen, step)
    for line in lines:
        if (reason := rules.why_not_by(step, line.handled, by.person_id)) is not None:
            raise Refused(reason)
    done = {Step.CHECK: "checked", Step.APPROVE: "approved"}[step]
    for line in lines:
        held.set(line, **{"state": rules.GIVES[step], f"{done}_at": clock.now(), f"{done}_by_id": by.person_id, "has_changed": False})
    return lines


@transaction.atomic
def send_back(line: WorkLine, *, word: str, by: Actor) -> WorkLine:
    """A line that is not closed goes back to its mentor, with a word about what must be corrected; other lines of its fact go along.

    The mentor gets a letter. Raises Refused: NO_WORD, MOVED when it is not on its way any more, OWN.
    """
    held = Held(line.organisation)
    book = held.book(line.school_year)
    row = next((each for each in book.lines if each.pk == line.pk), line)
    reasons = (
        (not word.strip(), PayRefusal.NO_WORD),
        (row.state not in {LineState.SENT, LineState.CHECKED, LineState.APPROVED}, PayRefusal.MOVED),
        (by.person_id is not None and row.mentor.person_id == by.person_id, PayRefusal.OWN),
    )
    if (reason := next((reason for holds, reason in reasons if holds), None)) is not None:
        raise Refused(reason)
    company = [each for each in book.by_fact[row.fact] if each.state != LineState.CLOSED]
    for each in company:
        held.set(each, state=LineState.RETURNED, word=word.strip())
    notices.returned(held.organisation, company, event=uuid.uuid4())
    audit.record("pay.returned", row, by=by, organisation=line.organisation_id, lines=len(company))
    return row


@transaction.atomic
def settle(organisation: Organisation, *, school_year: int, by: Actor) -> int:
    """Compares the lines of a school year with the facts as they are now, and makes them right; returns how many changed.

    Lines on their way are revised, taken back or returned to their mentors; closed ones get minus and plus lines, which wait for checking.
    """
    held = Held(organisation)
    changed = len(held.book(school_year).moves)
    for line in held.settle(school_year):
        notices.returned(held.organisation, [line], event=uuid.uuid4())
    if changed:
        audit.record(
            "pay.brought_up_to_date", held.organisation, by=by, organisation=organisation.pk, school_year=school_year, lines=changed
        )
    return changed
