"""Two coordinators and a publish at once, each with a connection of its own: no move is lost without a word, nothing is published twice.

The last test takes the lock out and sees, on PostgreSQL, that the same race then goes wrong.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from django.db import DatabaseError

from tests import make
from tests.rooms.at_once import at_once
from tests.rooms.groups.round import Round, a_round, fresh, group_of, letters, seats
from verme.groups import actions
from verme.groups.actions.held import Held
from verme.groups.models import Draft, DraftGroup, Group, Move, Seat
from verme.groups.terms import DraftRefusal, PublishRefusal
from verme.kernel.refusals import Refused
from verme.mail.models import Letter
from verme.mentors.models import MentorEntry
from verme.signups.models import Signup

pytestmark = [pytest.mark.racing, pytest.mark.django_db(transaction=True)]
THREADS, ROUNDS = 30, 20


def tables(here: Round) -> tuple[Draft, list[Signup]]:
    """Thirty people in three groups."""
    people, entries = here.people(THREADS), [here.mentor() for _ in range(3)]
    return here.draft(*((entry, people[number::3]) for number, entry in enumerate(entries))), people


def mover(here: Round, draft: Draft, person: Signup, group: DraftGroup | None, revision: int) -> Any:
    return partial(actions.move, draft, signup=person, target=group, revision=revision, by=here.by)


def test_of_changes_to_the_same_revision_one_is_made(runners: ThreadPoolExecutor) -> None:
    """T-20: thirty moves of thirty people, all from the same sight of the draft."""
    here = a_round(capacity=100)
    draft, people = tables(here)
    for _ in range(ROUNDS):
        draft = fresh(draft)
        before = seats(draft)

        results = at_once(runners, [mover(here, draft, person, None, draft.revision) for person in people])

        after = fresh(draft)
        refusals = [result for result in results if isinstance(result, DraftRefusal)]
        assert len(before) - len(seats(draft)) == after.revision - draft.revision <= 1
        assert set(refusals) <= {DraftRefusal.STALE}
        actions.undo(after, revision=after.revision, by=here.by) if after.revision > draft.revision else None


def test_no_change_is_lost(runners: ThreadPoolExecutor) -> None:
    """T-20: everybody looks and moves at will. What was not refused is in the log of moves, and the log is what the draft is."""
    here = a_round(capacity=100)
    draft, people = tables(here)
    groups = [group_of(draft, letter) for letter in "ABC"]
    was, made = seats(draft), 0

    def look_and_move(number: int) -> Draft:
        return actions.move(draft, signup=people[number], target=groups[number % 3 - 1], revision=fresh(draft).revision, by=here.by)

    for turn in range(ROUNDS):
        results = at_once(runners, [partial(look_and_move, (number + turn) % THREADS) for number in range(THREADS)])
        made += sum(isinstance(result, Draft) for result in results)

    moves = Move.objects.filter(draft=draft).order_by("number")
    assert fresh(draft).revision == 1 + moves.count()
    assert 0 < moves.count() <= made  # a move to where one sits already changes nothing
    letter = {str(group.entry_id): group.letter for group in groups}
    names = {str(person.pk): person.name for person in people}
    for move in moves:
        was |= {names[key]: letter[entry] for key, entry in move.after["seats"].items()}
    assert seats(draft) == was


def small(here: Round, number: int) -> tuple[Round, Draft, list[Signup]]:
    """A programme of its own with five people and one group of four."""
    programme = make.programme(here.house.organisation, slug=f"kilpa-{number}", starts_on=make.OCTOBER.date())
    one = Round(here.house, programme, make.themes(programme), make.slots(programme), make.places(programme))
    people = [one.person(f"Kilpailija {number} {runner}") for runner in range(6)]
    return one, one.draft((one.mentor(f"Mentori {number}"), people[:5])), people


def test_publishing_twice_while_another_moves(runners: ThreadPoolExecutor) -> None:
    """T-24: one publication with one letter each, and the move before it, refused, or instead of it; never half."""
    here = a_round()
    for number in range(ROUNDS):
        one, draft, people = small(here, number)
        was, written = seats(draft), Letter.objects.filter(kind__startswith="groups.").count()
        publishing = partial(actions.publish, draft, revision=1, by=one.by)
        deeds = [publishing, mover(one, draft, people[0], None, 1), publishing]

        results = at_once(runners, deeds[number % 3 :] + deeds[: number % 3])

        sat = dict(Seat.objects.filter(group__draft=draft).values_list("signup__name", "group__letter"))
        new = letters()[written:]
        if DraftRefusal.NOT_OPEN in results:  # publishing was first
            assert (sat, Group.objects.filter(draft=draft).count()) == (was, 1)
            assert sorted(kind for kind, _ in new) == ["member"] * 5 + ["mentor", "waiting"]
            assert len({address for _, address in new}) == 7
        else:  # the move was first: what was to be published is not what was seen
            assert (sat, new) == ({}, [])
            assert results.count(PublishRefusal.STALE) == 2
    assert MentorEntry.objects.count() == ROUNDS


def test_without_the_lock_the_same_race_goes_wrong(
    postgresql: None,
    runners: ThreadPoolExecutor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The test of the tests. On SQLite BEGIN IMMEDIATE locks the file anyway, so only PostgreSQL can show it."""
    monkeypatch.setattr(Held, "locked", staticmethod(lambda: Draft.objects.select_related("programme__organisation")))
    here = a_round(capacity=100)
    draft, people = tables(here)
    most = 0
    for _ in range(ROUNDS):
        draft = fresh(draft)
        deeds = [mover(here, draft, person, None, draft.revision) for person in people]
        results = at_once(runners, deeds, forgives=(Refused, DatabaseError))
        most = max(most, sum(isinstance(result, Draft) for result in results))
        if most > 1:
            break

    assert most > 1
