"""What is wrong, and the cheapest single move that mends it."""

from collections.abc import Iterator
from dataclasses import dataclass

from verme.groups.formation import Breach, Kind, Price, conflicts, price
from verme.groups.queries import Board

LOOKED_AT = 8  # conflicts for which a repair is looked for; more at once is a draft to be made anew


@dataclass(frozen=True)
class Repair:
    """One move (target None: into no group) and what it changes."""

    person: str
    target: str | None
    price: Price


@dataclass(frozen=True)
class Conflict:
    """A broken rule and its cheapest repair, if one move mends it and breaks nothing else."""

    breach: Breach
    repair: Repair | None


def conflicts_of(board: Board) -> list[Conflict]:
    """Every broken rule of the draft."""
    return [Conflict(breach, _cheapest(board, breach) if number < LOOKED_AT else None) for number, breach in enumerate(board.conflicts)]


def _cheapest(board: Board, breach: Breach) -> Repair | None:
    found = [
        Repair(person, target, told)
        for person, target in _moves(board, breach)
        if (told := price(board.problem, board.plan, person, target)).is_possible
    ]
    found.sort(key=lambda repair: repair.price.score.order, reverse=True)
    return next((repair for repair in found if _mends(board, breach, repair)), None)


def _mends(board: Board, breach: Breach, repair: Repair) -> bool:
    """Whether the breach is gone after the move."""
    after = conflicts(board.problem, board.plan.moved(repair.person, repair.target))
    same = [each for each in after if (each.kind, each.mentor, each.person, each.other, each.what) == _what(breach)]
    return not same


def _what(breach: Breach) -> tuple[Kind, str, str | None, str | None, str | None]:
    return (breach.kind, breach.mentor, breach.person, breach.other, breach.what)


def _moves(board: Board, breach: Breach) -> Iterator[tuple[str, str | None]]:
    """The moves that could mend it. A group that is too small gets somebody; else somebody of it goes elsewhere."""
    if breach.kind is Kind.UNKNOWN_MENTOR or breach.mentor not in board.groups:
        return
    if breach.kind is Kind.FEW:
        members = board.plan.groups[board.plan.led_by[breach.mentor]].members
        yield from ((person, breach.mentor) for person in board.problem.person if person not in members and person not in board.stays)
        return
    for person in _whom(board, breach):
        if person in board.problem.person and person not in board.stays:
            yield from ((person, mentor) for mentor in board.groups if mentor != breach.mentor)
            yield person, None


def _whom(board: Board, breach: Breach) -> list[str]:
    """The person, the other end of the pair, or anybody of the group."""
    if breach.person is not None:
        return [end for end in (breach.person, breach.other) if end is not None]
    members = board.plan.groups[board.plan.led_by[breach.mentor]].members
    return [person for person in members if breach.what is None or board.problem.person[person].unit == breach.what]
