"""Closing a month: what was approved becomes a numbered, locked batch with the very bytes that go to payroll (trust.md T-26, I-31…I-34)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.compensation import notices, rules
from verme.compensation.actions.held import Held
from verme.compensation.documents import payroll
from verme.compensation.documents.rows import rows
from verme.compensation.models import Batch, Entry, Payee, WorkLine
from verme.compensation.queries import Seen, for_month, format_of, last_closed, staff_of, sums, waiting
from verme.compensation.queries import seen as seen_now
from verme.compensation.rules import Format
from verme.compensation.terms import BatchKind, CloseRefusal, Column, LineState, PayRefusal, Step, WorkKind
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.organisations.models import Organisation
from verme.programmes.plain_words.numbers import listing

KEPT_YEARS = 6  # after the year of closing: vouchers of payroll (domain.md §3.5)


@dataclass(frozen=True)
class Closing:
    """What a month's batch is made of."""

    organisation: Organisation
    kind: BatchKind
    month: date
    number: int
    lines: Sequence[WorkLine]
    made: Format


@transaction.atomic
def close(
    organisation: Organisation, *, month: date, kind: BatchKind = BatchKind.FEES, seen: Sequence[Seen] | None = None, by: Actor
) -> Batch:
    """Closes a month (its first day): every approved line of work done by its end goes into the batch, once and for ever.

    `seen`: the lines that the clerk saw; None: whatever is approved. Raises Refused, and then nothing has changed: ALREADY, EARLIER,
    FUTURE, EMPTY, MISMATCH when the lines are not those seen or facts no longer give them, OWN, ADJACENT, NO_NUMBER and BAD_NUMBER (with
    `names`), NO_TYPE (with `kinds`).
    """
    held = Held(organisation)
    _may_close(held.organisation, month, kind)
    lines = for_month(waiting(held.organisation, Step.CLOSE, kind), month)
    _may_pay(held, lines, seen, by)
    made = format_of(held.organisation)
    number = (Batch.objects.filter(organisation=organisation).aggregate(last=Max("number"))["last"] or 0) + 1
    batch = _write(Closing(held.organisation, kind, month, number, lines, made), by)
    for line in lines:
        held.set(line, state=LineState.CLOSED, batch=batch)
    notices.closed(batch)
    notices.paid(batch, lines)
    audit.record("pay.closed", batch, by=by, organisation=organisation.pk, number=number, month=str(month), rows=len(lines))
    return batch


def _may_close(organisation: Organisation, month: date, kind: BatchKind) -> None:
    last = last_closed(organisation, kind)
    is_closed = Batch.objects.filter(organisation=organisation, kind=kind, month=month).exists()
    if (reason := rules.why_not_close(month, today=clock.today(), last_closed=last, is_closed=is_closed)) is not None:
        raise Refused(reason)


def _may_pay(held: Held, lines: Sequence[WorkLine], seen: Sequence[Seen] | None, by: Actor) -> None:
    if seen is not None and sorted(map(str, seen)) != sorted(map(str, seen_now(lines))):
        raise Refused(CloseRefusal.MISMATCH)
    if not lines:
        raise Refused(CloseRefusal.EMPTY)
    for line in lines:
        if (reason := rules.why_not_by(Step.CLOSE, line.handled, by.person_id)) is not None:
            raise Refused(CloseRefusal(reason.value))
    try:
        held.guard(lines, Step.CLOSE)
    except Refused as no:
        if no.reason == PayRefusal.CHANGED:
            raise Refused(CloseRefusal.MISMATCH) from no
        raise


def _write(closing: Closing, by: Actor) -> Batch:
    """The file, the batch, its entries and whose they are."""
    language = closing.organisation.first_language
    staff = staff_of(closing.organisation, {line.mentor_id: line.mentor for line in closing.lines}.values())
    made = rows(closing.lines, closing.made, batch=closing.number, staff=staff, language=language)
    faults(closing.lines, made, closing.made)
    stem = "verme" if closing.kind == BatchKind.FEES else "verme-kulut"
    file = payroll.write(made, closing.made, name=f"{stem}-{closing.organisation.slug}-{closing.month:%Y-%m}", language=language)
    total, kept = sums(closing.lines), date(clock.today().year + KEPT_YEARS, 12, 31)
    batch = Batch.objects.create(
        organisation=closing.organisation,
        kind=closing.kind,
        number=closing.number,
        month=closing.month,
        rows=total.rows,
        units=total.units,
        cents=total.cents,
        is_estimate=total.is_estimate,
        file_name=file.name,
        file_type=file.type,
        content=file.content,
        digest=hashlib.sha256(file.content).hexdigest(),
        closed_by_id=by.person_id,
        kept_until=kept,
    )
    entries = [_entry(batch, line, row) for line, row in zip(closing.lines, made, strict=True)]
    Entry.objects.bulk_create(entries)
    payees = zip(entries, closing.lines, strict=True)
    Payee.objects.bulk_create(Payee(entry=entry, mentor=line.mentor, name=line.mentor.name) for entry, line in payees)
    return batch


def _entry(batch: Batch, line: WorkLine, row: payroll.Row) -> Entry:
    return Entry(
        batch=batch,
        line=line,
        row=row.row,
        personnel_number=row.personnel_number,
        kind=line.kind,
        day=line.day,
        units=line.units,
        unit_cents=line.unit_cents,
        is_estimate=line.is_estimate,
        cents=line.cents,
        salary_type=row.salary_type,
        cost_centre=row.cost_centre,
        kept_until=batch.kept_until,
    )


def faults(lines: Sequence[WorkLine], made: Sequence[payroll.Row], form: Format) -> None:
    """What payroll could not take. Raises Refused: NO_NUMBER, BAD_NUMBER, NO_TYPE, each with what lacks."""
    named = [(line.mentor.name, row.personnel_number) for line, row in zip(lines, made, strict=True)]
    without = dict.fromkeys(name for name, number in named if not number)
    if without:
        raise Refused(CloseRefusal.NO_NUMBER, names=listing(without))
    width = form.width(Column.PERSONNEL_NUMBER)
    long = dict.fromkeys(name for name, number in named if len(number) > width)
    if long:
        raise Refused(CloseRefusal.BAD_NUMBER, names=listing(long))
    kinds = dict.fromkeys(WorkKind(line.kind) for line in lines)
    if lacking := rules.without_type(form, list(kinds)):
        raise Refused(CloseRefusal.NO_TYPE, kinds=listing(str(kind.label) for kind in lacking))


@transaction.atomic
def fetch(batch: Batch, *, by: Actor) -> bytes:
    """The very bytes that were made at closing; who fetched them is in the log."""
    audit.record("pay.fetched", batch, by=by, organisation=batch.organisation_id, number=batch.number)
    return bytes(batch.content)
