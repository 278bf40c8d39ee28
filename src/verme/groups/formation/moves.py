"""The price of one move by hand: what the score gains or loses, part by part, and which hard rules the move breaks."""

from dataclasses import dataclass, fields, replace

from verme.groups.formation.limits import Breach, Kind, Rule, group_breaches, lock_breaches
from verme.groups.formation.plan import Group, Plan
from verme.groups.formation.problem import Problem
from verme.groups.formation.score import Score, group_score
from verme.groups.formation.wishes import GroupCosts, group_costs, seat_points


@dataclass(frozen=True)
class Price:
    """What a move changes. `score` is the difference of the scores after and before; the parts of its total are in `points`
    (the person's own seat) and `costs` (by group left and group joined). `breaks` holds the rules that only the move breaks,
    the first one first."""

    score: Score
    points: int
    left: GroupCosts
    joined: GroupCosts
    breaks: tuple[Breach, ...]

    @property
    def is_possible(self) -> bool:
        """Whether the move breaks no rule that was kept before."""
        return not self.breaks


def price(problem: Problem, plan: Plan, person: str, target: str | None) -> Price:
    """The price of moving a person into the target mentor entry's group, or (None) out of all groups.

    Values only the groups that change, so it costs the same in a plan of any size; the plan may break rules already.
    Raises KeyError when the target has no open group.
    """
    after = plan.moved(person, target)
    changed = [(old, new) for old, new in zip(plan.groups, after.groups, strict=True) if old is not new]
    left = [old for old, new in changed if person in old.members]
    joined = [new for _, new in changed if person in new.members]
    gain = sum((group_score(problem, new) - group_score(problem, old) for old, new in changed), Score(0, 0, 0))
    return Price(
        score=gain,
        points=_points(problem, person, joined) - _points(problem, person, left),
        left=_difference(problem, [(old, new) for old, new in changed if old in left]),
        joined=_difference(problem, [(old, new) for old, new in changed if new in joined]),
        breaks=_broken_by(problem, plan, after, person, changed),
    )


def _points(problem: Problem, person: str, groups: list[Group]) -> int:
    if person not in problem.person:
        return 0
    return sum(seat_points(problem, problem.person[person], group.option).total for group in groups)


def _difference(problem: Problem, changed: list[tuple[Group, Group]]) -> GroupCosts:
    parts = dict.fromkeys((field.name for field in fields(GroupCosts)), 0)
    for old, new in changed:
        before, after = group_costs(problem, old), group_costs(problem, new)
        for part in parts:
            parts[part] += getattr(after, part) - getattr(before, part)
    return GroupCosts(**parts)


def _broken_by(problem: Problem, plan: Plan, after: Plan, person: str, changed: list[tuple[Group, Group]]) -> tuple[Breach, ...]:
    """What is broken after the move and was not before, or less; first what concerns the person."""
    if not changed:
        return ()
    before = {_what(breach): _excess(breach) for old, _ in changed for breach in group_breaches(problem, old)}
    before |= {_what(breach): 0 for breach in lock_breaches(problem, plan, [person])}
    found = [breach for _, new in changed for breach in group_breaches(problem, new)]
    found += lock_breaches(problem, after, [person])
    if person not in problem.person:
        joined = [new.mentor for old, new in changed if person in new.members]
        found += [Breach(Rule.ONCE, Kind.UNKNOWN_PERSON, mentor, person) for mentor in joined]
    new = [breach for breach in found if _excess(breach) > before.get(_what(breach), -1)]
    return tuple(sorted(new, key=lambda breach: (breach.person != person, int(breach.rule[1:]))))


def _what(breach: Breach) -> Breach:
    """The breach without its extent."""
    return replace(breach, count=None, limit=None)


def _excess(breach: Breach) -> int:
    """How far beyond the limit."""
    return 0 if breach.count is None or breach.limit is None else abs(breach.count - breach.limit)
