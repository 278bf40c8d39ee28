"""What the coordinator looks at before sending lines on (K9): what departs from the usual, and who has not sent yet."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from verme.compensation import rules
from verme.compensation.models import WorkLine
from verme.compensation.queries import Book
from verme.compensation.rules import Part
from verme.compensation.terms import Why, WorkKind
from verme.kernel import dates
from verme.programmes.plain_words.numbers import listing, small, units
from verme.web.ui import pay_rows

UNUSUAL = {Why.TOO_FEW, Why.TOO_SHORT, Why.CUT, Why.OVER}


@dataclass(frozen=True)
class Look:
    """Something to look at; with its line when it can be returned."""

    title: str
    text: str
    line: WorkLine | None = None


def looks(book: Book, waiting: list[WorkLine], language: str) -> list[Look]:
    """Unusual things of the year's facts, then the lines that somebody wrote or that take something back."""
    return [*_of_facts(book, language), *_of_lines(book, waiting, language)]


def _of_facts(book: Book, language: str) -> Iterator[Look]:
    for part in book.parts:
        if part.why in UNUSUAL:
            yield Look(f"{book.mentors[part.fact.mentor].name}: {_about(part, language)}", str(part.why.label))


def _about(part: Part, language: str) -> str:
    day = dates.short_day(part.day, language)
    if part.fact.kind == WorkKind.ARRANGEMENT:
        return _("arrangements %(day)s") % {"day": day}
    return _("meeting %(day)s") % {"day": day}


def _of_lines(book: Book, waiting: list[WorkLine], language: str) -> Iterator[Look]:
    for line in waiting:
        title = f"{line.mentor.name}: {small(pay_rows.what(line, language))}"
        if line.takes_back or line.turn:
            yield Look(
                title, _("What was paid has changed afterwards. The minus row takes it back, a new row says what is owed now."), line
            )
        elif line.arrangement is not None and line.school_year == book.school_year:
            limit = units(rules.arrangement_limit(book.year, line.mentor_id, line.day))
            text = _("%(units)s: %(ground)s. The school year's limit is %(limit)s.")
            yield Look(title, text % {"units": units(line.units), "ground": line.arrangement.ground, "limit": limit}, line)
        elif line.expense is not None:
            yield Look(title, f"{pay_rows.ground(line)}, {pay_rows.money(line.cents, language)} €", line)


def unsent(book: Book) -> str:
    """Who has work that has not been sent, by name; empty when nobody has."""
    return listing(mentor.name for mentor in book.unsent_mentors)
