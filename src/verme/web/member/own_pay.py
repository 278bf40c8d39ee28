"""The mentor's page of pay (M6): what the rules give for the school year, what is on its way, what can be sent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.compensation import rules
from verme.compensation.models import Arrangement, Expense, WorkLine
from verme.compensation.queries import Book
from verme.compensation.rules import Part
from verme.compensation.terms import LineState, Why, WorkKind
from verme.groups.models import Group
from verme.kernel import clock, dates
from verme.mentors.models import Mentor
from verme.programmes.models import Programme
from verme.programmes.plain_words.numbers import decimal, euros, units
from verme.web.ui.pay_rows import CSS, amount, money, what


@dataclass(frozen=True)
class Row:
    """One piece of work: its line, or what would become one."""

    what: str
    ground: str
    units: str
    total: str
    state: str
    css: str
    word: str = ""
    arrangement: Arrangement | None = None  # that can be taken out
    expense: Expense | None = None


@dataclass(frozen=True)
class Entering:
    """What a mentor may enter by today's rules: arrangements up to the year's limit, small costs of own groups."""

    book: Book
    mentor: Mentor

    @cached_property
    def limit(self) -> Decimal:
        """Units of arrangements in a school year by today's rules; zero where there are none."""
        return rules.arrangement_limit(self.book.year, self.mentor.pk, clock.today())

    @property
    def left(self) -> Decimal:
        """Of the limit."""
        used = sum((each.units for each in self.book.arrangements.values() if each.mentor_id == self.mentor.pk), Decimal(0))
        return max(self.limit - used, Decimal(0))

    @property
    def limit_words(self) -> str:
        """Järjestelytyö, enintään 3 tuntia."""
        return _("Practical arrangements, up to %(h)s hours") % {"h": decimal(self.limit)}

    @property
    def left_words(self) -> str:
        """What is left of the limit."""
        return units(self.left)

    @cached_property
    def refunds(self) -> bool:
        """Whether small costs are refunded by today's rules."""
        model = self.book.rules(clock.today())
        return model is not None and model.refunds_costs

    @cached_property
    def groups(self) -> Sequence[Group]:
        """The groups led, each once."""
        keys = dict.fromkeys(led.group for led in self.book.year.led_by.get(self.mentor.pk, ()))
        known = {group.pk: group for group in self.book.groups}
        return [known[key] for key in keys]

    @property
    def budget_words(self) -> str:
        """How much a group may spend, in words; empty without a limit."""
        model = self.book.rules(clock.today())
        return euros(model.cost_budget_cents) if model is not None and model.cost_budget_cents is not None else ""

    @property
    def programme(self) -> Programme | None:
        """To which programme an arrangement is entered: that of the first group led."""
        return self.groups[0].programme if self.groups else None


