"""A draft by hand: moves, locks, bans, options, undo and redo, copies; nothing of it leaves the house."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests import make
from tests.rooms.groups.round import Round, a_round, fresh, group_of, layout, letters, refused, seats, two_groups, verbs
from verme.audit.actors import OPERATOR, VISITOR
from verme.audit.models import Entry
from verme.groups import actions, queries
from verme.groups.formation import Kind, Plan
from verme.groups.models import Draft, Move
from verme.groups.queries.drafts import JUST_NOW
from verme.groups.rules import Criteria, Layout
from verme.groups.terms import DraftRefusal, DraftState, LockKind, MoveKind
from verme.kernel import clock
from verme.mail.models import Letter
from verme.mentors import actions as mentors
from verme.mentors.models import MentorEntry
from verme.programmes.models import Programme
from verme.signups import actions as signups
from verme.signups.models import Signup

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Round:
    return a_round()


@pytest.fixture
def made(here: Round) -> tuple[Draft, list[Signup], list[MentorEntry]]:
    return two_groups(here)


def test_a_proposal_becomes_groups(here: Round, made: Any) -> None:
    draft, people, entries = made

    assert seats(draft) == {person.name: letter for letter, some in (("A", people[:4]), ("B", people[4:8])) for person in some}
    group = group_of(draft, "B")
    assert (group.entry, group.theme, group.slot, group.place, group.language) == (
        entries[1],
        here.themes[1],
        here.slots[1],
        here.places[0],
        "fi",
    )
    assert (draft.number, draft.revision, draft.state, Move.objects.count()) == (1, 1, DraftState.OPEN, 0)


def test_moving_somebody(here: Round, made: Any) -> None:
    draft, people, _ = made
    before = seats(draft)

    moved = actions.move(draft, signup=people[0], target=group_of(draft, "B"), revision=1, by=here.by)
    out = actions.move(draft, signup=people[1], target=None, revision=2, by=here.by)

    assert (moved.revision, out.revision) == (2, 3)
    assert seats(draft) == {name: letter for name, letter in (before | {people[0].name: "B"}).items() if name != people[1].name}
    assert fresh(draft).changed_by == here.house.coordinator
    assert verbs()[-2:] == ["draft.moved", "draft.moved"]


def test_what_breaks_a_rule_may_be_tried_and_shows(here: Round, made: Any) -> None:
    """T-38, first half: the move is made, the conflict is there."""
    draft, people, entries = made
    busy = here.person("Kiireinen", slots={here.slots[0]: 1})

    moved = actions.move(draft, signup=busy, target=group_of(draft, "B"), revision=1, by=here.by)

    (breach,) = queries.board(fresh(moved)).conflicts
    assert (breach.kind, breach.person, breach.mentor) == (Kind.SLOT, f"s{busy.pk}", f"m{entries[1].pk}")
    assert people


@pytest.mark.parametrize(
    "deed",
    [
        pytest.param(lambda draft, person, by: actions.move(draft, signup=person, target=None, revision=0, by=by), id="move"),
        pytest.param(lambda draft, person, by: actions.lock(draft, signup=person, revision=0, by=by), id="lock"),
        pytest.param(lambda draft, person, by: actions.ban(draft, signup=person, revision=0, by=by), id="ban"),
        pytest.param(lambda draft, person, by: actions.undo(draft, revision=0, by=by), id="undo"),
        pytest.param(lambda draft, person, by: actions.redo(draft, revision=0, by=by), id="redo"),
        pytest.param(lambda draft, person, by: actions.leave(draft, revision=0, by=by), id="leave"),
        pytest.param(lambda draft, person, by: actions.close(draft, group=group_of(draft, "A"), revision=0, by=by), id="close"),
    ],
)
def test_a_change_of_what_somebody_else_has_changed_is_refused(here: Round, made: Any, deed: Callable[..., Draft]) -> None:
    draft, people, _ = made

    refused(DraftRefusal.STALE, deed, draft, people[0], here.by)


def test_who_has_no_place_any_more_is_not_moved(here: Round, made: Any) -> None:
    draft, people, _ = made
    with clock.frozen(make.AUGUST):
        signups.withdraw(people[0], by=VISITOR)

    refused(DraftRefusal.NO_PERSON, actions.move, draft, signup=people[0], target=group_of(draft, "B"), revision=1, by=here.by)
    assert f"s{people[0].pk}" not in queries.board(fresh(draft)).plan.seat  # and is on no board


def test_a_late_sign_up_waits_on_the_board_without_a_group(here: Round, made: Any) -> None:
    draft, people, _ = made
    late = here.person("Myöhäinen")

    assert queries.board(fresh(draft)).unplaced == (f"s{people[8].pk}", f"s{late.pk}")


def test_locked_people_stay(here: Round, made: Any) -> None:
    """I-10 by hand: no move, no ban, no closing; and the lock can be taken back."""
    draft, people, entries = made
    draft = actions.lock(draft, signup=people[0], revision=1, by=here.by)

    for target in (None, group_of(draft, "B")):
        refused(DraftRefusal.LOCKED, actions.move, draft, signup=people[0], target=target, revision=2, by=here.by)
    refused(DraftRefusal.LOCKED, actions.ban, draft, signup=people[0], revision=2, by=here.by)
    refused(DraftRefusal.HAS_LOCKED, actions.close, draft, group=group_of(draft, "A"), revision=2, by=here.by)
    refused(DraftRefusal.NOT_PLACED, actions.lock, draft, signup=people[8], revision=2, by=here.by)

    draft = actions.unlock(draft, signup=people[0], entry=entries[0], revision=2, by=here.by)
    assert actions.move(draft, signup=people[0], target=None, revision=3, by=here.by).revision == 4


def test_a_banned_person_leaves_and_does_not_come_back(here: Round, made: Any) -> None:
    draft, people, entries = made
    draft = actions.ban(draft, signup=people[0], revision=1, by=here.by)

    assert people[0].name not in seats(draft)
    assert layout(draft).locks == {f"{people[0].pk}:{entries[0].pk}": LockKind.BAN}
    refused(DraftRefusal.BANNED, actions.move, draft, signup=people[0], target=group_of(draft, "A"), revision=2, by=here.by)
    refused(DraftRefusal.NOT_PLACED, actions.ban, draft, signup=people[8], revision=2, by=here.by)


def test_a_group_takes_what_its_mentor_offers(here: Round, made: Any) -> None:
    draft, _, entries = made
    other = here.mentor(slots=here.slots[2:], languages=["fi", "sv"])
    option: dict[str, Any] = {"theme": here.themes[2], "slot": here.slots[3], "place": here.places[1], "language": "sv"}

    opened = actions.set_option(draft, entry=other, **option, revision=1, by=here.by)
    group = group_of(opened, "C")
    assert (group.entry, group.theme, group.slot, group.place, group.language) == (other, *option.values())

    changed = actions.set_option(opened, entry=other, **{**option, "slot": here.slots[2]}, revision=2, by=here.by)
    assert group_of(changed, "C").slot == here.slots[2]
    refused(DraftRefusal.NOT_OFFERED, actions.set_option, changed, entry=other, **{**option, "slot": here.slots[0]}, revision=3, by=here.by)
    refused(DraftRefusal.NOT_OFFERED, actions.set_option, changed, entry=other, **{**option, "language": "en"}, revision=3, by=here.by)
    mentors.withdraw_entry(entries[0], by=OPERATOR)
    refused(
        DraftRefusal.NOT_OFFERED, actions.set_option, changed, entry=entries[0], theme=here.themes[1], slot=here.slots[0],
        place=here.places[0], language="fi", revision=3, by=here.by,
    )  # fmt: skip


def test_a_group_is_taken_apart_and_comes_back(here: Round, made: Any) -> None:
    draft, people, _ = made
    before = layout(draft)
    closed = actions.close(draft, group=group_of(draft, "A"), revision=1, by=here.by)

    assert set(seats(closed)) == {person.name for person in people[4:8]}
    assert layout(actions.undo(closed, revision=2, by=here.by)) == before


def test_undo_and_redo_one_after_another(here: Round, made: Any) -> None:
    """I-08: each step back is the state before, each step forward the state after, and the log has every step."""
    draft, people, entries = made
    states = [layout(draft)]
    draft = actions.move(draft, signup=people[0], target=group_of(draft, "B"), revision=1, by=here.by)
    states.append(layout(draft))
    draft = actions.lock(draft, signup=people[0], revision=2, by=here.by)
    states.append(layout(draft))
    draft = actions.ban(draft, signup=people[1], revision=3, by=here.by)
    states.append(layout(draft))

    for number in (2, 1, 0):
        draft = actions.undo(draft, revision=draft.revision, by=here.by)
        assert layout(draft) == states[number]
    refused(DraftRefusal.NOTHING_TO_UNDO, actions.undo, draft, revision=draft.revision, by=here.by)
    for number in (1, 2, 3):
        draft = actions.redo(draft, revision=draft.revision, by=here.by)
        assert layout(draft) == states[number]
    refused(DraftRefusal.NOTHING_TO_REDO, actions.redo, draft, revision=draft.revision, by=here.by)

    assert draft.revision == 1 + 3 + 3 + 3
    assert entries


def test_a_new_change_takes_the_place_of_what_was_undone(here: Round, made: Any) -> None:
    draft, people, _ = made
    draft = actions.move(draft, signup=people[0], target=None, revision=1, by=here.by)
    draft = actions.undo(draft, revision=2, by=here.by)
    draft = actions.move(draft, signup=people[1], target=None, revision=3, by=here.by)

    refused(DraftRefusal.NOTHING_TO_REDO, actions.redo, draft, revision=4, by=here.by)
    assert list(Move.objects.values_list("number", "kind", "is_undone")) == [(1, MoveKind.MOVE, False)]


def test_a_move_to_where_one_is_changes_nothing(here: Round, made: Any) -> None:
    draft, people, _ = made

    assert actions.move(draft, signup=people[0], target=group_of(draft, "A"), revision=1, by=here.by).revision == 1
    assert Move.objects.count() == 0


def test_history_tells_what_and_who_else(here: Round, made: Any, at: Callable[..., None]) -> None:
    draft, people, _ = made
    at(make.OCTOBER)
    other = here.house.people[next(iter(set(here.house.people) - {"coordinator"}))]
    draft = actions.move(draft, signup=people[0], target=None, revision=1, by=other.acting("coordinator"))
    draft = actions.move(draft, signup=people[1], target=None, revision=2, by=here.by)
    draft = actions.undo(draft, revision=3, by=here.by)

    mine, theirs = queries.history(draft, here.house.coordinator), queries.history(draft, other)
    assert mine.undo is not None and mine.redo is not None
    assert (mine.undo.number, mine.redo.number, mine.others) == (1, 2, (other,))
    assert theirs.others == (here.house.coordinator,)
    at(make.OCTOBER + JUST_NOW * 2)
    assert queries.history(draft, here.house.coordinator).others == ()


def test_a_copy_goes_its_own_way(here: Round, made: Any) -> None:
    draft, people, _ = made
    draft = actions.lock(draft, signup=people[0], revision=1, by=here.by)
    copy = actions.copy(draft, by=here.by)
    same = layout(copy)

    actions.move(copy, signup=people[1], target=None, revision=0, by=here.by)

    assert (copy.number, copy.copied_from, copy.revision) == (2, draft, 0)
    assert same == layout(draft) != layout(copy)
    assert queries.history(copy, here.house.coordinator).redo is None


def test_a_draft_that_is_left_cannot_be_changed(here: Round, made: Any) -> None:
    draft, people, _ = made
    actions.leave(draft, revision=1, by=here.by)

    refused(DraftRefusal.NOT_OPEN, actions.move, draft, signup=people[0], target=None, revision=1, by=here.by)
    refused(DraftRefusal.NOT_OPEN, actions.copy, draft, by=here.by)
    assert list(queries.worked_on(here.programme)) == []


def test_a_second_proposal_can_be_undone(here: Round, made: Any) -> None:
    draft, people, entries = made
    before = layout(draft)
    plan = queries.board(fresh(draft)).plan.moved(f"s{people[0].pk}", f"m{entries[1].pk}")
    proposed = actions.propose(draft, plan=plan, quality={"status": "optimal"}, revision=1, by=here.by)

    assert seats(proposed)[people[0].name] == "B"
    assert queries.board(fresh(proposed)).is_best
    undone = actions.undo(proposed, revision=2, by=here.by)
    assert layout(undone) == before
    assert not queries.board(fresh(undone)).is_best


def test_a_proposal_with_what_is_gone_leaves_it_out(here: Round) -> None:
    people, entries = here.people(8), [here.mentor(), here.mentor()]
    yesterday = Plan((here.group(entries[0], people[:4]), replace(here.group(entries[1], people[4:]), theme="gone")))
    draft = actions.make(here.programme, criteria=Criteria(), by=here.by)
    Signup.objects.filter(pk=people[0].pk).update(programme=make.programme(here.house.organisation, slug="toinen"))

    proposed = actions.propose(draft, plan=yesterday, quality={}, revision=0, by=here.by)

    assert seats(proposed) == {person.name: "A" for person in people[1:4]}


def test_no_draft_is_made_once_the_groups_are_published(here: Round, made: Any) -> None:
    draft, _, _ = made
    Programme.objects.filter(pk=here.programme.pk).update(published_at=clock.now())

    refused(DraftRefusal.PUBLISHED, actions.make, here.programme, criteria=Criteria(), by=here.by)
    refused(DraftRefusal.PUBLISHED, actions.copy, draft, by=here.by)


def test_nothing_of_a_draft_leaves_the_house(here: Round, made: Any) -> None:
    """I-13: whatever is done to a draft, no letter is written and no sign-up changes."""
    draft, people, entries = made
    outside = list(Letter.objects.values()), list(Signup.objects.values())

    draft = actions.move(draft, signup=people[0], target=group_of(draft, "B"), revision=1, by=here.by)
    draft = actions.lock(draft, signup=people[0], revision=2, by=here.by)
    draft = actions.unlock(draft, signup=people[0], entry=entries[1], revision=3, by=here.by)
    draft = actions.close(draft, group=group_of(draft, "A"), revision=4, by=here.by)
    draft = actions.undo(draft, revision=5, by=here.by)
    actions.copy(draft, by=here.by)

    assert (list(Letter.objects.values()), list(Signup.objects.values())) == outside
    assert letters() == []


def test_the_log_names_nobody(here: Round, made: Any) -> None:
    draft, people, _ = made
    actions.move(draft, signup=people[0], target=None, revision=1, by=here.by)
    entry = Entry.objects.order_by("-id").first()

    assert entry is not None
    assert (entry.verb, entry.target_kind, entry.target_id, entry.facts) == ("draft.moved", "groups.draft", str(draft.pk), {"revision": 2})


def test_layouts_know_nothing_of_other_drafts(here: Round, made: Any) -> None:
    empty = actions.make(here.programme, criteria=Criteria(), by=here.by)

    assert layout(empty) == Layout()
