"""Questions about times: for the mentor by name, for members as numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from verme.groups.models import Group
from verme.meetings.models import Poll, PollAnswer, PollTime
from verme.meetings.rules import Span
from verme.meetings.terms import Suits
from verme.people.models import Person


@dataclass(frozen=True)
class Asked:
    """One time with its answers, of those who sit in the group now. Who has not answered is told apart: it counts as *does not suit*."""

    time: PollTime
    well: tuple[str, ...]
    if_needed: tuple[str, ...]
    no: tuple[str, ...]
    own: Suits | None = None

    @property
    def span(self) -> Span:
        """From when to when."""
        return Span(self.time.starts_at, self.time.ends_at)

    @property
    def rank(self) -> tuple[int, int, object]:
        """The best first: for how many it works at all, for how many well, the earlier."""
        return (-len(self.well) - len(self.if_needed), -len(self.well), self.time.starts_at)


def polls() -> QuerySet[Poll]:
    """Polls with the times that are asked about and what those said who sit in the group now."""
    answers = PollAnswer.objects.filter(seat__until__isnull=True).select_related("seat__signup").order_by("seat__signup__name")
    times = PollTime.objects.filter(removed_at__isnull=True).prefetch_related(Prefetch("answers", answers))
    return Poll.objects.select_related("group__programme__organisation", "group__theme").prefetch_related(Prefetch("times", times))


def open_poll(group: Group) -> Poll | None:
    """The question that the group is asked now."""
    return polls().filter(group=group, closed_at__isnull=True).first()


def is_asked(group: Group) -> bool:
    """Whether the group is asked about times now."""
    return Poll.objects.filter(group=group, closed_at__isnull=True).exists()


def open_polls_of(person: Person) -> QuerySet[Poll]:
    """The questions that wait for this person as a member; what is asked stands on their own page."""
    mine = Poll.objects.filter(closed_at__isnull=True, group__seats__signup__person=person, group__seats__until__isnull=True)
    return mine.select_related("group")


def asked(poll: Poll, *, seat: int | None = None) -> Sequence[Asked]:
    """The poll's times in order of time; `seat`: whose own answers are told."""
    return [_asked(time, seat) for time in poll.times.all()]


def answered(poll: Poll) -> int:
    """How many of those who sit in the group now have answered something."""
    return len({said.seat_id for time in poll.times.all() for said in time.answers.all()})


def _asked(time: PollTime, seat: int | None) -> Asked:
    said = list(time.answers.all())
    names = {suits: tuple(each.seat.signup.name for each in said if each.suits == suits) for suits in Suits}
    own = next((Suits(each.suits) for each in said if each.seat_id == seat), None)
    return Asked(time, names[Suits.WELL], names[Suits.IF_NEEDED], names[Suits.NOT], own)