@dataclass(frozen=True)
class OwnPay:
    """One mentor's school year."""

    book: Book
    mentor: Mentor
    language: str

    @cached_property
    def unsent(self) -> list[Part]:
        """What has no line yet."""
        return self.book.unsent(self.mentor.pk)

    @cached_property
    def returned(self) -> list[WorkLine]:
        """What waits for a correction."""
        return [line for line in self.lines if line.state == LineState.RETURNED]

    @cached_property
    def lines(self) -> list[WorkLine]:
        """The mentor's lines."""
        return [line for line in self.book.lines if line.mentor_id == self.mentor.pk]

    @cached_property
    def entering(self) -> Entering:
        """What can be entered."""
        return Entering(self.book, self.mentor)

    @property
    def to_send(self) -> str:
        """How much can be sent, in words; empty when everything has been."""
        number = len(self.unsent) + len(self.returned)
        return ngettext("%(n)s row", "%(n)s rows", number) % {"n": number} if number else ""

    @property
    def units_to_send(self) -> str:
        """Their units in words; empty when they are all refunds."""
        work = [part.units for part in self.unsent if part.fact.kind != WorkKind.COST]
        work += [line.units for line in self.returned if line.kind != WorkKind.COST]
        return units(sum(work, Decimal(0))) if work else ""

    @cached_property
    def rows(self) -> list[Row]:
        """By day: the lines, what is not sent yet, and what the rules do not pay, with why."""
        found = [(part.day, 0, self._part(part)) for part in self.unsent]
        found += [(line.day, 1, self._line(line)) for line in self.lines if line.state != LineState.VOID]
        return [row for _day, _order, row in sorted(found, key=lambda each: each[:2])]

    @cached_property
    def unpaid(self) -> list[tuple[str, str]]:
        """What the rules give nothing for: what it is, and why. Where nobody is paid a fee, the page says so once."""
        plain = {Why.PAID, Why.CUT} if self.pays_fee else {Why.PAID, Why.CUT, Why.NO_FEE}
        parts = (part for part in self.book.parts if part.fact.mentor == self.mentor.pk and part.why not in plain)
        return [(self._what(part), str(part.why.label)) for part in parts]

    def _what(self, part: Part) -> str:
        key = {WorkKind.ARRANGEMENT: "arrangement", WorkKind.COST: "expense", WorkKind.MEETING: "meeting"}.get(part.fact.kind)
        made = WorkLine(kind=part.fact.kind, day=part.day, **({f"{key}_id": part.fact.key} if key else {}))
        return what(made, self.language)

    def _part(self, part: Part) -> Row:
        arrangement = self.book.arrangements.get(part.fact.key) if part.fact.kind == WorkKind.ARRANGEMENT else None
        expense = self.book.expenses.get(part.fact.key) if part.fact.kind == WorkKind.COST else None
        said = arrangement.ground if arrangement else expense.what if expense else _group(self.book, part)
        is_cost = part.fact.kind == WorkKind.COST
        cents = self.book.expenses[part.fact.key].cents if is_cost else None
        note = str(part.why.label) if part.why == Why.CUT else ""
        draft = _("Draft")
        return Row(
            self._what(part),
            said,
            "" if is_cost else amount(part.units),
            money(cents, self.language),
            draft,
            "todo",
            note,
            arrangement,
            expense,
        )

    def _line(self, line: WorkLine) -> Row:
        is_back, is_cost = line.state == LineState.RETURNED, line.kind == WorkKind.COST
        said = line.arrangement.ground if line.arrangement else line.expense.what if line.expense else ""
        if line.meeting and line.meeting.group:
            said = _("Group %(letter)s") % {"letter": line.meeting.group.letter}
        word = line.word
        if is_back and line.has_changed and not word:
            word = _("What it rests on has changed since you sent it. Look at it and send it again.")
        return Row(
            what(line, self.language),
            said,
            "" if is_cost else amount(line.units),
            money(line.cents, self.language),
            str(LineState(line.state).label),
            CSS[LineState(line.state)],
            word if is_back else "",
            line.arrangement if is_back else None,
            line.expense if is_back else None,
        )

    @property
    def facts(self) -> Iterator[tuple[str, str]]:
        """The year in numbers: by kind of work, whatever its state."""
        owed = [part for part in self.book.parts if part.fact.mentor == self.mentor.pk and part.units]
        for kind, words in (
            (WorkKind.PLANNING, _("for planning")),
            (WorkKind.MEETING, _("for meetings held")),
            (WorkKind.ARRANGEMENT, _("for arrangements")),
        ):
            yield decimal(sum((part.units for part in owed if part.fact.kind == kind), Decimal(0))), words
        yield decimal(sum((part.units for part in owed if part.fact.kind != WorkKind.COST), Decimal(0))), _("units in the school year")

    @cached_property
    def pays_fee(self) -> bool:
        """Whether anything of the year can be paid as a fee."""
        model = self.book.rules(clock.today())
        return model is not None and model.pays_fee

    @property
    def years(self) -> str:
        """2026–2027"""
        return dates.school_year(self.book.school_year)


def _group(book: Book, part: Part) -> str:
    meeting = book.meetings.get(part.fact.key) if part.fact.kind == WorkKind.MEETING else None
    return _("Group %(letter)s") % {"letter": meeting.group.letter} if meeting and meeting.group else ""
