"""An organisation's pay under its lock: every deed begins here, so what was read stays so until it is written."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import QuerySet

from verme.compensation import rules
from verme.compensation.models import WorkLine
from verme.compensation.queries import Book, Seen, lines_of, read
from verme.compensation.rules import Fact, Move, Owed, Restate, Revise, TakeBack, Void
from verme.compensation.terms import OPEN, LineState, PayRefusal, Step, WorkKind
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.organisations.models import Organisation

SUBJECT = {WorkKind.MEETING: "meeting_id", WorkKind.ARRANGEMENT: "arrangement_id", WorkKind.COST: "expense_id"}


class Held:
    """The organisation's pay stays locked until the transaction ends."""

    def __init__(self, organisation: Organisation) -> None:
        """Raises RuntimeError outside a transaction."""
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError("pay is held inside a transaction")
        self.organisation = self.locked().get(pk=organisation.pk)
        self._books: dict[int, Book] = {}

    @staticmethod
    def locked() -> QuerySet[Organisation]:
        """Organisations whose rows stay locked against other deeds of pay; rows that hang on them can still be added."""
        return Organisation.objects.select_for_update(no_key=True)

    def book(self, school_year: int) -> Book:
        """The school year's book, read once under the lock."""
        if school_year not in self._books:
            self._books[school_year] = read(self.organisation, school_year)
        return self._books[school_year]

    def forget(self) -> None:
        """What was read before something was written."""
        self._books.clear()

    def lines(self, seen: Iterable[Seen], step: Step) -> list[WorkLine]:
        """The lines that somebody saw and that still wait for this step; those that have taken it already are left out.

        Raises Refused(CHANGED) when one is not what was seen, or when what it rests on has changed.
        """
        wanted = {each.line: each for each in seen}
        there = {line.pk: line for line in lines_of(self.organisation).filter(pk__in=wanted)}
        if len(there) != len(wanted) or any(not _is_as_seen(there[key], each, step) for key, each in wanted.items()):
            raise Refused(PayRefusal.CHANGED)
        waiting = [line for line in there.values() if line.state == rules.NEEDS[step]]
        self.guard(waiting, step)
        return waiting

    def guard(self, lines: Sequence[WorkLine], step: Step) -> None:
        """Raises Refused(CHANGED) when facts no longer give what the lines say, or when lines of one fact would part."""
        keys = {line.pk for line in lines}
        for book in [self.book(year) for year in sorted({line.school_year for line in lines})]:
            touched = {move.line for move in book.moves if not isinstance(move, Restate)}
            parted = {
                other.pk
                for line in lines
                if line.school_year == book.school_year
                for other in book.by_fact[line.fact]
                if other.state == rules.NEEDS[step]
            }
            if touched & keys or not parted <= keys:
                raise Refused(PayRefusal.CHANGED)

    def settle(self, school_year: int) -> list[WorkLine]:
        """Makes the lines of a school year say what is owed now; returns those that came back to their mentors."""
        book = self.book(school_year)
        lines = {line.pk: line for line in book.lines}
        back = [line for move in book.moves if (line := self._apply(book, lines, move)) is not None]
        if book.moves:
            self.forget()
        return back

    def _apply(self, book: Book, lines: dict[int, WorkLine], move: Move) -> WorkLine | None:
        match move:
            case Void():
                self.set(lines[move.line], state=LineState.VOID)
            case Revise():
                line = lines[move.line]
                was_sent = line.state in OPEN - {LineState.RETURNED}
                self.set(line, state=move.state, has_changed=True, **priced(book, line, move.owed))
                return line if was_sent and move.state == LineState.RETURNED else None
            case TakeBack():
                self._take_back(lines[move.line])
            case Restate():
                add(book, move.fact, move.owed, turn=move.turn)
        return None

    def _take_back(self, line: WorkLine) -> None:
        kept = ("organisation_id", "programme_id", "mentor_id", "school_year", "kind", "meeting_id", "arrangement_id", "expense_id", "day")
        price = {name: getattr(line, name) for name in ("unit_cents", "is_estimate", "turn")}
        WorkLine.objects.create(
            **{name: getattr(line, name) for name in kept},
            **price,
            units=-line.units,
            cents=None if line.cents is None else -line.cents,
            takes_back=True,
            state=LineState.SENT,
        )

    @staticmethod
    def set(line: WorkLine, **values: object) -> None:
        """Writes these columns of a line; whoever had handled what it was before has handled another line."""
        if values.get("state") in {LineState.RETURNED, LineState.SENT}:
            values |= {"checked_at": None, "checked_by": None, "approved_at": None, "approved_by": None}
        elif values.get("state") == LineState.CHECKED:
            values |= {"approved_at": None, "approved_by": None}
        for name, value in values.items():
            setattr(line, name, value)
        line.save(update_fields=list(values))


def _is_as_seen(line: WorkLine, seen: Seen, step: Step) -> bool:
    same = (line.units, line.cents) == (seen.units, seen.cents)
    return same and line.state in {rules.NEEDS[step], rules.GIVES[step]}


def priced(book: Book, line: WorkLine, owed: Owed) -> dict[str, object]:
    """Units, price and the sum of a line, rounded once to the step of its day's rules."""
    model = book.rules(line.day)
    cents = rules.total(owed.units, owed.price, step=1 if line.kind == WorkKind.COST or model is None else model.rounding_cents)
    return {"units": owed.units, "unit_cents": owed.price.cents, "is_estimate": owed.price.is_estimate, "cents": cents}


def add(book: Book, fact: Fact, owed: Owed, *, turn: int, sent_by: int | None = None) -> WorkLine:
    """A new line of a fact, on its way."""
    day = next(part.day for part in book.parts if part.fact == fact)
    subject = {SUBJECT[fact.kind]: fact.key} if fact.kind in SUBJECT else {}
    line = WorkLine(
        organisation=book.organisation,
        programme=book.programme_of(fact),
        mentor_id=fact.mentor,
        school_year=book.school_year,
        kind=fact.kind,
        turn=turn,
        day=day,
        state=LineState.SENT,
        sent_at=clock.now(),
        sent_by_id=sent_by,
        **subject,
    )
    for name, value in priced(book, line, owed).items():
        setattr(line, name, value)
    line.save(force_insert=True)
    return line
