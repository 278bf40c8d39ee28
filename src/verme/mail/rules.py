"""When a letter is tried again, and what a mail server's number means."""

from datetime import datetime, timedelta

from verme.mail.terms import LetterRefusal, State

WAITS = (timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=8), timedelta(minutes=32), timedelta(hours=1))
GIVE_UP = timedelta(days=5)  # RFC 5321, 4.5.4.1: at least four to five days


def wait_after(attempts: int) -> timedelta:
    """How long a letter waits after so many attempts (at least one): longer and longer, in the end an hour each time."""
    return WAITS[min(attempts, len(WAITS)) - 1]


def why_not_again(state: State, *, is_secret: bool, is_taken: bool) -> LetterRefusal | None:
    """Only a refused letter is sent again, not one whose code or link is blanked, and not to an address that has the same letter."""
    if is_secret:
        return LetterRefusal.SECRET
    if state != State.REFUSED:
        return LetterRefusal.NOT_REFUSED
    return LetterRefusal.HAS_IT if is_taken else None


def gives_up(trying_since: datetime, now: datetime) -> bool:
    """Whether a letter has been tried for long enough."""
    return now - trying_since >= GIVE_UP


def is_final(code: int) -> bool:
    """Whether a reply code about one letter is a no for good (5xx); everything else may be better later."""
    return 500 <= code < 600
