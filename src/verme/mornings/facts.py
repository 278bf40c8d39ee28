"""What the coordinator's page of the year is computed from. Plain values; the pages never ask for more."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from verme.compensation.queries import NOTHING_SENT, Standing
from verme.kernel import clock
from verme.programmes.rules import last_day
from verme.programmes.terms import Stage

CLOSING_TIME = 30  # days before the groups' time ends from which the year may be closed


class State(StrEnum):
    """How far a task is."""

    DONE = "done"
    DOING = "doing"
    TODO = "todo"
    LOCKED = "locked"


@dataclass(frozen=True)
class Draft:
    """The newest open draft of groups: its number, and how many it leaves without one."""

    number: int
    unplaced: int


@dataclass(frozen=True)
class YearFacts:
    """A programme at one moment, counted."""

    today: date
    stage: Stage
    opens_at: datetime
    closes_at: datetime
    groups_by: date
    starts_on: date
    ends_on: date
    capacity: int
    themes: int = 0
    slots: int = 0
    places: int = 0
    called: int = 0  # people the call was written to
    dispatches: int = 0  # sendings and notes of every kind
    # mentors
    invited: int = 0
    agreed: int = 0
    declined: int = 0
    unanswered: int = 0
    entries: int = 0  # groups that the offers could open
    # sign-ups
    signed_up: int = 0  # standing
    accepted: int = 0
    queued: int = 0
    units: int = 0
    flagged: int = 0
    awaits_draw: bool = False  # places are given by lot, and the lot has not been drawn
    # groups
    draft: Draft | None = None
    published_at: datetime | None = None
    groups: int = 0
    agreements: int = 0  # groups whose agreement is in force
    held: int = 0  # meetings of groups
    missing: int = 0  # meetings that are over and whose attendance nobody has recorded
    pay: Standing = NOTHING_SENT  # lines of pay on their way

    @property
    def opens_on(self) -> date:
        """The first day to sign up."""
        return clock.local(self.opens_at).date()

    @property
    def last_day(self) -> date:
        """The last day to sign up."""
        return last_day(self.closes_at)

    @property
    def is_ready(self) -> bool:
        """Whether there is something to wish for, so that it can be announced."""
        return bool(self.themes and self.slots and self.places)

    @property
    def is_taking(self) -> bool:
        """Whether people can sign up, or soon can."""
        return self.stage in {Stage.ANNOUNCED, Stage.OPEN, Stage.PAUSED}

    @property
    def is_published(self) -> bool:
        """Whether the groups have been told, also in a programme that is over."""
        return self.published_at is not None

    @property
    def may_close(self) -> bool:
        """Whether the groups' time is nearly over."""
        return self.is_published and (self.ends_on - self.today).days <= CLOSING_TIME
