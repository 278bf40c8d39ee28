"""Any life of a programme: people come, change, cancel, answer, fall silent, are moved, drawn, merged; time passes.

After every step the invariants hold: never a place too many (I-15), one form one row (I-16), one standing sign-up an address (I-17),
ranks without doubles, no place idle that somebody in the queue could take, and everybody is asked in order.
"""

import datetime as dt
import hashlib
import os
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from tests import make
from tests.rooms.signups.table import Table, table
from verme.audit.actors import OPERATOR, VISITOR
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.mail.models import Letter
from verme.mentors import actions as mentors
from verme.mentors.actions.offer import Terms
from verme.mentors.terms import Training
from verme.programmes.models import Programme, Theme
from verme.programmes.terms import Admission
from verme.signups import actions, jobs, queries, rules
from verme.signups.actions.book import Book
from verme.signups.models import Offer, Signup, Vacancy
from verme.signups.terms import ACTIVE, HOLDS_PLACE, State

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PEOPLE = st.integers(0, 6)
NUMBERS = st.integers(0, 50)


class Life(RuleBasedStateMachine):
    """One programme with few places, few times and many wishes. What is refused is fine; what is done must be right."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = transaction.atomic()
        self.inside.__enter__()
        self.forms = 0
        self.offers_seen: set[int] = set()
        self.now = make.AUGUST

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.inside.__exit__(None, None, None)

    @initialize(
        admission=st.sampled_from([Admission.BY_TIME, Admission.BY_TIME, Admission.LOTTERY, Admission.NEW_FIRST]),
        capacity=st.integers(1, 3),
        theme_capacity=st.sampled_from([None, 1]),
        has_mentor=st.booleans(),
        crowd=st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=6, max_size=7),
        is_drawn=st.booleans(),
    )
    def begin(
        self,
        *,
        admission: Admission,
        capacity: int,
        theme_capacity: int | None,
        has_mentor: bool,
        crowd: list[tuple[int, int]],
        is_drawn: bool,
    ) -> None:
        self.made: Table = table(admission=admission, capacity=capacity, draw_seed="seed")
        Theme.objects.filter(pk=self.made.themes[2].pk).update(capacity=theme_capacity)
        if has_mentor:
            mentor = mentors.register(
                self.made.house.organisation, name="H", email="h@x.example", training=Training.TRAINED, language="fi", by=OPERATOR
            )
            terms = Terms([mentor], self.made.themes, self.made.slots[:1], self.made.places, ["fi"])
            mentors.offer(self.made.programme, terms=terms, by=OPERATOR)
        for person, (theme, slot) in enumerate(crowd):
            self.come(person=person, theme=theme, slot=slot, is_double=False)
        if is_drawn and self.made.programme.is_drawn_by_lot:
            self.wait(hours=24 * 20)
            self.draw()

    def do(self, deed: Callable[..., Any], *things: Any, **named: Any) -> Any:
        """At the time that it is; a refusal is fine."""
        with clock.frozen(self.now):
            try:
                with transaction.atomic():
                    return deed(*things, **named)
            except Refused:
                return None

    def some(self, number: int, **wanted: Any) -> Signup | None:
        found = list(Signup.objects.filter(**wanted).order_by("id"))
        return found[number % len(found)] if found else None

    def said(self, person: int, theme: int, slot: int) -> actions.Answers:
        return self.made.answers(
            f"Henkilö {person}",
            themes=[self.made.themes[1 + theme]],
            slots={self.made.slots[slot]: 2},
            is_new=person % 2 == 0,
        )

    @rule(person=PEOPLE, theme=st.integers(0, 1), slot=st.integers(0, 1), is_double=st.booleans())
    def come(self, *, person: int, theme: int, slot: int, is_double: bool) -> None:
        self.forms += 1
        answers, before = self.said(person, theme, slot), Signup.objects.count()
        results = [
            self.do(actions.apply, self.made.programme, key=f"form-{self.forms}", answers=answers, by=VISITOR)
            for _ in range(2 if is_double else 1)
        ]
        assert len({result and result[0] for result in results}) == 1  # a double click shows the same
        assert Signup.objects.count() - before <= 1

    @rule(number=NUMBERS, theme=st.integers(0, 1), slot=st.integers(0, 1))
    def change(self, *, number: int, theme: int, slot: int) -> None:
        if (one := self.some(number, state__in=ACTIVE)) is not None:
            self.do(actions.amend, one, answers=self.said(one.pk, theme, slot), revision=one.revision, by=VISITOR)

    @rule(number=NUMBERS)
    def cancel(self, *, number: int) -> None:
        if (one := self.some(number)) is not None:
            self.do(actions.withdraw, one, by=VISITOR)

    @rule(number=NUMBERS, takes=st.booleans())
    def answer(self, *, number: int, takes: bool) -> None:
        offers = list(Offer.objects.filter(answered_at__isnull=True).order_by("id"))
        if offers:
            self.do(actions.answer_offer, offers[number % len(offers)], takes=takes, by=VISITOR)

    @rule(number=NUMBERS, answers=st.lists(st.booleans(), min_size=1, max_size=3))
    def free_a_place(self, *, number: int, answers: list[bool]) -> None:
        """Somebody with a place cancels, and those who are asked answer one after another."""
        if (one := self.some(number, state=State.ACCEPTED)) is not None:
            self.do(actions.withdraw, one, by=VISITOR)
            self.nobody_waits_for_a_place_that_is_free()
            for takes in answers:
                self.answer(number=0, takes=takes)
                self.nobody_waits_for_a_place_that_is_free()

    @rule(number=NUMBERS, takes=st.booleans())
    def answer_again(self, *, number: int, takes: bool) -> None:
        offers = list(Offer.objects.filter(answered_at__isnull=False).order_by("id"))
        if offers:
            before = self.made.states()
            self.do(actions.answer_offer, offers[number % len(offers)], takes=takes, by=VISITOR)
            assert self.made.states() == before  # an old link does nothing

    @rule(number=NUMBERS, what=st.sampled_from([actions.accept, actions.to_queue]))
    def decide(self, *, number: int, what: Callable[..., Any]) -> None:
        if (one := self.some(number)) is not None:
            self.do(what, one, by=OPERATOR)

    @rule(number=NUMBERS)
    def decline(self, *, number: int) -> None:
        if (one := self.some(number)) is not None:
            self.do(actions.decline, one, words="Ei.", by=OPERATOR)

    @rule(one=NUMBERS, other=NUMBERS)
    def merge(self, *, one: int, other: int) -> None:
        first, second = self.some(one, state__in=ACTIVE), self.some(other, state__in=ACTIVE)
        if first is not None and second is not None:
            answers = self.made.answers(first.name, email=first.email, themes=[self.made.themes[1]])
            self.do(actions.merge, first, other=second, answers=answers, by=OPERATOR)

    @rule(hours=st.sampled_from([1, 24, 73, 24 * 20]))
    def wait(self, *, hours: int) -> None:
        self.now += dt.timedelta(hours=hours)
        self.do(jobs.expire_offers)

    @rule()
    def enlarge(self) -> None:
        Programme.objects.filter(capacity__lt=6).update(capacity=Programme.objects.get().capacity + 1)
        self.do(jobs.expire_offers)

    @precondition(lambda self: self.made.programme.is_drawn_by_lot)
    @rule()
    def draw(self) -> None:
        received = list(Signup.objects.filter(state=State.RECEIVED))
        order = self.do(actions.draw, self.made.programme, by=OPERATOR)
        if order is not None:
            new_first = self.made.programme.admission == Admission.NEW_FIRST
            lots = sorted(
                (new_first and not one.is_new, hashlib.sha256(f"seed:{one.reference}".encode()).hexdigest(), one.reference)
                for one in received
            )
            assert order == [reference for _late, _lot, reference in lots]

    @invariant()
    def no_place_too_many(self) -> None:
        holding = Signup.objects.filter(state__in=HOLDS_PLACE)
        limited = Theme.objects.get(pk=self.made.themes[2].pk)
        assert holding.count() <= Programme.objects.get().capacity
        if limited.capacity is not None:
            assert holding.filter(theme_wishes__theme=limited, theme_wishes__rank=1).count() <= limited.capacity

    @invariant()
    def one_of_each(self) -> None:
        standing = list(Signup.objects.filter(state__in=ACTIVE).values_list("address", flat=True))
        ranks = list(Signup.objects.filter(rank__isnull=False).values_list("rank", flat=True))
        waiting = Signup.objects.filter(state__in=[State.QUEUED, State.OFFERED]).count()
        assert len(standing) == len(set(standing))
        assert len(ranks) == len(set(ranks)) == waiting
        open_offers = list(Offer.objects.filter(answered_at__isnull=True).values_list("signup", flat=True))
        assert sorted(open_offers) == sorted(Signup.objects.filter(state=State.OFFERED).values_list("pk", flat=True))
        assert Letter.objects.filter(kind="signups.offer").count() <= Offer.objects.count()

    @invariant()
    def nobody_waits_for_a_place_that_is_free(self) -> None:
        """Every free place was offered to everybody in the queue who could take it, and to the better rank first."""
        with transaction.atomic():
            book = Book(self.made.programme.pk)
            free, queue, openings = book.free(), book.queue(), queries.openings(book.programme)
        fresh = Offer.objects.exclude(pk__in=self.offers_seen)
        if not book.is_before_draw:
            self._all_were_asked(free, queue, openings)
            for offer in fresh.filter(answered_at__isnull=True).select_related("signup", "vacancy"):
                self._better_ranks_were_asked(offer, free, queue, openings)
        self.offers_seen |= set(fresh.values_list("pk", flat=True))

    def _all_were_asked(self, free: rules.Free, queue: list[Any], openings: list[Any]) -> None:
        able = {key for key, wishes in queue if rules.can_take(wishes, openings, free)}
        standing = Vacancy.objects.filter(closed_at__isnull=True).exclude(offers__in=Offer.objects.filter(answered_at__isnull=True))
        if free.total > standing.count():
            assert not able
        assert standing.count() <= max(free.total, 0)  # a place that is taken is not remembered as free
        for vacancy in standing:
            assert able <= set(vacancy.offers.values_list("signup", flat=True))

    def _better_ranks_were_asked(self, offer: Offer, free: rules.Free, queue: list[Any], openings: list[Any]) -> None:
        asked = set(offer.vacancy.offers.values_list("signup", flat=True))
        room = rules.Free(max(free.total, 1), free.themes)
        ranks = dict(Signup.objects.filter(rank__isnull=False).values_list("pk", "rank"))
        for key, wishes in queue:
            if (ranks[key] or 0) < (offer.signup.rank or 0) and rules.can_take(wishes, openings, room):
                assert key in asked


def test_any_life_keeps_the_promises() -> None:
    """A failure names its steps; `VERME_SHRINK=1` looks, for a long while, for fewer.

    PostgreSQL lives the first quarter of these lives: enough for its constraints to speak, the rules being the same.
    """
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=60 if connection.vendor == "sqlite" else 15,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, *([Phase.shrink] if os.environ.get("VERME_SHRINK") else [])],
            derandomize=True,
            database=None,
        ),
    )
