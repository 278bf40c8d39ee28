"""What a coordinator does to a draft by hand. Every change has an inverse, and nothing of it is seen by anybody else."""

from typing import Any

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.groups import rules
from verme.groups.actions.held import Held
from verme.groups.models import Draft, DraftGroup, Move
from verme.groups.terms import DraftRefusal, LockKind, MoveKind
from verme.kernel.refusals import Refused
from verme.mentors.models import MentorEntry
from verme.programmes.models import Place, Slot, Theme
from verme.signups.models import Signup


@transaction.atomic
def move(draft: Draft, *, signup: Signup, target: DraftGroup | None, revision: int, by: Actor) -> Draft:
    """Puts a person into a group, or (None) into none. What breaks a rule may be tried: it shows as a conflict and blocks publishing.

    Raises Refused: STALE, NOT_OPEN, RUNNING, NO_PERSON, NO_GROUP, LOCKED, BANNED.
    """
    held = Held(draft, revision=revision)
    person, entry = held.signup(signup), str(target.entry_id) if target else None
    if (reason := rules.why_not_move(held.layout, person, entry)) is not None:
        raise Refused(reason)
    changed = held.write(held.layout.with_seats({person: entry}), MoveKind.MOVE, by=by)
    audit.record("draft.moved", changed, by=by, organisation=held.organisation, revision=changed.revision)
    return changed


@transaction.atomic
def lock(draft: Draft, *, signup: Signup, revision: int, by: Actor) -> Draft:
    """The person stays in the group where they are, in new proposals too. Raises Refused as `move` does, or NOT_PLACED."""
    held = Held(draft, revision=revision)
    person = held.signup(signup)
    if (entry := held.layout.seats.get(person)) is None:
        raise Refused(DraftRefusal.NOT_PLACED)
    changed = held.write(held.layout.with_lock(person, entry, LockKind.STAY), MoveKind.LOCK, by=by)
    audit.record("draft.locked", changed, by=by, organisation=held.organisation, revision=changed.revision)
    return changed


@transaction.atomic
def ban(draft: Draft, *, signup: Signup, revision: int, by: Actor) -> Draft:
    """The person leaves the group where they are and never comes back to it, in new proposals neither.

    Raises Refused as `move` does, NOT_PLACED, or LOCKED when the person is locked there.
    """
    held = Held(draft, revision=revision)
    person = held.signup(signup)
    if (entry := held.layout.seats.get(person)) is None:
        raise Refused(DraftRefusal.NOT_PLACED)
    if held.layout.entry_of_lock(person) is not None:
        raise Refused(DraftRefusal.LOCKED)
    after = held.layout.with_seats({person: None}).with_lock(person, entry, LockKind.BAN)
    changed = held.write(after, MoveKind.LOCK, by=by)
    audit.record("draft.banned", changed, by=by, organisation=held.organisation, revision=changed.revision)
    return changed


@transaction.atomic
def unlock(draft: Draft, *, signup: Signup, entry: MentorEntry, revision: int, by: Actor) -> Draft:
    """Takes back a lock or a ban; where there is none, nothing changes. Raises Refused (STALE, NOT_OPEN, RUNNING)."""
    held = Held(draft, revision=revision)
    after = held.layout.with_lock(str(signup.pk), str(entry.pk), None)
    changed = held.write(after, MoveKind.LOCK, by=by)
    audit.record("draft.unlocked", changed, by=by, organisation=held.organisation, revision=changed.revision)
    return changed


@transaction.atomic
def set_option(
    draft: Draft, *, entry: MentorEntry, theme: Theme, slot: Slot, place: Place, language: str, revision: int, by: Actor
) -> Draft:
    """What, when, where and in which language the entry's group is; opens it if it is not open.

    Raises Refused (STALE, NOT_OPEN, RUNNING), or NOT_OFFERED when the entry's offer does not hold all of it.
    """
    held = Held(draft, revision=revision)
    offer = MentorEntry.objects.filter(pk=entry.pk, programme=held.draft.programme, withdrawn_at__isnull=True)
    offers = offer.filter(themes=theme).filter(slots=slot).filter(places=place).exists() and language in entry.languages
    if not offers:
        raise Refused(DraftRefusal.NOT_OFFERED)
    key = str(entry.pk)
    (letter,) = rules.letters(1, (str(group["letter"]) for group in held.layout.groups.values()))
    option: dict[str, Any] = {"letter": letter, **held.layout.groups.get(key, {})}
    option |= {"theme": theme.pk, "slot": slot.pk, "place": place.pk, "language": language}
    changed = held.write(held.layout.with_group(key, option), MoveKind.OPTION, by=by)
    audit.record("draft.group_changed", changed, by=by, organisation=held.organisation, revision=changed.revision)
    return changed


@transaction.atomic
def close(draft: Draft, *, group: DraftGroup, revision: int, by: Actor) -> Draft:
    """Takes a group apart; its people are in no group. Raises Refused: STALE, NOT_OPEN, RUNNING, NO_GROUP, HAS_LOCKED."""
    held = Held(draft, revision=revision)
    entry = str(group.entry_id)
    if (reason := rules.why_not_close(held.layout, entry)) is not None:
        raise Refused(reason)
    changed = held.write(held.layout.with_group(entry, None), MoveKind.CLOSE, by=by)
    audit.record("draft.group_closed", changed, by=by, organisation=held.organisation, revision=changed.revision)
    return changed


@transaction.atomic
def undo(draft: Draft, *, revision: int, by: Actor) -> Draft:
    """Takes back the last change that stands, whoever made it. Raises Refused: STALE, NOT_OPEN, RUNNING, NOTHING_TO_UNDO, NO_GROUP."""
    held = Held(draft, revision=revision)
    last = Move.objects.filter(draft=held.draft, is_undone=False).order_by("-number").first()
    if last is None:
        raise Refused(DraftRefusal.NOTHING_TO_UNDO)
    held.apply(last.before, by=by)
    last.is_undone = True
    last.save(update_fields=["is_undone"])
    audit.record("draft.undone", held.draft, by=by, organisation=held.organisation, revision=held.draft.revision)
    return held.draft


@transaction.atomic
def redo(draft: Draft, *, revision: int, by: Actor) -> Draft:
    """Makes the first undone change again. Raises Refused: STALE, NOT_OPEN, RUNNING, NOTHING_TO_REDO, NO_GROUP."""
    held = Held(draft, revision=revision)
    first = Move.objects.filter(draft=held.draft, is_undone=True).order_by("number").first()
    if first is None:
        raise Refused(DraftRefusal.NOTHING_TO_REDO)
    held.apply(first.after, by=by)
    first.is_undone = False
    first.save(update_fields=["is_undone"])
    audit.record("draft.redone", held.draft, by=by, organisation=held.organisation, revision=held.draft.revision)
    return held.draft
