"""The chain of approval: who may do a step of which lines (decisions.md §5, trust.md I-33).

The mentor confirms, the coordinator checks, the approver approves, the clerk closes. Nobody handles an own line at any step, and nobody
does two steps that stand next to each other. A rule of numbers of people only: who has which role is asked elsewhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from verme.compensation.terms import LineState, PayRefusal, Step

# The state that a step needs, and the one that it gives.
NEEDS = {Step.CHECK: LineState.SENT, Step.APPROVE: LineState.CHECKED, Step.CLOSE: LineState.APPROVED}
GIVES = {Step.CHECK: LineState.CHECKED, Step.APPROVE: LineState.APPROVED, Step.CLOSE: LineState.CLOSED}


@dataclass(frozen=True)
class Handled:
    """Who has had a line in their hands: person ids, None where it is nobody who can sign in."""

    payee: int | None
    sent_by: int | None = None
    checked_by: int | None = None
    approved_by: int | None = None

    def before(self, step: Step) -> int | None:
        """Who did the step before this one."""
        return {Step.CHECK: self.sent_by, Step.APPROVE: self.checked_by, Step.CLOSE: self.approved_by}[step]


def why_not_by(step: Step, line: Handled, person: int | None) -> PayRefusal | None:
    """Why this person may not do this step of this line; None if they may."""
    if person is not None and person == line.payee:
        return PayRefusal.OWN
    return PayRefusal.ADJACENT if person is not None and person == line.before(step) else None


def split(step: Step, lines: Iterable[Handled], person: int | None) -> tuple[list[int], list[int]]:
    """The places of the lines that this person may handle at this step, and of those that others must."""
    mine: list[int] = []
    others: list[int] = []
    for place, line in enumerate(lines):
        (others if why_not_by(step, line, person) else mine).append(place)
    return mine, others


def who_may(step: Step, lines: Sequence[Handled], holders: Iterable[int]) -> list[int]:
    """Of those who have the step's role, who may do it with every one of these lines, in the order given."""
    return [person for person in holders if all(why_not_by(step, line, person) is None for line in lines)]


def orphans(step: Step, lines: Sequence[Handled], holders: Sequence[int]) -> list[int]:
    """The places of the lines for which nobody is left: another person is needed in the role."""
    return [place for place, line in enumerate(lines) if not who_may(step, [line], holders)]
