"""Whether a bulletin goes out. Plain values only."""

from verme.bulletins.terms import BulletinRefusal


def why_not_send(*, has_words: bool, people: int, expected: int) -> BulletinRefusal | None:
    """A bulletin has a subject and a text, and reaches exactly as many as the sender saw on the button."""
    if not has_words:
        return BulletinRefusal.NO_WORDS
    if not people:
        return BulletinRefusal.NOBODY
    return BulletinRefusal.CHANGED if people != expected else None
