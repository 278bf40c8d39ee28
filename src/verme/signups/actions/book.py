"""The sign-ups of one programme under its lock: only who holds the book counts, and then writes (architecture, rule 10)."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Count, Max, QuerySet

from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.programmes.models import Programme
from verme.signups import queries, rules
from verme.signups.models import Offer, Signup, SignupTheme
from verme.signups.rules import Free, Wishes
from verme.signups.terms import HOLDS_PLACE, ChangeRefusal, State


class Book:
    """Opening it locks the programme until the transaction ends; everything read through it afterwards is the newest."""

    def __init__(self, programme_id: int) -> None:
        """Raises RuntimeError outside a transaction: the lock would be gone before the counting."""
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError("a programme's book is opened inside a transaction")
        self.programme = self.locked().get(pk=programme_id)

    @staticmethod
    def locked() -> QuerySet[Programme]:
        """Programmes whose rows stay locked (SQLite locks the file at BEGIN IMMEDIATE). A racing test takes the lock out to see it fail."""
        return Programme.objects.select_for_update(of=("self",)).select_related("organisation")

    @classmethod
    def of(cls, signup: Signup) -> "tuple[Book, Signup]":
        """The book of the sign-up's programme, and the sign-up as it is now."""
        book = cls(signup.programme_id)
        return book, book.signup(signup.pk)

    def signup(self, key: int) -> Signup:
        """A sign-up of this programme as it is now."""
        held = Signup.objects.select_related("unit", "staff_group").get(programme=self.programme, pk=key)
        held.programme = self.programme
        return held

    @property
    def is_over(self) -> bool:
        """Whether the groups are published, so that places are no matter of the queue any more."""
        return self.programme.published_at is not None or self.programme.ended_at is not None

    @property
    def is_before_draw(self) -> bool:
        """Whether all places wait for the draw."""
        return self.programme.is_drawn_by_lot and self.programme.drawn_at is None

    def free(self) -> Free:
        """Places that nobody has or has been offered. A sign-up counts for the theme of its first wish."""
        holding = Signup.objects.filter(programme=self.programme, state__in=HOLDS_PLACE)
        limits = dict(self.programme.themes.filter(capacity__isnull=False).values_list("pk", "capacity"))
        taken = {}
        if limits:
            firsts = SignupTheme.objects.filter(rank=1, theme__in=limits, signup__in=holding)
            taken = dict(firsts.values_list("theme").annotate(count=Count("id")))
        return Free(self.programme.capacity - holding.count(), {key: limit - taken.get(key, 0) for key, limit in limits.items()})

    def queue(self) -> list[tuple[int, Wishes]]:
        """The waiting, first in rank first."""
        waiting = list(queries.queue(self.programme))
        themes = queries.catalogue(self.programme) if waiting else {}
        return [(signup.pk, queries.wishes(signup, themes)) for signup in waiting]

    def has_room(self, wishes: Wishes) -> bool:
        """Whether a newcomer can get a place that nobody who waits could take."""
        free = self.free()
        if not free.has_room(wishes.first):
            return False
        queue = [other for _key, other in self.queue()]
        return not queue or not rules.is_overtaking(wishes, queue, queries.openings(self.programme), free)

    def why_not_first(self, signup: Signup, wishes: Wishes) -> ChangeRefusal | None:
        """Whoever has a place keeps it with another first wish only if that theme has room."""
        was = next((wish.theme_id for wish in signup.theme_wishes.all()), None)
        if signup.state not in HOLDS_PLACE or wishes.first is None or wishes.first == was:
            return None
        return None if self.free().themes.get(wishes.first, 1) > 0 else ChangeRefusal.THEME_FULL

    def next_rank(self) -> int:
        """The place behind the last of the queue."""
        return (Signup.objects.filter(programme=self.programme).aggregate(last=Max("rank"))["last"] or 0) + 1

    def move(self, signup: Signup, to: State, *, took: bool | None = None) -> None:
        """Changes the state along its table. Whoever comes into the queue is last in it; whoever comes back to it keeps the rank.

        An open offer ends with it; `took` is how it was answered. Raises Refused(MOVE).
        """
        if (reason := rules.why_not_move(State(signup.state), to)) is not None:
            raise Refused(reason)
        self._close_offer(signup, took=True if to == State.ACCEPTED else took)
        keeps_rank = to in {State.QUEUED, State.OFFERED} and signup.rank is not None
        signup.rank = signup.rank if keeps_rank else (self.next_rank() if to == State.QUEUED else None)
        signup.state, signup.revision = to, signup.revision + 1
        signup.waits = signup.waits and to in {State.RECEIVED, State.WITHDRAWN, State.DECLINED, State.MERGED}
        signup.save(update_fields=["state", "rank", "revision", "waits", "merged_into"])

    def _close_offer(self, signup: Signup, *, took: bool | None) -> None:
        offer = Offer.objects.filter(signup=signup, answered_at__isnull=True).select_related("vacancy").first()
        if offer is None:
            return
        offer.answered_at, offer.took = clock.now(), took
        offer.save(update_fields=["answered_at", "took"])
        if took:
            offer.vacancy.closed_at = clock.now()
            offer.vacancy.save(update_fields=["closed_at"])

    def renumber(self, order: Sequence[Signup]) -> None:
        """Gives the queue these ranks, 1 first. All ranks are lifted before they are set: no two may be equal for a moment."""
        Signup.objects.filter(programme=self.programme, rank__isnull=False).update(rank=None)
        for rank, signup in enumerate(order, 1):
            signup.rank = rank
        Signup.objects.bulk_update(order, ["rank"])
