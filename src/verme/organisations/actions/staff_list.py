"""A staff list comes in as a file: it is received, its columns are chosen, and once somebody has seen what it changes it is taken in."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel.refusals import Refused
from verme.kernel.tables import Table
from verme.organisations import queries, rules, staff_rows, staff_words
from verme.organisations.actions.staff_changes import write
from verme.organisations.models import Organisation, StaffImport
from verme.organisations.staff_rows import Field, Matching, Unfit
from verme.organisations.terms import ImportRefusal


@dataclass(frozen=True)
class Imported:
    """How many people came, changed and were marked as not on the list, and how many faulty rows were left out."""

    new: int
    changed: int
    missing: int
    left_out: int


@transaction.atomic
def receive_staff_file(organisation: Organisation, *, table: Table, file_name: str, by: Actor) -> StaffImport:
    """Keeps a file until its columns are chosen; an earlier one of the same person that was not taken in is forgotten.

    Raises Refused(IDENTITY_CODES), and then keeps nothing.
    """
    try:
        staff_rows.refuse_identity_codes(table)
    except Unfit as unfit:
        raise staff_words.refused(unfit) from None
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if by.person_id is not None:
        StaffImport.objects.filter(organisation=organisation, person_id=by.person_id).delete()
    name = "".join(letter for letter in file_name if letter.isprintable())[-200:]
    held = StaffImport.objects.create(organisation=organisation, person_id=by.person_id, file_name=name, rows=staff_rows.to_lists(table))
    audit.record("staff.received", held, by=by, organisation=organisation.pk, rows=len(table.rows))
    return held


@transaction.atomic
def choose_columns(held: StaffImport, *, columns: Mapping[Field, int], by: Actor) -> StaffImport:
    """Says what the columns hold; the others are dropped. Raises Refused (NO_NAME_COLUMN, NO_KEY_COLUMN, GONE)."""
    waiting = _waiting(held)
    table = waiting.table
    try:
        staff_rows.refuse_unfit(table, Matching(columns, frozenset()))
    except Unfit as unfit:
        raise staff_words.refused(unfit) from None
    kept, places = staff_rows.narrowed(table, columns)
    waiting.rows, waiting.columns = staff_rows.to_lists(kept), {field.value: index for field, index in places.items()}
    waiting.save(update_fields=["rows", "columns"])
    audit.record("staff.columns_chosen", waiting, by=by, organisation=waiting.organisation_id, fields=sorted(waiting.columns))
    return waiting


@transaction.atomic
def forget_staff_file(held: StaffImport, *, by: Actor) -> None:
    """A file is not taken in, and nothing of it stays. Forgetting it again does nothing."""
    waiting = StaffImport.objects.select_for_update().filter(pk=held.pk).first()
    if waiting is None:
        return
    audit.record("staff.file_forgotten", waiting, by=by, organisation=waiting.organisation_id)
    waiting.delete()


@transaction.atomic
def import_staff(held: StaffImport, *, seen: str, leaves_out: bool, by: Actor) -> Imported:
    """Takes a file into the staff list: all that it changes, or nothing. People who are missing from it are only marked.

    `seen` is the fingerprint of what somebody looked at: if the file would change something else by now, nothing is taken in. Faulty rows
    stop everything unless they are left out. Roles do not end here. Raises Refused (GONE, NO_COLUMNS, CHANGED, FAULTY).
    """
    organisation = Organisation.objects.select_for_update().get(pk=held.organisation_id)
    waiting = _waiting(held)
    if not waiting.columns:
        raise Refused(ImportRefusal.NO_COLUMNS)
    judged = queries.judge(waiting)
    faulty = len(judged.read.faulty)
    if (reason := rules.why_not_import(seen=seen, now=judged.fingerprint, faulty=faulty, leaves_out=leaves_out)) is not None:
        raise Refused(reason)
    write(organisation, judged)
    made = judged.differences
    done = Imported(len(made.new), len(made.changed), len(made.missing), faulty)
    audit.record("staff.imported", organisation, by=by, organisation=organisation.pk, **vars(done))
    waiting.delete()
    return done


def _waiting(held: StaffImport) -> StaffImport:
    waiting = StaffImport.objects.select_for_update(of=("self",)).select_related("organisation").filter(pk=held.pk).first()
    if waiting is None:
        raise Refused(ImportRefusal.GONE)
    return waiting
