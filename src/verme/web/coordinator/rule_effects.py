"""What a change of the operating model would do to the people of this school year, before it is made."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from verme.certificates import queries as certificates
from verme.certificates.queries import Earner, Tried
from verme.compensation import queries as compensation
from verme.compensation import rules as pay
from verme.compensation.rules import Year
from verme.compensation.terms import LineState
from verme.kernel.dates import school_year_of
from verme.organisations.models import Organisation
from verme.programmes.plain_words import decimal
from verme.programmes.rules import Rules, changed
from verme.programmes.terms import CreditForm


@dataclass(frozen=True)
class Effect:
    """One figure, as it is by the rules of now and as it would be."""

    what: str
    before: str
    after: str

    @property
    def is_same(self) -> bool:
        """Whether the change leaves it alone."""
        return self.before == self.after


def effects(organisation: Organisation, latest: Rules, *, values: dict[str, object], valid_from: date) -> list[Effect]:
    """Figures of the school year of that day, empty when nobody sits in a group or leads one.

    Meetings that are planned are taken as held. What has been earned and what months have closed stands among them, and stays as it is.
    """
    year, tried = school_year_of(valid_from), Tried(valid_from, changed(latest, values))
    before, after = (certificates.of_year(organisation, year, tried=one) for one in (Tried(valid_from, latest), tried))
    book = compensation.read(organisation, year)
    if not before and not book.year.leads:
        return []
    return [*_credit(before, after), *_pay(book, latest, tried)]


def digest(values: dict[str, object], valid_from: date) -> str:
    """What was looked at: another change is looked at anew."""
    return hashlib.sha256(repr((sorted(values.items(), key=lambda pair: pair[0]), valid_from)).encode()).hexdigest()[:16]


def _credit(before: Sequence[Earner], after: Sequence[Earner]) -> list[Effect]:
    def count(people: Sequence[Earner], *, full: bool) -> str:
        teachers = [each for each in people if each.earned.form == CreditForm.VESO]
        return str(sum(each.earned.days > 0 if full else each.earned.days == 0 and each.suffices for each in teachers))

    def lost(people: Sequence[Earner]) -> str:
        return str(sum(each.earned.form == CreditForm.VESO and not each.suffices for each in people))

    if not any(each.earned.form == CreditForm.VESO for each in (*before, *after)):
        return [Effect(_("People with in-service training hours"), *(_with_hours(people) for people in (before, after)))]
    return [
        Effect(_("Have a VESO day"), count(before, full=True), count(after, full=True)),
        Effect(_("Can still reach one"), count(before, full=False), count(after, full=False)),
        Effect(_("Cannot reach one any more"), lost(before), lost(after)),
    ]


def _with_hours(people: Sequence[Earner]) -> str:
    return str(sum(each.earned.minutes > 0 for each in people))


def _pay(book: compensation.Book, latest: Rules, tried: Tried) -> list[Effect]:
    closed = decimal(sum((line.units for line in book.lines if line.state == LineState.CLOSED), Decimal(0)))
    if not (latest.pays_fee or tried.rules.pays_fee):
        return []
    year = compensation.foreseen(book)
    now, then = _units(year, None), _units(year, tried)
    return [
        Effect(_("Units in closed months"), closed, closed),
        Effect(_("Units of all mentors in the school year, if the rest is held as planned"), now, then),
    ]


def _units(year: Year, tried: Tried | None) -> str:
    def rules(day: date) -> Rules | None:
        return tried.rules if tried is not None and tried.valid_from <= day else year.rules(day)

    return decimal(sum((part.units for part in pay.owed(replace(year, rules=rules))), Decimal(0)))
