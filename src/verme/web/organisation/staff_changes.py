"""What a file would change in the staff list, as a page tells it: rows with words instead of numbers, and no more rows than can be read."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from verme.kernel.texts import OWN_NAMES
from verme.organisations import queries, staff_words
from verme.organisations.models import Organisation
from verme.organisations.queries import Judged
from verme.organisations.rules import looks_partial
from verme.organisations.staff_rows import Change, Field, Reason, StaffRow, Value
from verme.organisations.terms import StaffField, WorkingTime
from verme.web.ui.tags.words import number

FIRST, SHOWN = 5, 300  # rows that stand open, and all that a page shows of a kind
type Texts = Mapping[Any, str]


@dataclass(frozen=True)
class Words:
    """Names of what the rows point to."""

    units: Texts
    groups: Texts
    people: Texts  # by key (StaffFact.key)

    def of(self, field: Field, value: Value) -> str:
        """A value as a reader says it; empty where there is none."""
        if value in ("", None):
            return ""
        match field:
            case Field.UNIT:
                return self.units.get(value, "")
            case Field.STAFF_GROUP:
                return self.groups.get(value, "")
            case Field.SUPERVISOR:
                return self.people.get(value, "")
            case Field.WORKING_TIME:
                return capfirst(str(WorkingTime(str(value)).label))
            case Field.LANGUAGE:
                return OWN_NAMES.get(str(value), str(value))
            case Field.PERCENTAGE:
                return f"{number(Decimal(str(value)).normalize() + 0)} %"
            case _:
                return str(value)


@dataclass(frozen=True)
class Faulty:
    """One fault: where it is, whose row, what stands there, what must be done."""

    line: int
    name: str
    found: str
    wrong: str


@dataclass(frozen=True)
class Changed:
    """One fact of one person, before and after."""

    name: str
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Listed[T]:
    """Rows to show at once, rows behind a click, and how many are not shown at all."""

    first: list[T]
    more: list[T]
    hidden: int


def listed[T](rows: Iterable[T], *, first: int = FIRST) -> Listed[T]:
    """The rows parted."""
    held = list(rows)
    return Listed(held[:first], held[first:SHOWN], max(0, len(held) - SHOWN))


def changes(house: Organisation, judged: Judged) -> dict[str, Any]:
    """What the page shows."""
    words, made = _words(house, judged), judged.differences
    people = len(made.changed) + len(made.same) + len(made.missing)
    return {
        "judged": judged,
        "faulty_rows": len(judged.read.faulty),
        "facts": _facts(judged),
        "faulty": listed(_faulty(judged), first=20),
        "notes": listed(
            Faulty(note.line, note.name, note.fault.found, staff_words.what_is_wrong(note.fault)) for note in judged.read.notes
        ),
        "changed": listed(_changed(made.changed, words)),
        "new": listed((row.name, _about(row, words)) for row in made.new),
        "missing": listed(sorted(fact.name for fact in made.missing)),
        "is_partial": looks_partial(listed=people, missing=len(made.missing)),
        "new_units": unknown_units(judged),
        "is_same": not (made.new or made.changed or made.missing),
    }


def unknown_units(judged: Judged) -> dict[str, str]:
    """Schools of the file that are not here yet, each with how many rows have it and which known one looks like it."""
    faults = [fault for row in judged.read.faulty for fault in row.faults if fault.reason == Reason.UNKNOWN_UNIT]
    rows = Counter(fault.found for fault in faults)
    near = {fault.found: str(fault.values["suggestion"]) for fault in faults}
    found = {}
    for name, count in rows.most_common(SHOWN):
        told = ngettext("%(n)s row", "%(n)s rows", count) % {"n": count}
        found[name] = told + ". " + _("Did you mean %(name)s?") % {"name": near[name]} if near[name] else told
    return found


def _facts(judged: Judged) -> list[tuple[int, str]]:
    made = judged.differences
    counted = [(len(made.same), _("unchanged")), (len(made.new), _("new")), (len(made.changed), _("changed"))]
    if (missing := len(made.missing)) > 0:
        counted.append((missing, _("not on the list any more")))
    if (faulty := len(judged.read.faulty)) > 0:
        counted.append((faulty, ngettext("faulty row", "faulty rows", faulty)))
    return counted


def _words(house: Organisation, judged: Judged) -> Words:
    language = (get_language() or "fi")[:2]
    people = {person.personnel_number or person.email: person.name for person in judged.people.values()}
    people |= {row.personnel_number or row.email: row.name for row in judged.read.rows}
    return Words(
        units={unit.pk: unit.name for unit in queries.units(house)},
        groups={group.pk: group.name_in(language, house.first_language) for group in queries.staff_groups(house)},
        people=people,
    )


def _faulty(judged: Judged) -> Iterator[Faulty]:
    for row in judged.read.faulty:
        for fault in row.faults:
            yield Faulty(row.line, row.name, fault.found, staff_words.what_is_wrong(fault))


def _changed(made: Iterable[Change], words: Words) -> Iterator[Changed]:
    for change in made:
        if change.returns:
            yield Changed(change.row.name, _("On the staff list"), _("no"), _("yes"))
        for field, (before, after) in change.fields.items():
            yield Changed(change.row.name, str(StaffField(field.value).label), words.of(field, before), words.of(field, after))


def _about(row: StaffRow, words: Words) -> str:
    told = (words.of(field, row.values.get(field)) for field in (Field.UNIT, Field.STAFF_GROUP, Field.TITLE, Field.EMAIL))
    return " · ".join(dict.fromkeys(filter(None, told)))
