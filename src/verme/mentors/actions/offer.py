"""What a mentor or a pair offers to a programme: themes, times, places, languages. One entry opens at most one group."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.mentors import queries, rules
from verme.mentors.models import Lead, Mentor, MentorEntry
from verme.mentors.rules import Offer, Weekly
from verme.mentors.terms import Training
from verme.programmes.models import Place, Programme, Slot, Theme


@dataclass(frozen=True)
class Terms:
    """The content of an offer. All belong to the programme."""

    mentors: Sequence[Mentor]
    themes: Sequence[Theme]
    slots: Sequence[Slot]
    places: Sequence[Place]
    languages: Sequence[str]
    contact: str = ""


@transaction.atomic
def offer(programme: Programme, *, terms: Terms, by: Actor) -> MentorEntry:
    """A new entry. Raises Refused with the first reason of `rules.why_not_offer`, or TOO_LATE."""
    held = _locked(programme)
    _check(held, terms, beside=None)
    entry = MentorEntry.objects.create(programme=held, languages=list(terms.languages), contact=terms.contact)
    _fill(entry, terms)
    audit.record("mentor_entry.offered", entry, by=by, organisation=held.organisation_id, leads=len(terms.mentors))
    return entry


@transaction.atomic
def change_entry(entry: MentorEntry, *, terms: Terms, by: Actor) -> MentorEntry:
    """Replaces what an entry offers. Raises Refused as `offer` does; then the entry is as it was."""
    held = _locked(entry.programme)
    _check(held, terms, beside=entry)
    entry.languages, entry.contact = list(terms.languages), terms.contact
    entry.save(update_fields=["languages", "contact"])
    entry.lead_rows.all().delete()
    _fill(entry, terms)
    audit.record("mentor_entry.changed", entry, by=by, organisation=held.organisation_id)
    return entry


@transaction.atomic
def withdraw_entry(entry: MentorEntry, *, by: Actor) -> MentorEntry:
    """Takes an offer back. Later rooms drop it from their drafts; after publishing it is too late (Refused)."""
    held = _locked(entry.programme)
    if entry.withdrawn_at is None:
        entry.withdrawn_at = clock.now()
        entry.save(update_fields=["withdrawn_at"])
        audit.record("mentor_entry.withdrawn", entry, by=by, organisation=held.organisation_id)
    return entry


def _locked(programme: Programme) -> Programme:
    held = Programme.objects.select_for_update().get(pk=programme.pk)
    reason = rules.why_not_answer(is_published=held.published_at is not None, is_ended=held.ended_at is not None)
    if reason is not None:
        raise Refused(reason)
    return held


def _check(programme: Programme, terms: Terms, *, beside: MentorEntry | None) -> None:
    others = [_as_offer(entry) for entry in queries.entries(programme) if beside is None or entry.pk != beside.pk]
    wanted = Offer(
        frozenset(mentor.pk for mentor in terms.mentors),
        tuple(map(_weekly, terms.slots)),
        len(terms.themes),
        len(terms.places),
        len(terms.languages),
    )
    if reason := rules.why_not_offer(wanted, [Training(mentor.training) for mentor in terms.mentors], others):
        raise Refused(reason)


def _as_offer(entry: MentorEntry) -> Offer:
    return Offer(
        frozenset(row.mentor_id for row in entry.lead_rows.all()),
        tuple(map(_weekly, entry.slots.all())),
        len(entry.themes.all()),
        len(entry.places.all()),
        len(entry.languages),
    )


def _weekly(slot: Slot) -> Weekly:
    return Weekly(slot.weekday, slot.starts, slot.ends)


def _fill(entry: MentorEntry, terms: Terms) -> None:
    Lead.objects.bulk_create(Lead(entry=entry, mentor=mentor) for mentor in terms.mentors)
    entry.themes.set(terms.themes)
    entry.slots.set(terms.slots)
    entry.places.set(terms.places)
