"""Lines against facts: what has changed since a line was sent or paid, and which lines make it right again.

A closed line is never touched. When its fact turns out otherwise, a minus line takes it back whole and a new line, if anything is still
owed, says it anew; both go through the chain and into a later batch. So every line is one product of units and price, and sums stay
exact (trust.md I-31, I-32).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from verme.compensation.rules.owed import Fact
from verme.compensation.rules.price import UNKNOWN, Price
from verme.compensation.terms import OPEN, LineState

ZERO = Decimal(0)


@dataclass(frozen=True)
class Owed:
    """What is owed for a fact now."""

    units: Decimal
    price: Price = UNKNOWN


NOTHING = Owed(ZERO)


@dataclass(frozen=True)
class Line:
    """A line as far as settling looks at it. A minus line (`takes_back`) has the turn of the line it takes back."""

    key: int
    fact: Fact
    turn: int
    units: Decimal
    price: Price
    state: LineState
    takes_back: bool = False


@dataclass(frozen=True)
class Void:
    """This open line is owed no more."""

    line: int


@dataclass(frozen=True)
class Revise:
    """This open line is now so; it goes back in the chain to `state`."""

    line: int
    owed: Owed
    state: LineState


@dataclass(frozen=True)
class TakeBack:
    """A minus line for a closed one."""

    line: int


@dataclass(frozen=True)
class Restate:
    """A new line for a fact whose closed line is taken back."""

    fact: Fact
    turn: int
    owed: Owed


type Move = Void | Revise | TakeBack | Restate


def moves(owed: Mapping[Fact, Owed], lines: Sequence[Line]) -> list[Move]:
    """What makes the lines right; empty when they are. What has not been sent yet is nobody's line and stays so."""
    by_fact: dict[Fact, list[Line]] = {}
    for line in sorted(lines, key=lambda each: (each.turn, each.key)):
        if line.state != LineState.VOID:
            by_fact.setdefault(line.fact, []).append(line)
    return [move for fact, held in by_fact.items() for move in _of_fact(fact, owed.get(fact, NOTHING), held)]


def is_same(owed: Owed, line: Line) -> bool:
    """Whether the line says what is owed. An estimate is no price, so a change of estimates changes nothing that was closed."""
    if owed.units != line.units:
        return False
    return owed.price == line.price or owed.price.is_estimate or line.price.is_estimate or None in {owed.price.cents, line.price.cents}


def _of_fact(fact: Fact, owed: Owed, lines: Sequence[Line]) -> Iterator[Move]:
    back = {line.turn for line in lines if line.takes_back and line.state == LineState.CLOSED}
    closed = [line for line in lines if line.state == LineState.CLOSED and not line.takes_back and line.turn not in back]
    waiting = [line for line in lines if line.state in OPEN]
    if not closed:
        for line in waiting:
            yield from _first(owed, line)
        return
    standing = closed[-1]
    if is_same(owed, standing):
        yield from (Void(line.key) for line in waiting)
    else:
        yield from _anew(fact, owed, standing, waiting)


def _first(owed: Owed, line: Line) -> Iterator[Move]:
    """A line that nothing closed stands behind. Whoever has approved has approved its sum, so another price asks for approval again."""
    if owed.units == 0:
        yield Void(line.key)
    elif owed.units != line.units:
        yield Revise(line.key, owed, LineState.RETURNED)
    elif owed.price != line.price:
        yield Revise(line.key, owed, LineState.CHECKED if line.state == LineState.APPROVED else line.state)


def _anew(fact: Fact, owed: Owed, standing: Line, waiting: Sequence[Line]) -> Iterator[Move]:
    minus = [line for line in waiting if line.takes_back and line.turn == standing.turn]
    if not minus:
        yield TakeBack(standing.key)
    new = [line for line in waiting if not line.takes_back]
    if not new and owed.units:
        yield Restate(fact, standing.turn + 1, owed)
    for line in new:
        if owed.units == 0:
            yield Void(line.key)
        elif (owed.units, owed.price) != (line.units, line.price):
            yield Revise(line.key, owed, LineState.SENT)
