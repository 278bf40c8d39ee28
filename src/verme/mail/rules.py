"""When a letter is tried again, and what a mail server's number means."""

import re
from datetime import datetime, timedelta

from verme.mail.terms import LetterRefusal, State, WhyRefused

WAITS = (timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=8), timedelta(minutes=32), timedelta(hours=1))
SAID = re.compile(r"(?P<code>\d{3})(?:[ -](?P<status>[245]\.\d{1,3}\.\d{1,3}))?")
# Enhanced status codes (RFC 3463): the beginning tells what the matter is.
BY_STATUS = (
    ("5.1", WhyRefused.NO_MAILBOX),
    ("5.2.2", WhyRefused.FULL),
    ("4.2.2", WhyRefused.FULL),
    ("5.7", WhyRefused.NOT_WANTED),
)
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


def why_refused(fault: str) -> WhyRefused:
    """What a kept fault ("550 5.1.1 No such user") means to the person who can mend it."""
    said = SAID.match(fault)
    if said is None:
        return WhyRefused.ADDRESS if " " in fault else WhyRefused.AWAY  # a sentence about the address, or the name of a network fault
    for beginning, why in BY_STATUS:
        if (said["status"] or "").startswith(beginning):
            return why
    if said["code"] == "550" and not said["status"]:
        return WhyRefused.NO_MAILBOX  # RFC 5321: mailbox unavailable
    return WhyRefused.REFUSED if is_final(int(said["code"])) else WhyRefused.AWAY
