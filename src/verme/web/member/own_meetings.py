"""The own attendance in words, by programme."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from verme.kernel import clock, dates
from verme.meetings import queries
from verme.meetings.queries import OwnAttendance, Sum
from verme.people.models import Person
from verme.signups.models import Signup
from verme.web.ui.tags.words import number


@dataclass(frozen=True)
class Line:
    """One meeting."""

    number: int
    day: str
    group: str  # its letter; empty for a gathering
    kind: str
    is_present: bool
    was_held: bool
    is_taken_in: bool
    waits: bool


@dataclass(frozen=True)
class OwnYear:
    """One programme: what was attended in it, and each recorded meeting."""

    title: str
    attended: str
    lines: list[Line]


def attended_words(total: Sum) -> str:
    """You have taken part: 3 meetings, 4,5 hours."""
    hours = (Decimal(total.minutes) / 60).quantize(Decimal("0.01")).normalize()
    return _("You have taken part: %(n)s meetings, %(h)s hours") % {"n": total.meetings, "h": number(Decimal(f"{hours:f}"))}


def years(person: Person, language: str) -> list[OwnYear]:
    """The programmes in which something is recorded about this person, the latest first."""
    rows = queries.own_attendance(person)
    found = {row.year.pk: row.year for row in rows}
    return [
        OwnYear(
            year.title_in(language),
            attended_words(queries.own_sum(rows, number)),
            [_line(row, language) for row in rows if row.year.pk == number],
        )
        for number, year in found.items()
    ]


def _line(row: OwnAttendance, language: str) -> Line:
    day = dates.day(clock.local(row.starts_at).date(), language)
    return Line(row.meeting, day, row.letter, str(row.kind.label), row.is_present, row.was_held, row.is_taken_in, row.waits)


def attended(signups: Iterable[Signup]) -> dict[int, str]:
    """What was attended with these sign-ups (`queries.with_attended`), in words, by programme; nothing where nothing is recorded yet."""
    return {programme: attended_words(total) for programme, total in queries.attended_by(signups).items()}
