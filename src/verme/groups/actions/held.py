"""A draft under its lock: every change of it begins here, and is written here with its inverse."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from verme.audit.actors import Actor
from verme.groups.models import Draft, DraftGroup, Lock, Move, Placement
from verme.groups.queries import active_run, layout_of
from verme.groups.rules import Change, Layout, difference
from verme.groups.terms import DraftRefusal, DraftState, MoveKind
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.mentors.models import MentorEntry
from verme.programmes.models import Place, Programme, Slot, Theme
from verme.signups.models import Signup
from verme.signups.terms import State


class Held:
    """The draft stays locked until the transaction ends. What it holds is read once, changed as plain values, and written by `write`."""

    def __init__(self, draft: Draft, *, revision: int) -> None:
        """Raises Refused (NOT_OPEN, RUNNING, or STALE when the draft is not at this revision); RuntimeError outside a transaction."""
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError("a draft is held inside a transaction")
        self.draft = self.locked().get(pk=draft.pk)
        if self.draft.state != DraftState.OPEN:
            raise Refused(DraftRefusal.NOT_OPEN)
        if active_run(self.draft) is not None:
            raise Refused(DraftRefusal.RUNNING)
        if self.draft.revision != revision:
            raise Refused(DraftRefusal.STALE)
        self.layout = layout_of(self.draft)

    @staticmethod
    def locked() -> QuerySet[Draft]:
        """Drafts whose rows stay locked. A racing test takes the lock out to see it fail."""
        return Draft.objects.select_for_update(of=("self",)).select_related("programme__organisation")

    @property
    def organisation(self) -> int:
        """For the log."""
        return self.draft.programme.organisation_id

    def signup(self, signup: Signup) -> str:
        """The key of somebody who still has a place. Raises Refused (NO_PERSON)."""
        if not Signup.objects.filter(pk=signup.pk, programme=self.draft.programme_id, state=State.ACCEPTED).exists():
            raise Refused(DraftRefusal.NO_PERSON)
        return str(signup.pk)

    def write(self, after: Layout, kind: MoveKind, *, by: Actor) -> Draft:
        """Makes the draft so, as a new move that can be undone. What was undone before cannot be redone any more."""
        was, now = difference(self.layout, after)
        if not now:
            return self.draft
        self.apply(now, by=by)
        moves = Move.objects.filter(draft=self.draft)
        moves.filter(is_undone=True).delete()
        last = moves.aggregate(last=Max("number"))["last"] or 0
        Move.objects.create(draft=self.draft, number=last + 1, kind=kind, before=was, after=now, made_by_id=by.person_id)
        return self.draft

    def apply(self, change: Change, *, by: Actor) -> None:
        """Writes a change into the rows and raises the revision. Raises Refused (NO_GROUP) when something it needs is gone."""
        self._open(change.get("groups", {}))
        self._seat(change.get("seats", {}))
        closed = [int(entry) for entry, option in change.get("groups", {}).items() if option is None]
        DraftGroup.objects.filter(draft=self.draft, entry__in=closed).delete()
        for key, lock in change.get("locks", {}).items():
            signup, _, entry = key.partition(":")
            self._lock(int(signup), int(entry), lock)
        self.layout = self.layout.changed(change)
        self.draft.revision += 1
        self.draft.changed_at, self.draft.changed_by_id = clock.now(), by.person_id
        self.draft.save(update_fields=["revision", "changed_at", "changed_by"])

    def _open(self, groups: Mapping[str, Mapping[str, Any] | None]) -> None:
        mine = {"programme": self.draft.programme}
        for entry, option in groups.items():
            if option is None:
                continue
            needed = (
                Theme.objects.filter(pk=option["theme"], **mine),
                Slot.objects.filter(pk=option["slot"], **mine),
                Place.objects.filter(pk=option["place"], **mine),
                MentorEntry.objects.filter(pk=int(entry), **mine),
            )
            if not all(rows.exists() for rows in needed):
                raise Refused(DraftRefusal.NO_GROUP)
            values = {"letter": option["letter"], "language": option["language"]}
            values |= {f"{part}_id": option[part] for part in ("theme", "slot", "place")}
            DraftGroup.objects.update_or_create(draft=self.draft, entry_id=int(entry), defaults=values)

    def _seat(self, seats: Mapping[str, str | None]) -> None:
        groups = dict(DraftGroup.objects.filter(draft=self.draft).values_list("entry", "pk"))
        wanted = {int(signup): groups[int(entry)] for signup, entry in seats.items() if entry is not None}
        Placement.objects.filter(draft=self.draft, signup__in=[int(signup) for signup in seats]).delete()
        there = set(Signup.objects.filter(pk__in=wanted).values_list("pk", flat=True))
        Placement.objects.bulk_create(
            Placement(draft=self.draft, signup_id=signup, group_id=group) for signup, group in wanted.items() if signup in there
        )

    def _lock(self, signup: int, entry: int, kind: str | None) -> None:
        Lock.objects.filter(draft=self.draft, signup=signup, entry=entry).delete()
        if kind is not None and Signup.objects.filter(pk=signup).exists() and MentorEntry.objects.filter(pk=entry).exists():
            Lock.objects.create(draft=self.draft, signup_id=signup, entry_id=entry, kind=kind)


def next_number(programme: Programme) -> int:
    """The number of a new draft; the programme is locked."""
    return (Draft.objects.filter(programme=programme).aggregate(last=Max("number"))["last"] or 0) + 1
