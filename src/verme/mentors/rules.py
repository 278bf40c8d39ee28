"""Who may lead, and what an offer to a programme must hold (decisions.md §3). Plain values only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from verme.mentors.terms import Answer, MentorRefusal, Training

MAY_LEAD = frozenset({Training.TRAINED, Training.IN_TRAINING})


@dataclass(frozen=True)
class Weekly:
    """A weekly time as plain values: weekday (0 is Monday), from, to."""

    weekday: int
    starts: time
    ends: time

    def overlaps(self, other: "Weekly") -> bool:
        """Whether one person cannot be at both."""
        return self.weekday == other.weekday and self.starts < other.ends and other.starts < self.ends


@dataclass(frozen=True)
class Offer:
    """What one entry would offer: who leads, and at which weekly times, with how much else."""

    leads: frozenset[int]
    slots: tuple[Weekly, ...]
    themes: int
    places: int
    languages: int


def why_not_lead(training: Training) -> MentorRefusal | None:
    """Only trained mentors and those in training lead."""
    return None if training in MAY_LEAD else MentorRefusal.NOT_TRAINED


def why_not_retire(training: Training, *, has_offer: bool) -> MentorRefusal | None:
    """Who has offered a group to a programme that still forms its groups stays somebody who may lead."""
    return MentorRefusal.HAS_OFFER if has_offer and training not in MAY_LEAD else None


def why_not_offer(offer: Offer, trainings: Iterable[Training], others: Sequence[Offer]) -> MentorRefusal | None:
    """The first reason against an entry; `others` are the programme's standing entries, without this one.

    Whoever leads two groups gives two entries whose times do not overlap; a member of a pair has no other entry at the pair's times.
    """
    if not 1 <= len(offer.leads) <= 2:
        return MentorRefusal.LEADS
    if any(why_not_lead(training) for training in trainings):
        return MentorRefusal.NOT_TRAINED
    missing = (
        (offer.themes, MentorRefusal.NO_THEME),
        (len(offer.slots), MentorRefusal.NO_SLOT),
        (offer.places, MentorRefusal.NO_PLACE),
        (offer.languages, MentorRefusal.NO_LANGUAGE),
    )
    for count, reason in missing:
        if not count:
            return reason
    shared = [other for other in others if other.leads & offer.leads]
    if any(mine.overlaps(theirs) for other in shared for mine in offer.slots for theirs in other.slots):
        return MentorRefusal.OVERLAP
    return None


def why_not_name(answers: Iterable[Answer]) -> MentorRefusal | None:
    """Who has said no this year is not named as somebody's pair: that answer is changed by oneself or the coordinator."""
    return MentorRefusal.NOT_FREE if Answer.NO in answers else None


def why_not_answer(*, is_published: bool, is_ended: bool) -> MentorRefusal | None:
    """An answer can be given and changed until the groups are published."""
    return MentorRefusal.TOO_LATE if is_published or is_ended else None


def why_not_remind(reminded_on: date | None, today: date) -> MentorRefusal | None:
    """The link goes out again at most once a day, so that the one in the day's letter keeps working."""
    return MentorRefusal.REMINDED if reminded_on == today else None
