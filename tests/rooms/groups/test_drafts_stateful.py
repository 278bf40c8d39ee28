"""A draft under any sequence of changes: what it holds is what a plain model says, whatever was undone, redone or refused between.

I-01 nobody in two groups · I-08 undo and redo · I-09 the score depends on placements only, and a price is the difference it makes ·
I-10 locked people stay · I-13 no letter.
"""

from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from tests.rooms.groups.round import Round, a_round, fresh, group_of, layout
from verme.groups import actions, queries
from verme.groups.formation import Score, price
from verme.groups.models import Draft
from verme.groups.rules import Layout
from verme.groups.terms import DraftRefusal, LockKind
from verme.kernel.refusals import Refused
from verme.mail.models import Letter
from verme.mentors.models import MentorEntry
from verme.signups.models import Signup

PEOPLE, LETTERS = some.integers(0, 8), some.sampled_from(["A", "B", ""])


class Table(RuleBasedStateMachine):
    """One draft and its model: a layout, what could be undone, what could be redone."""

    here: ClassVar[Round]
    people: ClassVar[list[Signup]]
    entries: ClassVar[list[MentorEntry]]

    def __init__(self) -> None:
        super().__init__()
        self.changes = transaction.atomic()
        self.changes.__enter__()
        self.draft: Draft = self.here.draft((self.entries[0], self.people[:4]), (self.entries[1], self.people[4:8]))
        self.model = layout(self.draft)
        self.past: list[Layout] = []
        self.future: list[Layout] = []
        self.scores: dict[str, Score] = {}
        self.letters = Letter.objects.count()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.changes.__exit__(None, None, None)

    def act(self, deed: Any, expected: Layout | DraftRefusal, **named: Any) -> None:
        """The deed makes the draft so, or says no with this reason."""
        try:
            with transaction.atomic():
                self.draft = deed(self.draft, revision=self.draft.revision, by=self.here.by, **named)
        except Refused as no:
            assert no.reason == expected
            return
        assert isinstance(expected, Layout)
        if expected != self.model:
            self.past, self.future, self.model = [*self.past, self.model], [], expected

    def entry(self, letter: str) -> str:
        return str(self.entries["AB".index(letter)].pk)

    @rule(number=PEOPLE, letter=LETTERS)
    def move(self, number: int, letter: str) -> None:
        person, key = self.people[number], str(self.people[number].pk)
        target, entry = (group_of(self.draft, letter), self.entry(letter)) if letter else (None, None)
        locked = self.model.entry_of_lock(key)
        if locked is not None and locked != entry:
            self.act(actions.move, DraftRefusal.LOCKED, signup=person, target=target)
        elif entry in self.model.banned_from(key):
            self.act(actions.move, DraftRefusal.BANNED, signup=person, target=target)
        else:
            before = queries.board(fresh(self.draft))
            told = price(before.problem, before.plan, f"s{key}", entry and f"m{entry}")
            self.act(actions.move, self.model.with_seats({key: entry}), signup=person, target=target)
            assert queries.board(fresh(self.draft)).score == before.score + told.score

    @rule(number=PEOPLE)
    def lock(self, number: int) -> None:
        key = str(self.people[number].pk)
        entry = self.model.seats.get(key)
        expected = self.model.with_lock(key, entry, LockKind.STAY) if entry else DraftRefusal.NOT_PLACED
        self.act(actions.lock, expected, signup=self.people[number])

    @rule(number=PEOPLE)
    def ban(self, number: int) -> None:
        key = str(self.people[number].pk)
        entry = self.model.seats.get(key)
        if entry is None:
            self.act(actions.ban, DraftRefusal.NOT_PLACED, signup=self.people[number])
        elif self.model.entry_of_lock(key):
            self.act(actions.ban, DraftRefusal.LOCKED, signup=self.people[number])
        else:
            expected = self.model.with_seats({key: None}).with_lock(key, entry, LockKind.BAN)
            self.act(actions.ban, expected, signup=self.people[number])

    @rule(number=PEOPLE, letter=some.sampled_from("AB"))
    def unlock(self, number: int, letter: str) -> None:
        expected = self.model.with_lock(str(self.people[number].pk), self.entry(letter), None)
        self.act(actions.unlock, expected, signup=self.people[number], entry=self.entries["AB".index(letter)])

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        self.draft = actions.undo(self.draft, revision=self.draft.revision, by=self.here.by)
        self.future.append(self.model)
        self.model = self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.draft = actions.redo(self.draft, revision=self.draft.revision, by=self.here.by)
        self.past.append(self.model)
        self.model = self.future.pop()

    @precondition(lambda self: self.draft.revision > 1)
    @rule(number=PEOPLE)
    def change_what_was_changed(self, number: int) -> None:
        with pytest.raises(Refused) as no, transaction.atomic():
            actions.move(self.draft, signup=self.people[number], target=None, revision=self.draft.revision - 1, by=self.here.by)
        assert no.value.reason == DraftRefusal.STALE

    @invariant()
    def the_draft_is_as_the_model(self) -> None:
        assert layout(self.draft) == self.model

    @invariant()
    def the_score_is_a_function_of_placements(self) -> None:
        score = queries.board(fresh(self.draft)).score
        assert self.scores.setdefault(str(sorted(self.model.seats.items())), score) == score

    @invariant()
    def locked_people_sit_where_they_are_locked(self) -> None:
        stays = {person: self.model.entry_of_lock(person) for person in (str(each.pk) for each in self.people)}
        assert all(self.model.seats.get(person) == entry for person, entry in stays.items() if entry)

    @invariant()
    def no_letter_is_written(self) -> None:
        assert Letter.objects.count() == self.letters


@pytest.mark.django_db
@pytest.mark.slow
def test_any_sequence_of_changes() -> None:
    here = a_round()
    Table.here, Table.people, Table.entries = here, here.people(9), [here.mentor(), here.mentor()]

    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Table, settings=settings(max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
    )
