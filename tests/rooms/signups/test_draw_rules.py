"""The draw can be computed again by anybody, and gives what there is."""

import hashlib
import random

import pytest

from verme.programmes.terms import Stage
from verme.signups import rules
from verme.signups.rules import Free, Lot
from verme.signups.terms import ChangeRefusal

SEED = "5f2b"
LOTS = [Lot("K7TW-9XQP", first=1), Lot("B2CD-3FGH", is_new=True), Lot("X4ZZ-7MNP", first=2), Lot("M9QR-2STV", is_new=True, first=1)]


def test_the_order_is_that_of_the_papers() -> None:
    """Computed with `printf 5f2b:K7TW-9XQP | sha256sum`: if this changes, published draws cannot be computed again."""
    order = rules.drawn_order(SEED, LOTS, new_first=False)

    assert [(lot.reference, rules.lot(SEED, lot.reference)[:8]) for lot in order] == [
        ("X4ZZ-7MNP", "0d2cd10a"),
        ("M9QR-2STV", "1bd4112a"),
        ("K7TW-9XQP", "c555be8d"),
        ("B2CD-3FGH", "eeb854a8"),
    ]


def test_the_new_come_first_and_keep_their_lots() -> None:
    order = rules.drawn_order(SEED, LOTS, new_first=True)
    plain = rules.drawn_order(SEED, LOTS, new_first=False)

    assert [lot.is_new for lot in order] == [True, True, False, False]
    for is_new in (True, False):
        assert [lot for lot in order if lot.is_new == is_new] == [lot for lot in plain if lot.is_new == is_new]


def test_the_order_does_not_depend_on_how_the_list_came() -> None:
    shuffled = LOTS[:]
    for seed in range(10):
        random.Random(seed).shuffle(shuffled)
        assert rules.drawn_order(SEED, shuffled, new_first=False) == rules.drawn_order(SEED, LOTS, new_first=False)


def test_nobody_is_favoured_over_many_seeds() -> None:
    first = [rules.drawn_order(hashlib.sha256(str(n).encode()).hexdigest(), LOTS, new_first=False)[0].reference for n in range(2000)]

    shares = [first.count(lot.reference) for lot in LOTS]
    assert all(430 < share < 570 for share in shares)  # 500 each, three and a half standard deviations


def test_places_go_along_the_order_while_there_are_some() -> None:
    order = [Lot("A", first=1), Lot("B", first=1), Lot("C", first=2), Lot("D"), Lot("E", first=2)]

    assert rules.drawn(order, Free(9)) == (["A", "B", "C", "D", "E"], [])
    assert rules.drawn(order, Free(2)) == (["A", "B"], ["C", "D", "E"])
    assert rules.drawn(order, Free(3, {1: 1})) == (["A", "C", "D"], ["B", "E"])
    assert rules.drawn(order, Free(0)) == ([], ["A", "B", "C", "D", "E"])


def test_the_late_wait_behind_those_without_luck() -> None:
    assert rules.order_of_queue(["B", "E"], ["late-1", "late-2"]) == ["B", "E", "late-1", "late-2"]


@pytest.mark.parametrize(
    ("stage", "by_lot", "is_drawn", "reason"),
    [
        (Stage.CLOSED, True, False, None),
        (Stage.CLOSED, False, False, ChangeRefusal.NO_DRAW),
        (Stage.CLOSED, True, True, ChangeRefusal.DRAWN),
        (Stage.OPEN, True, False, ChangeRefusal.TOO_EARLY),
        (Stage.PAUSED, True, False, ChangeRefusal.TOO_EARLY),
        (Stage.PUBLISHED, True, False, ChangeRefusal.PUBLISHED),
        (Stage.ENDED, True, False, ChangeRefusal.PUBLISHED),
    ],
)
def test_one_draw_after_the_deadline_before_the_groups(stage: Stage, *, by_lot: bool, is_drawn: bool, reason: ChangeRefusal | None) -> None:
    assert rules.why_not_draw(stage, by_lot=by_lot, is_drawn=is_drawn) == reason
