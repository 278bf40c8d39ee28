"""Drafts: which there are, what one holds, what was done to it, what is being searched for it."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet

from verme.groups.models import Draft, DraftGroup, Lock, Move, Placement, Run
from verme.groups.rules import Layout
from verme.groups.terms import ACTIVE_RUNS, DraftState
from verme.kernel import clock
from verme.people.models import Person
from verme.programmes.models import Programme

JUST_NOW = timedelta(minutes=5)  # who changed a draft so lately is taken to be still at it


@dataclass(frozen=True)
class History:
    """What can be undone and redone, and who else is at work in the same draft."""

    undo: Move | None
    redo: Move | None
    others: tuple[Person, ...]


def worked_on(programme: Programme) -> QuerySet[Draft]:
    """The drafts that are open, the newest first; `is_searched`: a search waits or runs for it."""
    searching = Run.objects.filter(draft=OuterRef("pk"), state__in=ACTIVE_RUNS)
    drafts = Draft.objects.filter(programme=programme, state=DraftState.OPEN).select_related("programme__organisation")
    return drafts.annotate(is_searched=Exists(searching)).order_by("-number")


def is_searched(draft: Draft) -> bool:
    """Whether a search waits or runs for a draft of `worked_on`."""
    return bool(getattr(draft, "is_searched", False))


def published_draft(programme: Programme) -> Draft | None:
    """The draft that was published."""
    return Draft.objects.filter(programme=programme, state=DraftState.PUBLISHED).first()


def seated_in_newest_draft(programme: Programme) -> set[int] | None:
    """The numbers of sign-ups with a table in the newest open draft; None when there is no draft."""
    newest = worked_on(programme).values("pk").first()
    return None if newest is None else set(Placement.objects.filter(draft=newest["pk"]).values_list("signup", flat=True))


def layout_of(draft: Draft) -> Layout:
    """What a draft holds, as plain values; in three queries."""
    groups = {
        str(group.entry_id): {
            "letter": group.letter,
            "theme": group.theme_id,
            "slot": group.slot_id,
            "place": group.place_id,
            "language": group.language,
        }
        for group in DraftGroup.objects.filter(draft=draft)
    }
    seats = Placement.objects.filter(draft=draft).values_list("signup", "group__entry")
    locks = Lock.objects.filter(draft=draft).values_list("signup", "entry", "kind")
    return Layout(
        groups,
        {str(signup): str(entry) for signup, entry in seats.order_by("id")},
        {f"{signup}:{entry}": kind for signup, entry, kind in locks.order_by("id")},
    )


def history(draft: Draft, reader: Person) -> History:
    """The last change that stands, the first one that was undone, and who else has changed the draft just now; in one query."""
    moves = Move.objects.filter(draft=draft).order_by()
    done = moves.filter(is_undone=False).values("draft").annotate(edge=Max("number")).values("edge")
    undone = moves.filter(is_undone=True).values("draft").annotate(edge=Min("number")).values("edge")
    lately = Q(made_at__gte=clock.now() - JUST_NOW) & ~Q(made_by=reader)
    rows = list(moves.filter(Q(number__in=done) | Q(number__in=undone) | lately).select_related("made_by").order_by("number"))
    since = clock.now() - JUST_NOW
    others = {move.made_by_id: move.made_by for move in rows if move.made_by and move.made_by != reader and move.made_at >= since}
    return History(
        undo=next((move for move in reversed(rows) if not move.is_undone), None),
        redo=next((move for move in rows if move.is_undone), None),
        others=tuple(others.values()),
    )


def runs(programme: Programme) -> QuerySet[Run]:
    """The searches of a programme, the newest first, with their drafts; the problem itself is not loaded."""
    return Run.objects.filter(draft__programme=programme).select_related("draft__programme__organisation").defer("problem").order_by("-id")


def active_run(draft: Draft) -> Run | None:
    """The search that waits or runs for this draft."""
    return Run.objects.filter(draft=draft, state__in=ACTIVE_RUNS).defer("problem").first()
