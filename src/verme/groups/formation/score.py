"""The score of a plan: more people placed, then fewer poor seats, then a larger total. Never one mixed sum."""

from dataclasses import dataclass

from verme.groups.formation.plan import Group, Plan
from verme.groups.formation.problem import Problem
from verme.groups.formation.wishes import group_costs, known_members, seat_points


@dataclass(frozen=True)
class Score:
    """How good a plan is, on three levels in order of importance. Also a difference of two scores, and a bound."""

    placed: int
    poor: int
    total: int

    @property
    def order(self) -> tuple[int, int, int]:
        """Larger is better."""
        return (self.placed, -self.poor, self.total)

    def __add__(self, other: "Score") -> "Score":
        """Level by level."""
        return Score(self.placed + other.placed, self.poor + other.poor, self.total + other.total)

    def __sub__(self, other: "Score") -> "Score":
        """Level by level."""
        return Score(self.placed - other.placed, self.poor - other.poor, self.total - other.total)


@dataclass(frozen=True)
class Fit:
    """Sopivuus, 0–100, of the whole plan and of each of its groups in order; None where nobody sits. A display, never a price."""

    whole: int | None
    groups: tuple[int | None, ...]


def score(problem: Problem, plan: Plan) -> Score:
    """The score of a plan: a pure function of problem and placements, also of a plan that breaks rules."""
    return sum((group_score(problem, group) for group in plan.groups), Score(0, 0, 0))


def group_score(problem: Problem, group: Group) -> Score:
    """What one group adds to the score of its plan."""
    points = [seat_points(problem, person, group.option).total for person in known_members(problem, group)]
    poor = sum(value < problem.rules.poor_below for value in points)
    return Score(len(points), poor, sum(points) + group_costs(problem, group).total)


def fit(problem: Problem, plan: Plan) -> Fit:
    """Points less costs, per member, of the plan and of each group."""
    scores = [group_score(problem, group) for group in plan.groups]
    return Fit(_per_member(sum(scores, Score(0, 0, 0))), tuple(_per_member(each) for each in scores))


def _per_member(of: Score) -> int | None:
    if of.placed == 0:
        return None
    return max(0, min(100, (2 * of.total + of.placed) // (2 * of.placed)))  # half a point rounds up
