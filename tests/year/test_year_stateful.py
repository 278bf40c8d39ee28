"""The year of three groups under any sequence of real deeds holds the invariants I-18…I-38 in every state (trust.md §6).

Each is a method named by its number, in the part of its room:
I-18…I-21 agreements (`agreement`) · I-22 is void: no notes exist · I-23 the neighbour's rows stay (`living`; addresses: web/test_matrix) ·
I-24 taking a role away enables nothing: rooms/organisations/test_policy, web/test_matrix · I-25 at each refusal (`machine`) ·
I-26, I-35, I-37, I-38 meetings, letters, calendars (`meeting`; that a letter is written in its deed's transaction: tests/killing) ·
I-27, I-28 certificates and credit (`credit`) · I-29…I-34 pay (`paying`) ·
I-36 a letter is sent or marked, and to nobody else: rooms/mail/test_sending, rooms/mail/test_many_workers.
"""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as some
from hypothesis.stateful import initialize, run_state_machine_as_test

from tests.year.agreement import Agreement
from tests.year.credit import Credit
from tests.year.living import GROUPS, Living
from tests.year.meeting import MASK, Meeting_
from tests.year.paying import Paying
from tests.year.world import founded


class TheYear(Living, Meeting_, Agreement, Credit, Paying):
    """All rooms at once."""

    @initialize(meetings=some.lists(some.tuples(GROUPS, MASK), max_size=8), agree=some.sets(GROUPS), goes_on=some.booleans())
    def some_of_the_year_has_passed(self, meetings: list[tuple[int, int]], agree: set[int], goes_on: bool) -> None:
        """So that forty steps reach credit, corrections and closed months."""
        for group in sorted(agree):
            self.write_and_offer(group, "Luottamus")
            self.everybody_accepts(group)
        for group, mask in meetings:
            self.meet(group, 90, mask | 3, 9)
        if goes_on:
            self.everything_goes_its_way(back=0, steps=4)


def run(*, examples: int, steps: int, phases: Sequence[Phase] = tuple(Phase)) -> None:
    """The machine, so many times so many steps, in a database that holds nothing yet."""
    TheYear.world = founded()
    for counted in (TheYear.fired, TheYear.done, TheYear.checked):
        counted.clear()
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        TheYear,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            phases=phases,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
@pytest.mark.slow
def test_any_sequence_of_deeds() -> None:
    run(examples=6, steps=40)

    for deed in ("plan", "record", "send"):  # the rare ones may be missing from one run
        assert TheYear.done[deed] > 0, f"{deed} never happened, so nothing was shown about it"
