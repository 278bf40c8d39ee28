"""Who may sign up, where it goes, who can take a place: plain values."""

import datetime as dt
from itertools import permutations

import pytest

from verme.programmes.terms import Late, Stage
from verme.signups import rules
from verme.signups.rules import Applicant, Claim, Free, Opening, Taken, Wishes
from verme.signups.terms import STATE_MOVES, ApplyRefusal, ChangeRefusal, Flag, OutsiderRefusal, State, SupervisorRefusal

NOON = dt.datetime(2026, 8, 20, 12, tzinfo=dt.UTC)
OPENING = Opening(frozenset({1}), frozenset({10}), frozenset({20}), frozenset({"fi"}))
TEACHER = Applicant(staff_group=1, level="lower", subject="", is_new=False)


def wishes(*themes: int, welcome: set[int] | None = None, slots: set[int] | None = None, **other: object) -> Wishes:
    """Somebody for whom OPENING is fine, unless said otherwise."""
    known: dict[str, object] = {"any_theme": False, "places": frozenset({20}), "languages": ("fi",)}
    held = frozenset(set(themes) if welcome is None else welcome)
    return Wishes(themes=themes, slots=frozenset({10} if slots is None else slots), welcome=held, **{**known, **other})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stage", "late", "leads", "is_invited", "reason"),
    [
        (Stage.DRAFT, Late.QUEUED, False, False, ApplyRefusal.NOT_OPEN),
        (Stage.ANNOUNCED, Late.QUEUED, False, True, ApplyRefusal.NOT_OPEN),
        (Stage.OPEN, Late.REFUSED, False, False, None),
        (Stage.OPEN, Late.REFUSED, True, False, ApplyRefusal.IS_MENTOR),
        (Stage.PAUSED, Late.QUEUED, False, True, ApplyRefusal.PAUSED),
        (Stage.CLOSED, Late.REFUSED, False, False, ApplyRefusal.CLOSED),
        (Stage.CLOSED, Late.REFUSED, False, True, None),
        (Stage.CLOSED, Late.QUEUED, False, False, None),
        (Stage.CLOSED, Late.QUEUED, True, False, ApplyRefusal.IS_MENTOR),
        (Stage.PUBLISHED, Late.QUEUED, False, True, ApplyRefusal.CLOSED),
        (Stage.ENDED, Late.QUEUED, False, True, ApplyRefusal.CLOSED),
    ],
)
def test_who_may_sign_up_now(stage: Stage, late: Late, *, leads: bool, is_invited: bool, reason: ApplyRefusal | None) -> None:
    assert rules.why_not_apply(stage, late=late, leads=leads, is_invited=is_invited) == reason


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (wishes(1), None),
        (wishes(any_theme=True, welcome={1}), None),
        (wishes(), ApplyRefusal.NO_THEME),
        (wishes(1, 2, welcome={1}), ApplyRefusal.THEME),
        (wishes(1, slots=set()), ApplyRefusal.NO_SLOT),
        (wishes(1, places=frozenset()), ApplyRefusal.NO_PLACE),
        (wishes(1, languages=()), ApplyRefusal.NO_LANGUAGE),
    ],
)
def test_what_must_be_answered(said: Wishes, reason: ApplyRefusal | None) -> None:
    assert rules.why_not_answers(said) == reason


@pytest.mark.parametrize(
    ("theme", "person", "is_welcome"),
    [
        (Taken(), TEACHER, True),
        (Taken(staff_groups=frozenset({1, 2})), TEACHER, True),
        (Taken(staff_groups=frozenset({2})), TEACHER, False),
        (Taken(levels=frozenset({"lower"})), TEACHER, True),
        (Taken(levels=frozenset({"upper"})), TEACHER, False),
        (Taken(levels=frozenset({"upper"})), Applicant(1, None, "", False), True),  # a workplace that is not on the list
        (Taken(subject="Maths"), Applicant(1, "lower", "maths", None), True),
        (Taken(subject="Maths"), TEACHER, False),
        (Taken(only_new=True), Applicant(1, "lower", "", True), True),
        (Taken(only_new=True), TEACHER, False),
        (Taken(only_new=True), Applicant(1, "lower", "", None), False),
    ],
)
def test_whom_a_theme_admits(theme: Taken, person: Applicant, *, is_welcome: bool) -> None:
    assert rules.admits(theme, person) == is_welcome


