"""Living groups under any sequence of deeds, one day after another.

I-01 nobody in two groups, and no two seats of one sign-up overlap in time · I-02 who sits has a place, and who has a place and no question
open sits · I-06 nobody leads and sits in the same group · closed groups are empty, open ones have a mentor and are not too large.
"""

import datetime as dt
from itertools import pairwise
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests import make
from tests.rooms.groups.round import Round, a_round
from verme.audit.actors import OPERATOR
from verme.groups import actions
from verme.groups.models import Group, Leader, Seat
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.mail.models import Letter
from verme.mentors import actions as mentors
from verme.mentors.models import Mentor
from verme.mentors.terms import Training
from verme.people.rules import same_address
from verme.signups.models import Signup
from verme.signups.terms import State

PEOPLE, GROUPS, MENTORS = some.integers(0, 15), some.integers(0, 2), some.integers(0, 4)
MOST = 10


class Year(RuleBasedStateMachine):
    """Three published groups of four, four people who wait, five mentors of whom one also sits in a group."""

    here: ClassVar[Round]
    people: ClassVar[list[Signup]]
    groups: ClassVar[list[Group]]
    mentors: ClassVar[list[Mentor]]

    def __init__(self) -> None:
        super().__init__()
        self.changes = transaction.atomic()
        self.changes.__enter__()
        self.day = make.OCTOBER
        self.refusals = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.changes.__exit__(None, None, None)

    def act(self, deed: Any, *args: Any, **named: Any) -> None:
        """A day passes, and the deed is done or refused; what is refused changes nothing."""
        self.day += dt.timedelta(days=1)
        before = self.rows()
        with clock.frozen(self.day):
            try:
                with transaction.atomic():
                    deed(*args, **named, by=self.here.by)
            except Refused:
                self.refusals += 1
                assert self.rows() == before

    def rows(self) -> list[Any]:
        return [list(model.objects.order_by("pk").values()) for model in (Seat, Leader, Group, Signup, Letter)]

    def seat(self, person: int) -> Seat | None:
        return Seat.objects.filter(signup=self.people[person]).order_by("-id").first()

    @rule(group=GROUPS, person=PEOPLE)
    def join(self, group: int, person: int) -> None:
        self.act(actions.join, self.groups[group], signup=self.people[person])

    @rule(person=PEOPLE)
    def leave(self, person: int) -> None:
        if (seat := self.seat(person)) is not None:
            self.act(actions.give_up, seat)

    @rule(person=PEOPLE, group=GROUPS)
    def move(self, person: int, group: int) -> None:
        if (seat := self.seat(person)) is not None:
            self.act(actions.transfer, seat, to=self.groups[group])

    @rule(group=GROUPS, mentor=MENTORS, beside=some.booleans())
    def hand_over(self, group: int, mentor: int, beside: bool) -> None:
        leader = Leader.objects.filter(group=self.groups[group], until__isnull=True).first()
        former = None if beside or leader is None else leader.mentor
        self.act(actions.hand_over, self.groups[group], to=self.mentors[mentor], instead_of=former)

    @rule(group=GROUPS)
    def one_stops(self, group: int) -> None:
        if (leader := Leader.objects.filter(group=self.groups[group]).order_by("id").first()) is not None:
            self.act(actions.stop_leading, leader)

    @rule(group=GROUPS, into=GROUPS)
    def merge(self, group: int, into: int) -> None:
        self.act(actions.merge, self.groups[group], into=self.groups[into])

    @rule(group=GROUPS)
    def close(self, group: int) -> None:
        self.act(actions.shut, self.groups[group])

    @invariant()
    def nobody_sits_twice_at_any_time(self) -> None:
        times: dict[int, list[tuple[dt.datetime, dt.datetime]]] = {}
        for signup, since, until in Seat.objects.order_by("signup", "since").values_list("signup", "since", "until"):
            times.setdefault(signup, []).append((since, until or self.day + dt.timedelta(days=1)))
        for mine in times.values():
            assert all(until <= since for (_, until), (since, _) in pairwise(mine))

    @invariant()
    def who_sits_has_a_place_and_who_has_a_place_sits(self) -> None:
        seated = set(Seat.objects.filter(until__isnull=True).values_list("signup", flat=True))
        placed = set(Signup.objects.filter(state=State.ACCEPTED).values_list("pk", flat=True))
        assert seated == placed

    @invariant()
    def nobody_leads_and_sits_in_the_same_group(self) -> None:
        for group in self.groups:
            sitting = set(Seat.objects.filter(group=group, until__isnull=True).values_list("signup__address", flat=True))
            leading = {same_address(each.mentor.email) for each in Leader.objects.filter(group=group, until__isnull=True)}
            assert not sitting & leading

    @invariant()
    def closed_groups_are_empty_and_open_ones_are_led_and_not_too_large(self) -> None:
        for group in Group.objects.filter(pk__in=[each.pk for each in self.groups]):
            seats = Seat.objects.filter(group=group, until__isnull=True).count()
            leaders = Leader.objects.filter(group=group, until__isnull=True).count()
            assert (seats, leaders) == (0, 0) if group.closed_at else (1 <= leaders <= 2 and seats <= MOST)

    @invariant()
    def the_queue_has_ranks_and_nobody_else(self) -> None:
        ranks = list(Signup.objects.filter(state=State.QUEUED).order_by("rank").values_list("rank", flat=True))
        assert None not in ranks
        assert len(set(ranks)) == len(ranks)


@pytest.mark.django_db
@pytest.mark.slow
def test_any_sequence_of_deeds() -> None:
    here = a_round(capacity=60)
    people, entries = here.people(16), [here.mentor() for _ in range(3)]
    draft = here.draft(*((entry, people[4 * number : 4 * number + 4]) for number, entry in enumerate(entries)))
    with clock.frozen(make.OCTOBER):
        groups = actions.publish(draft, revision=1, by=here.by)
    sits = people[0]  # who is a mentor too, and sits in the first group
    register = {"language": "fi", "training": Training.TRAINED, "by": OPERATOR}
    more = [
        mentors.register(here.house.organisation, email=email, name=name, **register)
        for email, name in (("uuno@koulu.example", "Uuno Uusi"), (sits.email, sits.name))
    ]
    Year.here, Year.people, Year.groups = here, people, groups
    Year.mentors = [*(row.mentor for entry in entries for row in entry.lead_rows.all()), *more]

    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Year, settings=settings(max_examples=10, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))
    )
