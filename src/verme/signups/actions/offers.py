"""Freed places go along the queue, one person at a time."""

from verme.kernel import clock, tokens
from verme.signups import notices, queries, rules
from verme.signups.actions.book import Book
from verme.signups.models import Offer, Signup, Vacancy
from verme.signups.terms import State


class Offers:
    """The free places of an open book. A deed that may have freed a place, or brought somebody who could take one, ends with `pass_on`."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.programme = book.programme

    def pass_on(self) -> int:
        """Offers every free place to the first of the queue who can take it; returns how many offers were made."""
        if self.book.is_over or self.book.is_before_draw:
            return 0
        free, standing = self.book.free(), self._standing()
        for surplus in standing[max(free.total, 0) :]:
            surplus.closed_at = clock.now()
            surplus.save(update_fields=["closed_at"])
        queue = self.book.queue() if free.total > 0 else []
        openings = queries.openings(self.programme) if queue else []
        places = [*standing[: free.total], *[None] * (free.total - len(standing))] if queue else []
        made = 0
        for vacancy in places:
            asked = {offer.signup_id for offer in vacancy.offers.all()} if vacancy else set()
            found = rules.next_in_queue(queue, asked, openings, free)
            if found is not None:
                self._offer(vacancy or Vacancy.objects.create(programme=self.programme), found[0])
                queue.remove(found)
                free, made = free.without(found[1].first), made + 1
        return made

    def pass_over(self, signup: Signup) -> None:
        """The place that this person just had to give up is offered to others only."""
        if self.book.is_over or self.book.is_before_draw:
            return
        now, vacancy = clock.now(), Vacancy.objects.create(programme=self.programme)
        digest = tokens.digest(tokens.new())  # nobody gets this link
        Offer.objects.create(vacancy=vacancy, signup=signup, digest=digest, expires_at=now, answered_at=now, took=False)

    def lapse(self) -> int:
        """Offers whose time is over come back; their people wait on with the rank they had. Returns how many."""
        lapsed = Offer.objects.filter(vacancy__programme=self.programme, answered_at__isnull=True, expires_at__lte=clock.now())
        keys = list(lapsed.order_by("expires_at", "id").values_list("signup_id", flat=True))
        for key in keys:
            self.book.move(self.book.signup(key), State.QUEUED)
        return len(keys)

    def _standing(self) -> list[Vacancy]:
        """Free places that were offered and not taken yet, and about which nobody is asked just now; the newest first."""
        busy = Offer.objects.filter(vacancy__programme=self.programme, answered_at__isnull=True).values("vacancy")
        open_ones = Vacancy.objects.filter(programme=self.programme, closed_at__isnull=True)
        return list(open_ones.exclude(pk__in=busy).prefetch_related("offers").order_by("-id"))

    def _offer(self, vacancy: Vacancy, key: int) -> None:
        signup, secret, now = self.book.signup(key), tokens.new(), clock.now()
        self.book.move(signup, State.OFFERED)
        offer = Offer.objects.create(
            vacancy=vacancy, signup=signup, digest=tokens.digest(secret), made_at=now, expires_at=now + rules.OFFER_LIFE
        )
        notices.offered(offer, secret)