@pytest.mark.parametrize(
    ("before_draw", "is_late", "waits", "has_room", "state"),
    [
        (False, False, False, True, State.ACCEPTED),
        (False, False, False, False, State.QUEUED),
        (False, True, False, True, State.QUEUED),  # the late are last, even when there is room
        (True, False, False, True, State.RECEIVED),
        (True, True, False, True, State.QUEUED),
        (False, False, True, True, State.RECEIVED),
        (True, True, True, False, State.RECEIVED),
    ],
)
def test_where_a_new_sign_up_goes(*, before_draw: bool, is_late: bool, waits: bool, has_room: bool, state: State) -> None:
    assert rules.first_state(before_draw=before_draw, is_late=is_late, waits=waits, has_room=has_room) == state


def test_states_move_along_their_table_and_nowhere_else() -> None:
    allowed = {(now, to) for now in State for to in State if rules.why_not_move(now, to) is None}

    assert allowed == {(now, to) for now, moves in STATE_MOVES.items() for to in moves}
    assert rules.why_not_move(State.MERGED, State.WITHDRAWN) == ChangeRefusal.MOVE


@pytest.mark.parametrize(
    ("stage", "state", "reason"),
    [
        (Stage.OPEN, State.ACCEPTED, None),
        (Stage.PAUSED, State.QUEUED, None),
        (Stage.CLOSED, State.ACCEPTED, ChangeRefusal.CLOSED),
        (Stage.PUBLISHED, State.ACCEPTED, ChangeRefusal.CLOSED),
        (Stage.OPEN, State.WITHDRAWN, ChangeRefusal.NOT_ACTIVE),
        (Stage.OPEN, State.DECLINED, ChangeRefusal.NOT_ACTIVE),
        (Stage.OPEN, State.MERGED, ChangeRefusal.NOT_ACTIVE),
    ],
)
def test_when_answers_can_be_changed(stage: Stage, state: State, reason: ChangeRefusal | None) -> None:
    assert rules.why_not_amend(stage, state) == reason


@pytest.mark.parametrize(
    ("state", "before_draw", "has_room", "reason"),
    [
        (State.QUEUED, False, True, None),
        (State.QUEUED, False, False, ChangeRefusal.FULL),
        (State.OFFERED, False, False, None),  # the place was this person's already
        (State.RECEIVED, True, True, ChangeRefusal.DRAW_FIRST),
        (State.ACCEPTED, False, True, ChangeRefusal.MOVE),
        (State.WITHDRAWN, False, True, ChangeRefusal.MOVE),
    ],
)
def test_when_the_coordinator_can_give_a_place(state: State, reason: ChangeRefusal | None, *, before_draw: bool, has_room: bool) -> None:
    assert rules.why_not_accept(state, before_draw=before_draw, has_room=has_room) == reason


def test_who_stands_best() -> None:
    best_first = [
        (State.ACCEPTED, False, None),
        (State.OFFERED, False, 7),
        (State.RECEIVED, False, None),
        (State.QUEUED, False, 1),
        (State.QUEUED, False, 2),
        (State.RECEIVED, True, None),
    ]

    for shuffled in list(permutations(best_first))[::37]:
        assert sorted(shuffled, key=lambda one: rules.standing(one[0], waits=one[1], rank=one[2])) == best_first


