"""A list gathered elsewhere comes in as a file: received, its columns chosen, and once somebody has seen what it brings, taken in."""

from collections.abc import Mapping
from dataclasses import asdict

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel.refusals import Refused
from verme.kernel.tables import Table
from verme.organisations import staff_rows, staff_words
from verme.programmes.models import Programme
from verme.signups import gathered, queries
from verme.signups.actions.answers import Answers
from verme.signups.actions.apply import Brought, bring_in
from verme.signups.gathered import Assumed, GatheredRow
from verme.signups.models import SignupList
from verme.signups.queries.gathered import JudgedList, Offering
from verme.signups.terms import ListRefusal


@transaction.atomic
def receive_list(programme: Programme, *, table: Table, file_name: str, by: Actor) -> SignupList:
    """Keeps a file until its columns are chosen; an earlier one of the same person that was not taken in is forgotten.

    Raises Refused (FileRefusal.IDENTITY_CODES), and then keeps nothing.
    """
    try:
        staff_rows.refuse_identity_codes(table)
    except staff_rows.Unfit as unfit:
        raise staff_words.refused(unfit) from None
    held = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    if by.person_id is not None:
        SignupList.objects.filter(programme=held, person_id=by.person_id).delete()
    name = "".join(letter for letter in file_name if letter.isprintable())[-200:]
    made = SignupList.objects.create(programme=held, person_id=by.person_id, file_name=name, rows=staff_rows.to_lists(table))
    audit.record("signups.file_received", made, by=by, organisation=held.organisation_id, rows=len(table.rows))
    return made


@transaction.atomic
def choose_list_columns(held: SignupList, *, columns: Mapping[str, int], assumed: Assumed, by: Actor) -> SignupList:
    """Says what the columns hold, and what is assumed of those who were not asked; other columns are dropped.

    Raises Refused (NO_NAME, NO_EMAIL, GONE).
    """
    waiting = _waiting(held)
    if (reason := gathered.why_unfit(columns)) is not None:
        raise Refused(ListRefusal(reason.value))
    kept, places = gathered.narrowed(waiting.table, columns)
    waiting.rows, waiting.columns, waiting.assumed = staff_rows.to_lists(kept), places, asdict(assumed)
    waiting.save(update_fields=["rows", "columns", "assumed"])
    audit.record("signups.columns_chosen", waiting, by=by, organisation=waiting.programme.organisation_id, fields=sorted(places))
    return waiting


@transaction.atomic
def forget_list(held: SignupList, *, by: Actor) -> None:
    """A file is not taken in, and nothing of it stays. Forgetting it again does nothing."""
    waiting = SignupList.objects.select_for_update(of=("self",)).select_related("programme").filter(pk=held.pk).first()
    if waiting is None:
        return
    audit.record("signups.file_forgotten", waiting, by=by, organisation=waiting.programme.organisation_id)
    waiting.delete()


@transaction.atomic
def take_list_in(held: SignupList, *, seen: str, leaves_out: bool, by: Actor) -> Brought:
    """Signs up everybody whom the file brings, or nobody; each new one gets the confirmation.

    `seen` is the fingerprint of what somebody looked at: if the file would bring something else by now, nobody comes in. Faulty rows stop
    everything unless they are left out. Raises Refused (GONE, NO_COLUMNS, CHANGED, FAULTY, or what the form would say: CLOSED).
    """
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=held.programme_id)
    waiting = _waiting(held)
    if not waiting.columns:
        raise Refused(ListRefusal.NO_COLUMNS)
    judged = queries.judge(waiting)
    if judged.fingerprint != seen:
        raise Refused(ListRefusal.CHANGED)
    if judged.faulty and not leaves_out:
        raise Refused(ListRefusal.FAULTY)
    brought = bring_in(programme, rows=_answers(judged), by=by)
    waiting.delete()
    return Brought(brought.entered, brought.known + len(judged.known))


def _answers(judged: JudgedList) -> list[Answers]:
    return [_answer(row, judged.offering) for row in judged.new]


def _answer(row: GatheredRow, offers: Offering) -> Answers:
    return Answers(
        name=row.name,
        email=row.email,
        language=row.languages[0],
        staff_group=offers.staff_groups[row.staff_group],
        unit=offers.units.get(row.unit or 0),
        other_unit=row.other_unit,
        is_new=row.is_new,
        subject=row.subject,
        languages=row.languages,
        themes=[offers.themes[key] for key in row.themes],
        any_theme=row.any_theme,
        slots={offers.slots[key]: value for key, value in row.slots.items()},
        places={offers.places[key]: value for key, value in row.places.items()},
        together=row.together,
        apart=row.apart,
        apart_from_supervisor=True,
        wish=row.wish,
    )


def _waiting(held: SignupList) -> SignupList:
    waiting = SignupList.objects.select_for_update(of=("self",)).select_related("programme__organisation").filter(pk=held.pk).first()
    if waiting is None:
        raise Refused(ListRefusal.GONE)
    return waiting
