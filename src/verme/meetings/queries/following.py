"""How a programme's meetings are going (K8): counts and dates of each group, never who was there."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from verme.groups import queries as groups
from verme.groups.models import Group
from verme.kernel import clock
from verme.meetings.models import Meeting
from verme.meetings.queries.meetings import of_groups
from verme.meetings.terms import MeetingKind, MeetingState
from verme.programmes.models import Programme


@dataclass(frozen=True)
class Followed:
    """One group's meetings as the coordinator sees them."""

    group: Group
    meetings: Sequence[Meeting]

    def _in(self, state: MeetingState) -> list[Meeting]:
        return [each for each in self.meetings if each.state == state]

    @property
    def held(self) -> int:
        """How many were held."""
        return len(self._in(MeetingState.HELD))

    @property
    def cancelled(self) -> int:
        """How many were cancelled, or not held because too few came."""
        return len(self._in(MeetingState.CANCELLED)) + len(self._in(MeetingState.TOO_FEW))

    @property
    def coming(self) -> list[Meeting]:
        """What is planned and not over."""
        return [each for each in self._in(MeetingState.PLANNED) if each.ends_at > clock.now()]

    @property
    def missing(self) -> list[Meeting]:
        """Those that are over and not recorded."""
        return [each for each in self._in(MeetingState.PLANNED) if each.ends_at <= clock.now()]

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is agreed and nothing was held: the group may need a word."""
        return not self.coming and not self.held and not self.missing


def follow(programme: Programme) -> list[Followed]:
    """Every group of the programme by letter with its meetings; in a number of queries that no number of rows raises."""
    found = list(groups.groups(programme))
    meetings = of_groups(found)
    return [Followed(group, meetings[group.pk]) for group in found]


@dataclass(frozen=True)
class Counts:
    """A programme's group meetings: held, agreed and to come, over without attendance."""

    held: int = 0
    coming: int = 0
    missing: int = 0


NO_MEETINGS = Counts()


def counts(programme: Programme) -> Counts:
    """In one query."""
    now, planned = clock.now(), Q(state=MeetingState.PLANNED)
    sums = Meeting.objects.filter(programme=programme, kind=MeetingKind.GROUP).aggregate(
        held=Count("pk", filter=Q(state=MeetingState.HELD)),
        coming=Count("pk", filter=planned & Q(ends_at__gt=now)),
        missing=Count("pk", filter=planned & Q(ends_at__lte=now, group__closed_at__isnull=True)),
    )
    return Counts(**sums)