def test_a_place_needs_theme_time_place_and_language() -> None:
    assert rules.fits(wishes(1), [OPENING])
    assert rules.fits(wishes(9), [])  # no mentor has answered yet
    for miss in (wishes(2), wishes(1, slots={11}), wishes(1, places=frozenset({21})), wishes(1, languages=("sv",))):
        assert not rules.fits(miss, [OPENING])
    other = Opening(frozenset({2}), frozenset({11}), frozenset({20}), frozenset({"fi"}))
    assert not rules.fits(wishes(1, slots={11}), [OPENING, other])  # theme of the one, time of the other
    assert rules.fits(wishes(3, any_theme=True, welcome={2, 3}, slots={11}), [OPENING, other])


def test_the_first_who_can_take_it_and_was_not_asked_is_next() -> None:
    queue = [(1, wishes(2)), (2, wishes(1)), (3, wishes(1))]

    assert rules.next_in_queue(queue, set(), [OPENING], Free(1)) == (2, wishes(1))
    assert rules.next_in_queue(queue, {2}, [OPENING], Free(1)) == (3, wishes(1))
    assert rules.next_in_queue(queue, {2, 3}, [OPENING], Free(1)) is None
    assert rules.next_in_queue(queue, set(), [OPENING], Free(0)) is None
    assert rules.next_in_queue(queue, set(), [OPENING], Free(1, {1: 0})) is None  # the theme of the first wish is full
    assert rules.next_in_queue(queue, set(), [], Free(1, {2: 0})) == (2, wishes(1))


def test_free_places_count_for_the_first_wish() -> None:
    free = Free(3, {1: 1, 2: 2})

    assert [free.has_room(theme) for theme in (1, 2, 3, None)] == [True, True, True, True]
    assert free.without(1) == Free(2, {1: 0, 2: 2})
    assert [free.without(1).has_room(theme) for theme in (1, 2)] == [False, True]
    assert free.without(None).without(9) == Free(1, {1: 1, 2: 2})
    assert not Free(0).has_room(None)
    assert (wishes(4, 5).first, wishes(any_theme=True).first) == (4, None)


def test_a_newcomer_overtakes_only_those_who_cannot_take_the_place() -> None:
    can, cannot = wishes(1), wishes(2)

    assert not rules.is_overtaking(cannot, [], [OPENING], Free(1))  # nobody waits
    assert rules.is_overtaking(can, [cannot, can], [OPENING], Free(1))
    assert not rules.is_overtaking(can, [cannot], [OPENING], Free(1))
    assert rules.is_overtaking(cannot, [cannot], [OPENING], Free(1))


def test_what_the_form_notices() -> None:
    assert rules.flags_of(seconds=40, honeypot="  ") == []
    assert rules.flags_of(seconds=2.9, honeypot="") == [Flag.QUICK]
    assert rules.flags_of(seconds=None, honeypot="http://spam.example") == [Flag.QUICK, Flag.HONEYPOT]


def test_no_mentors_time_suits() -> None:
    assert not rules.has_no_time({11}, set())
    assert rules.has_no_time({11}, {10, 12})
    assert not rules.has_no_time({11, 12}, {10, 12})


def test_one_person_twice() -> None:
    claims = [
        Claim(1, "Väinö Mäki", "7", "vaino.maki@koulu.example"),
        Claim(2, "maki vaino", "7", "toinen@muu.example"),  # same name, same workplace
        Claim(3, "V. M.", "8", "vainomaki+verme@koulu.example"),  # same mailbox
        Claim(4, "Mäki, Väinö", "", "vaino.mkai@koulu.example"),  # same name, two letters swapped
        Claim(5, "Väinö Mäki", "9", "vm@kolmas.example"),  # a namesake elsewhere
        Claim(6, "Anna Virtanen", "7", "anna.virtanen@koulu.example"),
        Claim(7, "Hanna Virtanen", "7", "hanna.virtanen@koulu.example"),  # one letter, but two people
        Claim(8, "Anna Virtanen", "", "anna.virtanenn@koulu.example"),
        Claim(9, "Anna Virtanen", "", "toinen.anna@koulu.example"),  # workplaces not on the list are not the same workplace
    ]

    assert rules.duplicates(claims) == {frozenset(pair) for pair in [(1, 2), (1, 3), (1, 4), (6, 8)]}


