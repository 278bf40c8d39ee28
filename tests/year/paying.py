"""Pay: arrangements entered, sent, checked, approved, returned, closed; facts that change under it; rules that change from a day on."""

import datetime as dt
import hashlib
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db.models import Count, Sum
from hypothesis import strategies as some
from hypothesis.stateful import invariant, rule

from tests.rooms.compensation import naive
from tests.year.living import GROUPS, MENTORS
from tests.year.machine import YEAR, Machine, only_news
from tests.year.meeting import NUMBER
from verme.audit.actors import OPERATOR
from verme.compensation import actions, queries
from verme.compensation.models import Batch, Entry, WorkLine
from verme.compensation.terms import LineState, Step, WorkKind
from verme.groups.models import Leader
from verme.kernel import clock
from verme.organisations.terms import RoleKind
from verme.programmes import actions as programmes

SETTINGS: dict[str, Any] = {
    "meeting_units": some.sampled_from([Decimal(1), Decimal("1.5")]),
    "pays_by_length": some.booleans(),
    "credit_threshold": some.integers(2, 5),
    "counted_minutes": some.sampled_from([30, 60]),
    "average_price_cents": some.sampled_from([None, 3286]),
    "stand_in_paid": some.booleans(),
}


class Paying(Machine):
    """Deeds of the chain."""

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[int, bytes] = {}

    @property
    def house(self) -> Any:
        return self.world.house.organisation

    @rule(group=GROUPS, quarters=some.integers(1, 8))
    def arrange(self, group: int, quarters: int) -> None:
        here = self.world.groups[group]
        mentor = self.leader(here) or self.world.mentors[group]
        named = {"mentor": mentor, "day": clock.local(self.now).date(), "units": Decimal(quarters) / 4, "ground": "Tilat"}
        self.act(actions.enter_arrangement, here.programme, **named, by=self.as_mentor(mentor))

    @rule(mentor=MENTORS)
    def send(self, mentor: int) -> None:
        held = self.world.mentors[mentor]
        self.act(actions.send, held, school_year=YEAR, by=self.as_mentor(held))

    @rule(who=some.sampled_from([RoleKind.COORDINATOR, RoleKind.APPROVER]))
    def check(self, who: RoleKind) -> None:
        seen = queries.seen(queries.waiting(self.house, Step.CHECK))
        self.act(actions.check, self.house, seen=seen, by=self.acting(who))

    @rule(who=some.sampled_from([RoleKind.APPROVER, RoleKind.COORDINATOR]))
    def approve(self, who: RoleKind) -> None:
        seen = queries.seen(queries.waiting(self.house, Step.APPROVE))
        self.act(actions.approve, self.house, seen=seen, by=self.acting(who))

    @rule(number=NUMBER)
    def return_a_line(self, number: int) -> None:
        lines = list(WorkLine.objects.filter(organisation=self.house).order_by("pk"))
        if lines:
            self.act(actions.send_back, lines[number % len(lines)], word="Tarkista", by=self.coordinator)

    @rule(back=some.integers(0, 1), who=some.sampled_from([RoleKind.PAYROLL, RoleKind.APPROVER]))
    def close(self, back: int, who: RoleKind) -> None:
        month = (clock.local(self.now).date().replace(day=1) - dt.timedelta(days=back)).replace(day=1)
        self.act(actions.close, self.house, month=month, by=self.acting(who))

    @rule(back=some.integers(0, 1), steps=some.integers(1, 4))
    def everything_goes_its_way(self, back: int = 0, steps: int = 4) -> None:
        """As far as so many steps go: sent, checked, approved, closed."""
        for mentor in {leader.mentor_id for leader in Leader.objects.filter(group__in=self.world.groups)}:
            self.send([each.pk for each in self.world.mentors].index(mentor))
        if steps > 1:
            self.check(RoleKind.COORDINATOR)
        if steps > 2:
            self.approve(RoleKind.APPROVER)
        if steps > 3:
            self.close(back, RoleKind.PAYROLL)

    @rule()
    def settle(self) -> None:
        self.act(actions.settle, self.house, school_year=YEAR, by=OPERATOR)
        self.i29_i31_everything_owed_stands_somewhere()

    @rule(values=some.fixed_dictionaries({}, optional=SETTINGS))
    def change_the_rules(self, values: dict[str, Any]) -> None:
        day = clock.local(self.now).date()
        self.act(programmes.change_rules, self.house, values=values, valid_from=day, decision="KH 1", by=OPERATOR)

    # --- what always holds -------------------------------------------------------------------------------------------------------

    def i29_i31_everything_owed_stands_somewhere(self) -> None:
        """I-29, I-30, I-31, after settling: what is closed, on its way and not sent yet is what a naive count of the same facts gives."""
        with clock.frozen(self.now):
            book = queries.read(self.house, YEAR)
        stands: Counter[tuple[int, str]] = Counter()
        for line in book.lines:
            if line.state != LineState.VOID:
                stands[line.mentor_id, line.kind] += int(line.units * 4)
        for mentor in book.mentors:
            for part in book.unsent(mentor):
                stands[mentor, part.fact.kind] += int(part.units * 4)
        assert +stands == naive.quarters(book.year)
        for (_mentor, kind), quarters in stands.items():
            assert kind == WorkKind.MEETING or quarters <= 12  # I-30: three hours a mentor and year
        self.checked["i29_i31_everything_owed_stands_somewhere"] += 1

    @invariant()
    @only_news
    def i29_one_fee_for_a_held_meeting(self) -> None:
        """I-29: whatever is taken back and said anew, each of these once, and only for meetings whose attendance has been recorded; that
        what is not held any more is taken back is seen after settling.
        """
        lines = WorkLine.objects.filter(kind=WorkKind.MEETING).exclude(state=LineState.VOID).select_related("meeting")
        rows = Counter((line.mentor_id, line.meeting_id, line.turn, line.takes_back) for line in lines)
        assert set(rows.values()) <= {1}
        assert all(line.meeting is not None and line.meeting.attendance_version > 0 for line in lines)

    @invariant()
    @only_news
    def i31_the_ledger_is_the_closed_work(self) -> None:
        """I-31: one entry for each closed line, with its units and cents; nothing else."""
        closed = WorkLine.objects.filter(state=LineState.CLOSED).values_list("pk", "units", "cents")
        assert set(Entry.objects.values_list("line_id", "units", "cents")) == set(closed)

    @invariant()
    @only_news
    def i32_i34_closed_months_never_change(self) -> None:
        """I-32: bytes, hash, rows and sums of a batch stay. I-34: its sum is that of its rows in whole cents, each rounded once."""
        for batch in Batch.objects.annotate(count=Count("entries"), sum_units=Sum("entries__units"), sum_cents=Sum("entries__cents")):
            content = bytes(batch.content)
            assert self.files.setdefault(batch.pk, content) == content
            assert hashlib.sha256(content).hexdigest() == batch.digest
            assert (batch.rows, batch.units, batch.cents) == (batch.count, batch.sum_units, batch.sum_cents)
        assert set(self.files) == set(Batch.objects.values_list("pk", flat=True))
        for line in WorkLine.objects.exclude(unit_cents=None):
            assert line.unit_cents is not None
            exact = line.units * line.unit_cents
            assert line.cents is not None
            assert abs(exact - line.cents) <= Decimal("0.5")

    @invariant()
    @only_news
    def i33_nobody_handles_an_own_line_or_two_steps(self) -> None:
        """I-33: approver ≠ payee, and nobody has a line in hand twice running (who held the role: rooms/compensation/test_actions.py)."""
        for line in WorkLine.objects.select_related("mentor"):
            hands = [hand for hand in (line.sent_by_id, line.checked_by_id, line.approved_by_id) if hand is not None]
            assert line.mentor.person_id not in {line.checked_by_id, line.approved_by_id} - {None}
            assert all(one != following for one, following in pairwise(hands))
