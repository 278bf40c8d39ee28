"""What a mentor or a pair offers to a programme: themes, times, places, languages. One entry opens at most one group."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.mentors import queries, rules
from verme.mentors.actions.links import fresh, locked
from verme.mentors.models import Invitation, Lead, Mentor, MentorEntry, OfferedTime
from verme.mentors.notices import Post
from verme.mentors.rules import Offer, Weekly
from verme.mentors.terms import Answer, MentorRefusal, Training
from verme.programmes.models import Place, Programme, Slot, Theme


@dataclass(frozen=True)
class Terms:
    """The content of an offer. All belong to the programme; `if_needed` are those of the times that suit only if needed."""

    mentors: Sequence[Mentor]
    themes: Sequence[Theme]
    slots: Sequence[Slot]
    places: Sequence[Place]
    languages: Sequence[str]
    contact: str = ""
    if_needed: Collection[Slot] = ()


@dataclass(frozen=True)
class Telling:
    """Whom a deed about an offer is told by letter: its leads who did not do it themselves. `author` is the lead who did, if one."""

    to: Collection[Mentor] = ()
    author: Mentor | None = None


NOBODY = Telling()


@transaction.atomic
def offer(programme: Programme, *, terms: Terms, telling: Telling = NOBODY, by: Actor) -> MentorEntry:
    """A new entry; who leads in it has thereby said yes. The very same offer made twice is one.

    Raises Refused with the first reason of `rules.why_not_offer`, or TOO_LATE.
    """
    held = locked(programme)
    standing = list(queries.entries(held).prefetch_related("times"))
    if (same := next((entry for entry in standing if _is_same(entry, terms)), None)) is not None:
        return same
    _check(terms, standing)
    entry = MentorEntry.objects.create(programme=held, languages=list(terms.languages), contact=terms.contact)
    _fill(entry, terms)
    _tell(entry, telling, is_change=False)
    audit.record("mentor_entry.offered", entry, by=by, organisation=held.organisation_id, leads=len(terms.mentors))
    return entry


@transaction.atomic
def change_entry(entry: MentorEntry, *, terms: Terms, telling: Telling = NOBODY, by: Actor) -> MentorEntry:
    """Replaces what an entry offers; who no longer leads in it is told. Raises Refused as `offer` does, or WITHDRAWN."""
    programme = locked(entry.programme)
    standing = list(queries.entries(programme).prefetch_related("times"))
    held = next((each for each in standing if each.pk == entry.pk), None)
    if held is None:
        raise Refused(MentorRefusal.WITHDRAWN)
    if _is_same(held, terms):
        return held
    _check(terms, [each for each in standing if each != held])
    before = [row.mentor for row in held.lead_rows.all()]
    MentorEntry.objects.filter(pk=held.pk).update(languages=list(terms.languages), contact=terms.contact)
    held.lead_rows.all().delete()
    changed = MentorEntry.objects.select_related("programme__organisation").get(pk=held.pk)
    _fill(changed, terms)
    _tell(changed, telling, is_change=True)
    _part(changed, before, told=[mentor for mentor in before if mentor not in terms.mentors])
    audit.record("mentor_entry.changed", changed, by=by, organisation=programme.organisation_id)
    return changed


@transaction.atomic
def withdraw_entry(entry: MentorEntry, *, told: Collection[Mentor] = (), by: Actor) -> MentorEntry:
    """Takes an offer back; `told` are its leads who did not do it themselves. Later rooms drop it from their drafts.

    After publishing it is too late (Refused).
    """
    programme = locked(entry.programme)
    held = MentorEntry.objects.get(pk=entry.pk)
    if held.withdrawn_at is None:
        take_back(held, programme, told=told)
        audit.record("mentor_entry.withdrawn", held, by=by, organisation=programme.organisation_id)
    return held


def take_back(entry: MentorEntry, programme: Programme, *, told: Collection[Mentor]) -> None:
    """The part of a deed that takes an offer back: the programme is locked, and the deed records it."""
    entry.withdrawn_at = clock.now()
    entry.save(update_fields=["withdrawn_at"])
    entry.programme = programme
    _part(entry, [row.mentor for row in entry.lead_rows.select_related("mentor")], told=told)


def _check(terms: Terms, others: Sequence[MentorEntry]) -> None:
    wanted = Offer(
        frozenset(mentor.pk for mentor in terms.mentors),
        tuple(map(_weekly, terms.slots)),
        len(terms.themes),
        len(terms.places),
        len(terms.languages),
    )
    trainings = [Training(mentor.training) for mentor in terms.mentors]
    if reason := rules.why_not_offer(wanted, trainings, [_as_offer(entry) for entry in others]):
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


def _is_same(entry: MentorEntry, terms: Terms) -> bool:
    """Whether the entry, with its lists prefetched, offers exactly this."""
    if_needed = {slot.pk for slot in terms.if_needed}
    return (
        {row.mentor_id for row in entry.lead_rows.all()} == {mentor.pk for mentor in terms.mentors}
        and {(time.slot_id, time.is_if_needed) for time in entry.times.all()} == {(slot.pk, slot.pk in if_needed) for slot in terms.slots}
        and set(entry.themes.all()) == set(terms.themes)
        and set(entry.places.all()) == set(terms.places)
        and (set(entry.languages), entry.contact) == (set(terms.languages), terms.contact)
    )


def _fill(entry: MentorEntry, terms: Terms) -> None:
    """Writes the lists, and that whoever leads takes part this year."""
    Lead.objects.bulk_create(Lead(entry=entry, mentor=mentor) for mentor in terms.mentors)
    OfferedTime.objects.filter(mentorentry=entry).delete()
    OfferedTime.objects.bulk_create(OfferedTime(mentorentry=entry, slot=slot, is_if_needed=slot in terms.if_needed) for slot in terms.slots)
    entry.themes.set(terms.themes)
    entry.places.set(terms.places)
    silent = Invitation.objects.filter(programme=entry.programme, mentor__in=terms.mentors).exclude(answer=Answer.YES)
    silent.update(answer=Answer.YES, answered_at=clock.now())


def _tell(entry: MentorEntry, telling: Telling, *, is_change: bool) -> None:
    post = Post(entry.programme)
    for mentor in telling.to:
        invitation, secret = fresh(entry.programme, mentor)
        Invitation.objects.filter(pk=invitation.pk, answer=Answer.WAITING).update(answer=Answer.YES, answered_at=clock.now())
        post.offered(entry, invitation, secret, author=telling.author, is_change=is_change)


def _part(entry: MentorEntry, leads: Sequence[Mentor], *, told: Collection[Mentor]) -> None:
    post = Post(entry.programme)
    for mentor in told:
        invitation, secret = fresh(entry.programme, mentor)
        post.taken_back(entry, invitation, secret, leads=leads)