def test_a_form_has_one_reference() -> None:
    made = {rules.reference_of(f"key-{number}") for number in range(2000)}

    assert rules.reference_of("key-1") == rules.reference_of("key-1")
    assert len(made) == 2000
    assert all(len(reference) == 9 and reference[4] == "-" for reference in made)
    assert set("".join(made)) == {*"BCDFGHJKLMNPQRSTVWXZ23456789-"}


@pytest.mark.parametrize(
    ("knocks", "minutes"),
    [
        ([], 0),
        ([(0, 599)], 0),
        ([(0, 600)], 65),  # the minute must be over for an hour
        ([(55, 300), (0, 300)], 10),
        ([(55, 1), (30, 599)], 10),
        ([(55, 1), (30, 700)], 35),
        ([(59, 700)], 5),
    ],
)
def test_how_long_a_network_waits(knocks: list[tuple[int, int]], minutes: int) -> None:
    counted = [(NOON - dt.timedelta(minutes=ago), count) for ago, count in knocks]

    assert rules.minutes_to_wait(counted, NOON) == minutes


def test_a_burst_crosses_the_line_once() -> None:
    assert [count for count in range(200) if rules.is_burst(count)] == [61]


def test_invitations() -> None:
    assert rules.why_not_invite(name="Ulla Ulko", email="ulla@muualla.example", is_over=False) is None
    assert rules.why_not_invite(name=" ", email="ulla@muualla.example", is_over=False) == OutsiderRefusal.NAME
    assert rules.why_not_invite(name="Ulla", email="ulla", is_over=False) == OutsiderRefusal.ADDRESS
    assert rules.why_not_invite(name="Ulla", email="ulla@muualla.example", is_over=True) == OutsiderRefusal.TOO_LATE


@pytest.mark.parametrize(
    ("name", "limit", "days", "is_over", "reason"),
    [
        ("Oppilaitos", 1, 1, False, None),
        ("Oppilaitos", 200, 1, False, None),
        ("", 20, 1, False, OutsiderRefusal.NAME),
        ("Oppilaitos", 0, 1, False, OutsiderRefusal.LIMIT),
        ("Oppilaitos", 201, 1, False, OutsiderRefusal.LIMIT),
        ("Oppilaitos", 20, 0, False, OutsiderRefusal.PAST),
        ("Oppilaitos", 20, 1, True, OutsiderRefusal.TOO_LATE),
    ],
)
def test_links_for_students(name: str, limit: int, days: int, *, is_over: bool, reason: OutsiderRefusal | None) -> None:
    expires = NOON + dt.timedelta(days=days)

    assert rules.why_not_link(name=name, limit=limit, expires_at=expires, now=NOON, is_over=is_over) == reason


def test_a_silent_supervisor_says_yes() -> None:
    week, second = dt.timedelta(days=7), dt.timedelta(seconds=1)

    assert rules.supervisor_says(said_yes=None, asked_at=NOON, now=NOON + week - second) is None
    assert rules.supervisor_says(said_yes=None, asked_at=NOON, now=NOON + week) is True
    assert rules.supervisor_says(said_yes=False, asked_at=NOON, now=NOON + 2 * week) is False


def test_a_supervisor_answers_once_and_in_time() -> None:
    def reason(*, said_yes: bool | None = None, days: int = 1, is_active: bool = True) -> SupervisorRefusal | None:
        return rules.why_not_answer(said_yes=said_yes, asked_at=NOON, now=NOON + dt.timedelta(days=days), is_active=is_active)

    assert reason() is None
    assert reason(said_yes=True) == SupervisorRefusal.ANSWERED
    assert reason(days=7) == SupervisorRefusal.TOO_LATE
    assert reason(is_active=False) == SupervisorRefusal.CANCELLED
