"""One sign-up opened: what its flags mean and what settles them, what has happened to it, what it says."""

from collections.abc import Sequence
from dataclasses import dataclass

from verme.programmes.models import Programme
from verme.signups.actions import Answers
from verme.signups.models import Signup
from verme.signups.terms import Flag, State
from verme.web.coordinator.signups.acts import BY_WEIGHT, offered
from verme.web.coordinator.signups.history import Event, history
from verme.web.coordinator.signups.listing import Row
from verme.web.coordinator.signups.telling import explained

LAST = 3  # events that the list shows


@dataclass(frozen=True)
class Question:
    """A flag, what it means, and the ways to settle it: (value, words), the proposed one first."""

    flag: Flag
    about: str
    choices: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Details:
    """What the opened row and the sign-up's own page show."""

    row: Row
    questions: Sequence[Question]
    events: Sequence[Event]  # oldest first
    merged: Sequence[Signup]  # those that became this one

    @property
    def signup(self) -> Signup:
        return self.row.signup

    @property
    def answers(self) -> Answers:
        return Answers.of(self.row.signup)

    @property
    def newest(self) -> Sequence[Event]:
        """The last that happened, for the list."""
        return self.events[-LAST:]


def details(programme: Programme, row: Row, rows: Sequence[Row], *, offered_times: str) -> Details:
    """Three queries, for the history. `rows`: everybody, among them those that were merged into this one."""
    signup = row.signup
    merged = [other.signup for other in rows if other.signup.state == State.MERGED and other.signup.merged_into_id == signup.pk]
    questions = [
        Question(flag, explained(signup, flag, row.times_words, row.twins, offered_times), offered(signup, flag))
        for flag in sorted(row.flags, key=BY_WEIGHT.index)
    ]
    return Details(row, questions, history(programme, signup, merged), merged)
