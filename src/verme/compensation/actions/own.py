"""What a mentor does: enters arrangements and small costs, and sends what is owed for approval."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.compensation import notices, rules
from verme.compensation.actions.held import Held, add
from verme.compensation.models import Arrangement, Expense
from verme.compensation.queries import Book
from verme.compensation.rules import Fact
from verme.compensation.terms import LineState, PayRefusal, Why, WorkKind
from verme.groups.models import Group
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.mentors.models import Mentor
from verme.programmes.models import Programme
from verme.programmes.plain_words.numbers import euros
from verme.programmes.plain_words.numbers import units as in_units


@transaction.atomic
def enter_arrangement(programme: Programme, *, mentor: Mentor, day: date, units: Decimal, ground: str, by: Actor) -> Arrangement:
    """Arrangement work of a day, in quarters of a unit, within the school year's limit.

    Raises Refused: UNITS, NO_GROUND, FUTURE, NOT_LEADING, NO_FEE, OVER_LIMIT (with `limit` and `left`).
    """
    book = Held(programme.organisation).book(programme.school_year)
    if (reason := _why_not_enter(units, ground, day)) is not None:
        raise Refused(reason)
    if mentor.pk not in book.year.led_by:
        raise Refused(PayRefusal.NOT_LEADING)
    if (why := rules.why_not_paid(book.year, mentor.pk, day)) is not None:
        raise Refused(PayRefusal.NO_FEE if why == Why.NO_FEE else Why.WORKING_TIME)
    limit = rules.arrangement_limit(book.year, mentor.pk, day)
    used = sum((each.units for each in book.arrangements.values() if each.mentor_id == mentor.pk), Decimal(0))
    if used + units > limit:
        raise Refused(PayRefusal.OVER_LIMIT, limit=in_units(limit), left=in_units(max(limit - used, Decimal(0))))
    made = Arrangement.objects.create(programme=programme, mentor=mentor, day=day, units=units, ground=ground)
    audit.record("arrangement.entered", made, by=by, organisation=programme.organisation_id, units=str(units))
    return made


def _why_not_enter(units: Decimal, ground: str, day: date) -> PayRefusal | None:
    reasons = (
        (units <= 0 or units % rules.QUARTER != 0, PayRefusal.UNITS),
        (not ground.strip(), PayRefusal.NO_GROUND),
        (day > clock.today(), PayRefusal.FUTURE),
    )
    return next((reason for holds, reason in reasons if holds), None)


@transaction.atomic
def enter_expense(
    group: Group, *, mentor: Mentor, day: date, cents: int, what: str, receipt: str, cost_centre: str = "", by: Actor
) -> Expense:
    """A small cost that the mentor has paid for the group, within the group's budget of the school year.

    Raises Refused: CENTS, NO_GROUND, NO_RECEIPT, FUTURE, NOT_LEADING, NO_REFUND, OVER_BUDGET (with `limit` and `left`).
    """
    programme = group.programme
    book = Held(programme.organisation).book(programme.school_year)
    reasons = (
        (cents <= 0, PayRefusal.CENTS),
        (not what.strip(), PayRefusal.NO_GROUND),
        (not receipt.strip(), PayRefusal.NO_RECEIPT),
        (day > clock.today(), PayRefusal.FUTURE),
        (all(led.group != group.pk for led in book.year.led_by.get(mentor.pk, ())), PayRefusal.NOT_LEADING),
        ((model := book.rules(day)) is None or not model.refunds_costs, PayRefusal.NO_REFUND),
    )
    if (reason := next((reason for holds, reason in reasons if holds), None)) is not None:
        raise Refused(reason)
    used = sum(each.cents for each in book.expenses.values() if each.group_id == group.pk)
    budget = model.cost_budget_cents if model else None
    if budget is not None and used + cents > budget:
        raise Refused(PayRefusal.OVER_BUDGET, limit=euros(budget), left=euros(max(budget - used, 0)))
    made = Expense.objects.create(group=group, mentor=mentor, day=day, cents=cents, what=what, receipt=receipt, cost_centre=cost_centre)
    audit.record("expense.entered", made, by=by, organisation=programme.organisation_id, cents=cents)
    return made


@transaction.atomic
def remove_arrangement(arrangement: Arrangement, *, by: Actor) -> Arrangement:
    """Takes out what was entered, before it is sent or when it was returned; twice is once. Raises Refused(SENT)."""
    held = Held(arrangement.programme.organisation)
    entry = Arrangement.objects.get(pk=arrangement.pk)
    return _remove(held, entry, entry.programme, Fact(entry.mentor_id, WorkKind.ARRANGEMENT, entry.pk), by=by)


@transaction.atomic
def remove_expense(expense: Expense, *, by: Actor) -> Expense:
    """Takes out what was entered, before it is sent or when it was returned; twice is once. Raises Refused(SENT)."""
    held = Held(expense.group.programme.organisation)
    entry = Expense.objects.select_related("group__programme").get(pk=expense.pk)
    return _remove(held, entry, entry.group.programme, Fact(entry.mentor_id, WorkKind.COST, entry.pk), by=by)


def _remove[T: (Arrangement, Expense)](held: Held, entry: T, programme: Programme, fact: Fact, *, by: Actor) -> T:
    if entry.removed_at is not None:
        return entry
    lines = held.book(programme.school_year).by_fact.get(fact, ())
    if any(line.state != LineState.RETURNED for line in lines):
        raise Refused(PayRefusal.SENT)
    entry.removed_at = clock.now()
    entry.save(update_fields=["removed_at"])
    for line in lines:
        held.set(line, state=LineState.VOID)
    verb = "arrangement.removed" if isinstance(entry, Arrangement) else "expense.removed"
    audit.record(verb, entry, by=by, organisation=programme.organisation_id)
    return entry


@transaction.atomic
def send(mentor: Mentor, *, school_year: int, by: Actor) -> int:
    """The mentor confirms: everything owed that has no line becomes one, and what was returned goes on its way again.

    What the facts have changed meanwhile is settled first. Returns how many lines went; 0 when everything has been sent already.
    """
    held = Held(mentor.organisation)
    held.settle(school_year)
    book = held.book(school_year)
    back = [line for line in book.lines if line.mentor_id == mentor.pk and line.state == LineState.RETURNED]
    for line in back:
        again = {"state": LineState.SENT, "sent_at": clock.now(), "sent_by_id": by.person_id, "word": "", "has_changed": False}
        held.set(line, **again)
    parts = book.unsent(mentor.pk)
    for part in parts:
        add(book, part.fact, book.owed[part.fact], turn=_next_turn(book, part.fact), sent_by=by.person_id)
    if back or parts:
        audit.record("pay.sent", mentor, by=by, organisation=mentor.organisation_id, new=len(parts), again=len(back))
    return len(back) + len(parts)


def _next_turn(book: Book, fact: Fact) -> int:
    """0, or after what was closed and taken back one more."""
    return 1 + max((line.turn for line in book.by_fact.get(fact, ())), default=-1)


@transaction.atomic
def remind(mentor: Mentor, *, month: date, by: Actor) -> bool:
    """Tells a mentor, once a month, that there is work to send; False when this month's letter has been written."""
    if not notices.to_send(mentor.organisation, mentor, month=month):
        return False
    audit.record("pay.reminded", mentor, by=by, organisation=mentor.organisation_id, month=str(month))
    return True
