"""Prices, the chain of approval, months, and what settles lines when facts change: on plain values."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verme.compensation import rules
from verme.compensation.rules import Fact, Handled, Line, Owed, Price, Rate, Restate, Revise, TakeBack, Void
from verme.compensation.terms import CloseRefusal, LineState, PayRefusal, Step, WorkKind
from verme.programmes.rules import PRESETS

SEINAJOKI = replace(PRESETS["seinajoki"], average_price_cents=3286)
AUGUST, OCTOBER, NOVEMBER = dt.date(2026, 8, 1), dt.date(2026, 10, 1), dt.date(2026, 11, 1)
ONE = Decimal(1)


def test_a_personal_rate_replaces_the_average_from_its_day_on() -> None:
    rates = [Rate(OCTOBER, 3419), Rate(NOVEMBER, 3058)]

    assert rules.price_on(AUGUST, rates=rates, rules=SEINAJOKI) == Price(3286, is_estimate=True)
    assert rules.price_on(OCTOBER, rates=rates, rules=SEINAJOKI) == Price(3419)
    assert rules.price_on(dt.date(2027, 1, 1), rates=rates, rules=SEINAJOKI) == Price(3058)
    assert rules.price_on(AUGUST, rates=rates, rules=PRESETS["seinajoki"]) == Price()
    assert rules.price_on(OCTOBER, rates=[*rates, Rate(OCTOBER, 3500)], rules=None) == Price(3500), "the one written later holds"


@pytest.mark.parametrize(
    ("units", "cents", "step", "total"),
    [
        ("3", 3419, 1, 10257),  # the row of the prototype: 102,57 €
        ("0.5", 3419, 1, 1710),  # 17,095 → 17,10
        ("-0.5", 3419, 1, -1710),
        ("0.25", 2, 1, 1),
        ("1", 3286, 5, 3285),
        ("1", 3288, 5, 3290),
        ("2.25", 3058, 100, 6900),
    ],
)
def test_a_row_is_rounded_once_to_the_step(units: str, cents: int, step: int, total: int) -> None:
    assert rules.total(Decimal(units), Price(cents), step=step) == total
    assert rules.total(Decimal(units), Price(), step=step) is None


@given(st.integers(-80, 80), st.integers(1, 20_000), st.sampled_from([1, 5, 10, 50, 100]))
def test_a_minus_line_is_exactly_its_plus_line(quarters: int, cents: int, step: int) -> None:
    """Against fractions of whole numbers: quarters × cents ÷ 4, to the nearest step, halves away from zero."""
    units, price = Decimal(quarters) / 4, Price(cents)
    whole, rest = divmod(abs(quarters) * cents, 4 * step)
    naive = (whole + (2 * rest >= 4 * step)) * step * (1 if quarters >= 0 else -1)

    assert rules.total(units, price, step=step) == naive
    assert rules.total(-units, price, step=step) == -naive


# --- the chain ----------------------------------------------------------------------------------------------------------

MENTOR, COORDINATOR, APPROVER, CLERK = 1, 2, 3, 4
DONE = Handled(payee=MENTOR, sent_by=MENTOR, checked_by=COORDINATOR, approved_by=APPROVER)


def test_nobody_handles_an_own_line_or_two_steps_in_a_row() -> None:
    for step, before in ((Step.APPROVE, COORDINATOR), (Step.CLOSE, APPROVER)):
        assert rules.why_not_by(step, DONE, before) == PayRefusal.ADJACENT
    for step in Step:
        assert rules.why_not_by(step, DONE, MENTOR) == PayRefusal.OWN
        assert rules.why_not_by(step, DONE, CLERK) is None
    assert rules.why_not_by(Step.CHECK, replace(DONE, sent_by=COORDINATOR), COORDINATOR) == PayRefusal.ADJACENT
    assert rules.why_not_by(Step.CLOSE, DONE, COORDINATOR) is None, "one step lies between"


def test_who_may_instead_is_named_and_orphans_are_found() -> None:
    lines = [DONE, replace(DONE, payee=APPROVER)]

    assert rules.split(Step.APPROVE, lines, APPROVER) == ([0], [1])
    assert rules.who_may(Step.APPROVE, lines, [APPROVER, CLERK, COORDINATOR]) == [CLERK]
    assert rules.orphans(Step.APPROVE, lines, [APPROVER]) == [1]
    assert rules.orphans(Step.APPROVE, lines, [APPROVER, CLERK]) == []


# --- months -------------------------------------------------------------------------------------------------------------


def test_the_open_month_is_the_one_a_clerk_means() -> None:
    day = dt.date

    assert rules.open_month(day(2026, 10, 30), None) == OCTOBER
    assert rules.open_month(day(2026, 11, 3), None) == OCTOBER
    assert rules.open_month(day(2026, 11, 3), OCTOBER) == NOVEMBER
    assert rules.open_month(day(2026, 11, 12), OCTOBER) == NOVEMBER
    assert rules.open_month(day(2027, 2, 12), OCTOBER) == day(2027, 2, 1), "months without lines need no closing"
    assert rules.last_day(day(2027, 2, 1)) == day(2027, 2, 28)


def test_a_month_is_closed_once_when_it_has_begun_and_in_order() -> None:
    today = dt.date(2026, 10, 30)

    assert rules.why_not_close(OCTOBER, today=today, last_closed=None, is_closed=False) is None
    assert rules.why_not_close(OCTOBER, today=today, last_closed=OCTOBER, is_closed=True) == CloseRefusal.ALREADY
    assert rules.why_not_close(AUGUST, today=today, last_closed=OCTOBER, is_closed=False) == CloseRefusal.EARLIER
    assert rules.why_not_close(NOVEMBER, today=today, last_closed=OCTOBER, is_closed=False) == CloseRefusal.FUTURE


# --- settling -----------------------------------------------------------------------------------------------------------

MEETING = Fact(MENTOR, WorkKind.MEETING, 7)
PRICE, RAISED, ESTIMATE = Price(3419), Price(3500), Price(3286, is_estimate=True)


def line(state: LineState, *, units: Decimal = ONE, price: Price = PRICE, key: int = 1, turn: int = 0, takes_back: bool = False) -> Line:
    return Line(key, MEETING, turn, units, price, state, takes_back)


def settled(owed: Owed | None, *lines: Line) -> list[rules.Move]:
    return rules.moves({MEETING: owed} if owed else {}, lines)


def test_lines_that_say_what_is_owed_stay() -> None:
    for state in LineState:
        assert settled(Owed(ONE, PRICE), line(state)) == []
    assert settled(Owed(ONE, PRICE)) == [], "what the mentor has not sent is nobody's line"


@pytest.mark.parametrize("state", [LineState.SENT, LineState.CHECKED, LineState.APPROVED, LineState.RETURNED])
def test_an_open_line_follows_its_fact(state: LineState) -> None:
    half = Owed(Decimal("0.5"), PRICE)

    assert settled(None, line(state)) == [Void(1)]
    assert settled(half, line(state)) == [Revise(1, half, LineState.RETURNED)]
    back = LineState.CHECKED if state == LineState.APPROVED else state
    assert settled(Owed(ONE, RAISED), line(state)) == [Revise(1, Owed(ONE, RAISED), back)]


def test_a_closed_line_is_taken_back_whole_and_said_anew() -> None:
    half = Owed(Decimal("0.5"), PRICE)
    closed = line(LineState.CLOSED)

    assert settled(None, closed) == [TakeBack(1)]
    assert settled(half, closed) == [TakeBack(1), Restate(MEETING, 1, half)]
    assert settled(Owed(ONE, RAISED), closed) == [TakeBack(1), Restate(MEETING, 1, Owed(ONE, RAISED))]


def test_an_estimate_is_no_price_so_closed_lines_stay_when_it_changes() -> None:
    assert settled(Owed(ONE, Price(3400, is_estimate=True)), line(LineState.CLOSED, price=ESTIMATE)) == []
    assert settled(Owed(ONE, PRICE), line(LineState.CLOSED, price=ESTIMATE)) == []
    assert settled(Owed(ONE, PRICE), line(LineState.CLOSED, price=Price())) == []


def test_a_correction_under_way_is_not_made_twice_and_is_taken_back_when_not_needed() -> None:
    closed = line(LineState.CLOSED)
    minus = line(LineState.SENT, units=-ONE, key=2, takes_back=True)
    half = line(LineState.SENT, units=Decimal("0.5"), key=3, turn=1)

    assert settled(Owed(Decimal("0.5"), PRICE), closed, minus, half) == []
    assert settled(None, closed, minus) == []
    assert settled(Owed(ONE, PRICE), closed, minus, half) == [Void(2), Void(3)]
    assert settled(None, closed, minus, half) == [Void(3)]


class Desk:
    """A whole chain with its batches, on plain values: applies moves, sends everything on, closes."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.keys = count(1)

    def settle(self, owed: Mapping[Fact, Owed]) -> None:
        for move in rules.moves(owed, self.lines):
            self._apply(move)
        sent = {each.fact for each in self.lines if each.state != LineState.VOID}
        for fact, due in owed.items():  # what the mentor sends
            standing = sum((each.units for each in self.lines if each.fact == fact and each.state != LineState.VOID), Decimal(0))
            if due.units and (fact not in sent or standing == 0):
                turn = 1 + max((each.turn for each in self.lines if each.fact == fact), default=-1)
                self._add(fact, turn, due.units, due.price)

    def _apply(self, move: rules.Move) -> None:
        match move:
            case Void():
                self._change(move.line, state=LineState.VOID)
            case Revise():
                self._change(move.line, units=move.owed.units, price=move.owed.price, state=move.state)
            case TakeBack():
                old = next(each for each in self.lines if each.key == move.line)
                self._add(old.fact, old.turn, -old.units, old.price, takes_back=True)
            case Restate():
                self._add(move.fact, move.turn, move.owed.units, move.owed.price)

    def _add(self, fact: Fact, turn: int, units: Decimal, price: Price, *, takes_back: bool = False) -> None:
        self.lines.append(Line(next(self.keys), fact, turn, units, price, LineState.SENT, takes_back))

    def _change(self, key: int, **to: object) -> None:
        self.lines = [replace(each, **to) if each.key == key else each for each in self.lines]  # type: ignore[arg-type]

    def close(self) -> None:
        for each in self.lines:
            if each.state != LineState.VOID:
                self._change(each.key, state=LineState.CLOSED)

    def booked(self, fact: Fact) -> tuple[Decimal, int]:
        """Units and cents of what was closed."""
        closed = [each for each in self.lines if each.fact == fact and each.state == LineState.CLOSED]
        return sum((each.units for each in closed), Decimal(0)), sum(rules.total(each.units, each.price, step=1) or 0 for each in closed)


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from([3000, 3419]), st.booleans()), min_size=1, max_size=12))
def test_whatever_happens_the_closed_lines_come_to_what_is_owed(story: Sequence[tuple[int, int, bool]]) -> None:
    """I-31, I-32: units and prices change at will, batches are closed in between; after the last one the ledger says what is owed."""
    desk = Desk()
    for quarters, cents, closes in [*story, (*story[-1][:2], True)]:
        owed = Owed(Decimal(quarters) / 4, Price(cents))
        before = [each for each in desk.lines if each.state == LineState.CLOSED]
        desk.settle({MEETING: owed})
        if closes:
            desk.close()
        assert [each for each in desk.lines if each in before] == before, "a closed line never changes"

    units, cents = desk.booked(MEETING)
    assert (units, cents) == (owed.units, rules.total(owed.units, owed.price, step=1))
    desk.settle({MEETING: owed})
    assert all(each.state in {LineState.CLOSED, LineState.VOID} for each in desk.lines)
