"""What a file changes in the staff list is written: for ten thousand people in some forty queries."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from verme.kernel import clock
from verme.organisations.models import Organisation, StaffMember
from verme.organisations.queries import Judged
from verme.organisations.staff_rows import Field, Value

# Field of a row → column of the list. The supervisor is another row of it, and is set when everybody is there.
COLUMNS = {
    Field.PERSONNEL_NUMBER: "personnel_number",
    Field.NAME: "name",
    Field.EMAIL: "email",
    Field.UNIT: "unit_id",
    Field.TITLE: "title",
    Field.STAFF_GROUP: "staff_group_id",
    Field.AGREEMENT: "agreement",
    Field.WORKING_TIME: "working_time",
    Field.PERCENTAGE: "percentage",
    Field.LANGUAGE: "language",
}
WRITTEN = [*(column.removesuffix("_id") for column in COLUMNS.values()), "supervisor", "is_listed", "imported_at"]
BATCH = 500  # rows a query

type Written = tuple[StaffMember, Mapping[Field, Value]]


def write(organisation: Organisation, judged: Judged) -> None:
    """New people are added, changed ones changed, the missing marked; the organisation is locked by whoever calls."""
    now, made = clock.now(), judged.differences
    new = [_filled(StaffMember(organisation=organisation), row.values, now) for row in made.new]
    changed = [
        _filled(judged.member(change.fact), {field: after for field, (_before, after) in change.fields.items()}, now)
        for change in made.changed
    ]
    StaffMember.objects.bulk_create([person for person, _ in new], batch_size=BATCH)
    _set_supervisors([*new, *changed], _by_key([*judged.people.values(), *(person for person, _ in new)]))
    _rewrite([*(person for person, _ in changed), *(person for person, _ in new if person.supervisor_id)])
    gone = [judged.member(fact).pk for fact in made.missing]
    StaffMember.objects.filter(pk__in=gone).update(is_listed=False)


def _filled(person: StaffMember, values: Mapping[Field, Value], now: datetime) -> Written:
    for field, value in values.items():
        if field in COLUMNS:
            setattr(person, COLUMNS[field], value)
    person.is_listed, person.imported_at = True, now
    return person, values


def _by_key(people: Sequence[StaffMember]) -> dict[str, int]:
    """Everybody by the key they have now (StaffFact.key); of two with one key the older row."""
    return {person.personnel_number or person.email: person.pk for person in reversed(people)}


def _set_supervisors(written: Iterable[Written], ids: Mapping[str, int]) -> None:
    for person, values in written:
        if Field.SUPERVISOR in values:
            person.supervisor_id = ids[str(values[Field.SUPERVISOR])] if values[Field.SUPERVISOR] else None


def _rewrite(people: Sequence[StaffMember]) -> None:
    """Rows that are there already, in batches: an insert that finds its own row updates it, many times faster than Django's bulk_update."""
    StaffMember.objects.bulk_create(people, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=WRITTEN)
