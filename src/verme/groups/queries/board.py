"""One draft with everything the board tells about it: the problem as it is now, the plan, the groups, locks and history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Value

from verme.groups.formation import Breach, Fit, Plan, Problem, Score, Status, conflicts, fit, read_problem, score
from verme.groups.formation import Group as PlanGroup
from verme.groups.models import Draft, DraftGroup, Lock, Placement
from verme.groups.queries.labels import Labels, entry_id, person_id
from verme.groups.queries.material import Material, material
from verme.groups.queries.problem import LockRow, problem_of
from verme.groups.rules import Criteria
from verme.groups.terms import LockKind


@dataclass(frozen=True)
class Board:
    """A draft at one moment. What people and mentors have changed since the draft was made is in the problem, so it shows as conflicts."""

    draft: Draft
    criteria: Criteria
    labels: Labels
    problem: Problem
    plan: Plan
    groups: Mapping[str, DraftGroup]  # by the id of the mentor entry, in the order of letters
    stays: Mapping[str, str]  # person → entry whose group they are locked in
    bans: Mapping[str, tuple[str, ...]]

    @cached_property
    def conflicts(self) -> tuple[Breach, ...]:
        """Every broken rule."""
        return conflicts(self.problem, self.plan)

    @cached_property
    def fit(self) -> Fit:
        """Sopivuus of the draft and of each group."""
        return fit(self.problem, self.plan)

    @cached_property
    def score(self) -> Score:
        """Placed, poor seats, total."""
        return score(self.problem, self.plan)

    @cached_property
    def unplaced(self) -> tuple[str, ...]:
        """Who has a place in the programme and no group, in order of coming."""
        return self.plan.unplaced(self.problem)

    def group_of(self, person: str) -> DraftGroup | None:
        """The group a person sits in."""
        index = self.plan.seat.get(person)
        return None if index is None else self.groups[self.plan.groups[index].mentor]

    def most(self, group: DraftGroup) -> int:
        """The largest size of a group, by its theme or the criteria."""
        theme = self.problem.theme.get(group.theme.key)
        return (theme.size if theme else self.problem.rules.size).max

    def target(self, group: DraftGroup) -> int:
        """How many places a group is drawn with: its target, or more where more sit there."""
        theme = self.problem.theme.get(group.theme.key)
        return (theme.size if theme else self.problem.rules.size).target_max

    @property
    def is_best(self) -> bool:
        """Whether the draft still is what the search proved best: nothing has changed since."""
        quality = self.draft.quality
        return bool(quality.get("revision") == self.draft.revision and quality.get("status") == Status.OPTIMAL)


def board(draft: Draft) -> Board:
    """The draft as it stands now. Raises Refused (NO_RULES) without an operating model."""
    return board_of(draft, material(draft.programme))


def board_of(draft: Draft, held: Material) -> Board:
    """The same from material that is loaded already; in two more queries."""
    criteria = Criteria.stored(draft.criteria, held.rules)
    locks, seats = _rows(draft)
    problem, labels = problem_of(held, criteria, locks)
    groups = list(DraftGroup.objects.filter(draft=draft).select_related("theme", "slot", "place"))
    groups.sort(key=lambda group: (len(group.letter), group.letter))
    names = {person: signup.name.casefold() for person, signup in labels.people.items()}
    return Board(
        draft=draft,
        criteria=criteria,
        labels=labels,
        problem=read_problem(problem),
        plan=plan_of(groups, sorted(seats, key=lambda seat: names.get(person_id(seat[0]), "")), labels.people),
        groups={entry_id(group.entry_id): group for group in groups},
        stays={person_id(signup): entry_id(entry) for signup, entry, kind in locks if kind == LockKind.STAY},
        bans=_bans(locks),
    )


def _rows(draft: Draft) -> tuple[list[LockRow], list[tuple[int, int]]]:
    """Locks and seats, in one query."""
    locks = Lock.objects.filter(draft=draft).order_by().values_list("signup", "entry", "kind")
    seats = Placement.objects.filter(draft=draft).order_by().values_list("signup", "group", Value(""))
    rows = sorted(locks.union(seats, all=True))
    return [row for row in rows if row[2]], [(signup, group) for signup, group, kind in rows if not kind]


def plan_of(groups: Iterable[DraftGroup], seats: Iterable[tuple[int, int]], people: Mapping[str, object]) -> Plan:
    """The draft as a plan. Whoever has lost the place in the programme is not there any more."""
    members: dict[int, list[str]] = {}
    for signup, group in seats:
        if person_id(signup) in people:
            members.setdefault(group, []).append(person_id(signup))
    return Plan(
        tuple(
            PlanGroup(
                entry_id(group.entry_id),
                group.theme.key,
                group.slot.key,
                group.place.key,
                group.language,
                tuple(members.get(group.pk, ())),
            )
            for group in groups
        )
    )


def _bans(locks: Iterable[LockRow]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for signup, entry, kind in locks:
        if kind == LockKind.BAN:
            found[person_id(signup)] = (*found.get(person_id(signup), ()), entry_id(entry))
    return found
