"""What the pages of the chain share: whose lines one may handle, and who handles the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from verme.compensation import queries, rules
from verme.compensation.models import WorkLine
from verme.compensation.queries import Sums
from verme.compensation.terms import FEES, Step, WorkKind
from verme.people.models import Person
from verme.programmes.plain_words.numbers import listing
from verme.web.ui import pay_rows
from verme.web.ui.desk import Desk


@dataclass(frozen=True)
class Basket:
    """Lines that wait for one step, as one reader sees them: those to handle, and those that others must."""

    desk: Desk
    step: Step
    lines: Sequence[WorkLine]
    people: Sequence[Person]  # who is permitted the step
    language: str

    @cached_property
    def _places(self) -> tuple[list[int], list[int]]:
        return rules.split(self.step, [line.handled for line in self.lines], self.desk.reader.pk)

    @cached_property
    def mine(self) -> list[WorkLine]:
        """The lines that this reader may handle."""
        return [self.lines[place] for place in self._places[0]]

    @cached_property
    def others(self) -> list[WorkLine]:
        """The lines that this reader may not: own ones, and those of the step before."""
        return [self.lines[place] for place in self._places[1]]

    @property
    def told(self) -> str:
        """What the form carries."""
        return pay_rows.told(queries.seen(self.mine))

    @cached_property
    def sums(self) -> Sums:
        """What the own lines come to."""
        return queries.sums(self.mine)

    @property
    def rows(self) -> str:
        """17 riviä"""
        return pay_rows.rows_words(len(self.mine))

    @property
    def units(self) -> str:
        """38"""
        return pay_rows.amount(self.sums.units)

    @property
    def total(self) -> str:
        """1 244,13"""
        return pay_rows.money(self.sums.cents, self.language)

    @cached_property
    def persons(self) -> list[pay_rows.Person]:
        """The own lines mentor by mentor."""
        return pay_rows.by_mentor(self.mine, self.language)

    @property
    def fee_persons(self) -> list[pay_rows.Person]:
        """The same without refunds."""
        return pay_rows.by_mentor([line for line in self.mine if line.kind in FEES], self.language)

    @property
    def fees_total(self) -> str:
        """Their sum without refunds."""
        return pay_rows.money(queries.sums([line for line in self.mine if line.kind in FEES]).cents, self.language)

    @property
    def costs(self) -> list[pay_rows.Row]:
        """The refunds one by one."""
        return [pay_rows.row(line, self.language) for line in self.mine if line.kind == WorkKind.COST]

    @property
    def others_rows(self) -> str:
        """2 riviä"""
        return pay_rows.rows_words(len(self.others))

    @property
    def instead(self) -> str:
        """Who may handle the others, by name; empty when nobody may."""
        return listing(person.name for person in queries.others(self.others, self.step, self.people))

    @property
    def before(self) -> str:
        """Who did the step before, by name."""
        hands = {Step.CHECK: "sent_by", Step.APPROVE: "checked_by", Step.CLOSE: "approved_by"}[self.step]
        found = dict.fromkeys(getattr(line, hands).name for line in self.mine if getattr(line, hands) is not None)
        return listing(found) if found else ""
