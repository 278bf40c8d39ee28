"""Pay for the examples: a line at each step of the chain, and a closed month, of a published group's mentor."""

from collections.abc import Mapping
from decimal import Decimal

from tests import cast
from verme.audit.actors import Actor
from verme.compensation import actions, queries
from verme.compensation.models import Batch, WorkLine
from verme.compensation.rules import month_of
from verme.compensation.terms import BatchKind, LineState, Step
from verme.groups.models import Group
from verme.kernel import clock
from verme.mentors.models import Mentor
from verme.organisations.terms import RoleKind
from verme.programmes.queries import rules_on

STEPS = (Step.CHECK, Step.APPROVE, Step.CLOSE)


class Chain:
    """Who passes pay on in one organisation; the mentor of its group may have no account."""

    def __init__(self, house: cast.House, group: Group, words: str) -> None:
        self.house, self.group, self.words = house.organisation, group, words
        self.people = {kind: house.people[kind].acting(kind) for kind in (RoleKind.COORDINATOR, RoleKind.APPROVER, RoleKind.PAYROLL)}
        self.pays_fee = rules_on(self.house, clock.today()).pays_fee

    @property
    def mentor(self) -> Mentor:
        leader = self.group.leaders.select_related("mentor__organisation").first()
        assert leader is not None
        return leader.mentor

    def enter(self) -> None:
        """Something that the rules pay: half a unit of arrangements, or a coffee."""
        said = {"mentor": self.mentor, "day": clock.today(), "by": self.actor}
        if self.pays_fee:
            actions.enter_arrangement(self.group.programme, units=Decimal("0.5"), ground=self.words, **said)
        else:
            actions.enter_expense(self.group, cents=1250, what=self.words, receipt=self.words, **said)
        actions.send(self.mentor, school_year=self.group.programme.school_year, by=self.actor)

    @property
    def actor(self) -> Actor:
        return Actor("member", self.mentor.person_id)

    def passed(self, *steps: Step) -> None:
        for step in steps:
            if step == Step.CLOSE:
                kind = BatchKind.FEES if self.pays_fee else BatchKind.COSTS
                actions.close(self.house, month=month_of(clock.today()), kind=kind, by=self.people[RoleKind.PAYROLL])
            else:
                deed, kind_of_role = {
                    Step.CHECK: (actions.check, RoleKind.COORDINATOR),
                    Step.APPROVE: (actions.approve, RoleKind.APPROVER),
                }[step]
                deed(self.house, seen=queries.seen(queries.waiting(self.house, step)), by=self.people[kind_of_role])


def paid(house: cast.House, group: Group, *, words: str) -> Mapping[str, WorkLine]:
    """A line in each state from sent to closed, by its state."""
    chain = Chain(house, group, words)
    mentor = chain.mentor
    chain.house.staff.create(personnel_number="108789", name=mentor.name, email=mentor.email)
    for number in (3, 2, 1, 0):
        chain.enter()
        chain.passed(*STEPS[:number])
    return {
        state: WorkLine.objects.filter(organisation=chain.house, state=state).latest("id")
        for state in LineState
        if state in {LineState.SENT, LineState.CHECKED, LineState.APPROVED, LineState.CLOSED}
    }


def closed(house: cast.House) -> Batch:
    """The closed month."""
    return house.organisation.batches.latest("number")
