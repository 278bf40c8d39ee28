"""A bulletin has words, and reaches exactly as many as were seen."""

import pytest

from verme.bulletins.rules import why_not_send
from verme.bulletins.terms import BulletinRefusal


@pytest.mark.parametrize(
    ("has_words", "people", "expected", "reason"),
    [
        (True, 3, 3, None),
        (False, 3, 3, BulletinRefusal.NO_WORDS),
        (False, 0, 0, BulletinRefusal.NO_WORDS),
        (True, 0, 0, BulletinRefusal.NOBODY),
        (True, 0, 3, BulletinRefusal.NOBODY),
        (True, 3, 2, BulletinRefusal.CHANGED),
        (True, 3, -1, BulletinRefusal.CHANGED),
    ],
)
def test_why_not_send(has_words: bool, people: int, expected: int, reason: BulletinRefusal | None) -> None:
    assert why_not_send(has_words=has_words, people=people, expected=expected) == reason
