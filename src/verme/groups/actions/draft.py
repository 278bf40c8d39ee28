"""Drafts come into being, take a proposal, are copied, are left behind."""

from typing import Any

from django.db import transaction

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.groups import rules
from verme.groups.actions.held import Held, next_number
from verme.groups.formation import Plan
from verme.groups.models import Draft, DraftGroup, Lock, Placement
from verme.groups.queries import number_of
from verme.groups.rules import Criteria, Layout
from verme.groups.terms import DraftRefusal, DraftState, MoveKind
from verme.kernel.refusals import Refused
from verme.programmes.models import Place, Programme, Slot, Theme
from verme.signups.models import Signup


@transaction.atomic
def make(programme: Programme, *, criteria: Criteria, locks_of: Draft | None = None, by: Actor) -> Draft:
    """An empty draft with these criteria; `locks_of`: whose locks and bans come along. Raises Refused (PUBLISHED)."""
    held = open_programme(programme)
    draft = new_draft(held, by=by, criteria=criteria.as_stored)
    if locks_of is not None:
        copy_locks(locks_of, draft)
    audit.record("draft.made", draft, by=by, organisation=held.organisation_id)
    return draft


@transaction.atomic
def propose(draft: Draft, *, plan: Plan, quality: dict[str, Any], revision: int, by: Actor) -> Draft:
    """The draft takes a plan as it is: groups, options, people. Can be undone unless the draft was empty.

    `quality` tells how good the plan was found to be (score, bound, status). Raises Refused (STALE, NOT_OPEN, RUNNING).
    """
    held = Held(draft, revision=revision)
    take(held, plan, quality, by=by)
    audit.record("draft.proposed", held.draft, by=by, organisation=held.organisation, revision=held.draft.revision, **_figures(quality))
    return held.draft


@transaction.atomic
def copy(draft: Draft, *, by: Actor) -> Draft:
    """A parallel draft with the same groups, people and locks; its own changes begin anew. Raises Refused (PUBLISHED, NOT_OPEN)."""
    programme = open_programme(draft.programme)
    source = Held.locked().get(pk=draft.pk)
    if source.state != DraftState.OPEN:
        raise Refused(DraftRefusal.NOT_OPEN)
    made = new_draft(programme, by=by, criteria=source.criteria, copied_from=source)
    groups = {group.pk: group for group in DraftGroup.objects.filter(draft=source)}
    for group in groups.values():
        group.pk, group.draft = None, made
    DraftGroup.objects.bulk_create(groups.values())
    seats = Placement.objects.filter(draft=source).values_list("signup", "group")
    Placement.objects.bulk_create(Placement(draft=made, signup_id=signup, group=groups[group]) for signup, group in seats)
    copy_locks(source, made)
    if source.quality.get("revision") == source.revision:
        made.quality = {**source.quality, "revision": 0}
        made.save(update_fields=["quality"])
    audit.record("draft.copied", made, by=by, organisation=programme.organisation_id, source=source.number)
    return made


@transaction.atomic
def leave(draft: Draft, *, revision: int, by: Actor) -> Draft:
    """Puts a draft aside; it is not shown any more. Raises Refused (STALE, NOT_OPEN, RUNNING)."""
    held = Held(draft, revision=revision)
    held.draft.state = DraftState.LEFT
    held.draft.save(update_fields=["state"])
    audit.record("draft.left", held.draft, by=by, organisation=held.organisation)
    return held.draft


def open_programme(programme: Programme) -> Programme:
    """The programme under its lock. Raises Refused (PUBLISHED) when its groups are published or it is over."""
    held = Programme.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=programme.pk)
    if held.published_at is not None or held.ended_at is not None:
        raise Refused(DraftRefusal.PUBLISHED)
    return held


def new_draft(programme: Programme, *, by: Actor, criteria: dict[str, Any], copied_from: Draft | None = None) -> Draft:
    """The next draft of a programme that is locked."""
    who = {"made_by_id": by.person_id, "changed_by_id": by.person_id}
    return Draft.objects.create(programme=programme, number=next_number(programme), criteria=criteria, copied_from=copied_from, **who)


def take(held: Held, plan: Plan, quality: dict[str, Any], *, by: Actor) -> None:
    """Writes a plan into a held draft. Groups keep their letters; new ones get theirs by weekday and time."""
    groups = _groups(held, plan)
    after = Layout(groups, _seats(held, plan, groups), held.layout.locks)
    if held.layout.groups or held.layout.seats:
        held.write(after, MoveKind.PROPOSAL, by=by)
    else:  # nothing to come back to
        held.apply(rules.difference(held.layout, after)[1], by=by)
    held.draft.quality = {**quality, "revision": held.draft.revision}
    held.draft.save(update_fields=["quality"])


def _groups(held: Held, plan: Plan) -> dict[str, dict[str, Any]]:
    """The plan's groups by entry, as far as their theme, time and place are still there."""
    programme = held.draft.programme
    themes = {theme.key: theme for theme in Theme.objects.filter(programme=programme)}
    slots = {slot.key: slot for slot in Slot.objects.filter(programme=programme)}
    places = {place.key: place for place in Place.objects.filter(programme=programme)}
    standing = [group for group in plan.groups if group.theme in themes and group.slot in slots and group.place in places]
    standing.sort(key=lambda group: (slots[group.slot].weekday, slots[group.slot].starts, themes[group.theme].order, group.mentor))
    entries = [str(number_of(group.mentor)) for group in standing]
    kept = {entry: str(option["letter"]) for entry, option in held.layout.groups.items()}
    fresh = [entry for entry in entries if entry not in kept]
    letters = {**kept, **dict(zip(fresh, rules.letters(len(fresh), kept.values()), strict=True))}
    return {
        entry: {
            "letter": letters[entry],
            "theme": themes[group.theme].pk,
            "slot": slots[group.slot].pk,
            "place": places[group.place].pk,
            "language": group.language,
        }
        for entry, group in zip(entries, standing, strict=True)
    }


def _seats(held: Held, plan: Plan, groups: dict[str, dict[str, Any]]) -> dict[str, str]:
    """The plan's seats by sign-up, as far as group and person are still there."""
    there = set(Signup.objects.filter(programme=held.draft.programme).values_list("pk", flat=True))
    seats = [(number_of(person), str(number_of(group.mentor))) for group in plan.groups for person in group.members]
    return {str(person): entry for person, entry in seats if person in there and entry in groups}


def copy_locks(source: Draft, target: Draft) -> None:
    """Locks and bans come along."""
    rows = Lock.objects.filter(draft=source).values_list("signup", "entry", "kind")
    Lock.objects.bulk_create(Lock(draft=target, signup_id=signup, entry_id=entry, kind=kind) for signup, entry, kind in rows)


def _figures(quality: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in quality.get("score", {}).items() if name in {"placed", "poor", "total"}}
