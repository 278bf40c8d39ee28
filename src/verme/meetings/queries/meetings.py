"""Meetings of a group, of a programme, of a person. Other rooms read meetings only through these."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, cast

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from verme.groups.models import Group, Leader, Seat
from verme.groups.queries import leaders_now, seats_now
from verme.kernel import clock
from verme.meetings.models import Attendance, Excuse, Meeting, StandIn
from verme.meetings.terms import GATHERINGS, MeetingKind, MeetingState
from verme.mentors.models import Mentor, MentorEntry
from verme.people.models import Person
from verme.programmes.models import Programme


def _full(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    return rows.select_related("programme__organisation", "group__theme").order_by("starts_at", "id")


def of_group(group: Group) -> QuerySet[Meeting]:
    """Every meeting of a group in order, cancelled ones too."""
    return _full(Meeting.objects.filter(group=group))


def planned_of(group: Group) -> QuerySet[Meeting]:
    """The group's meetings that are neither recorded nor cancelled."""
    return of_group(group).filter(state=MeetingState.PLANNED)


def days_of_plan(group: Group) -> list[date]:
    """The days of the group's meetings that were held or still are to be, in order: the lines of a plan of activities, one after another.

    A meeting that was cancelled, or to which too few came, gives its line to the next one.
    """
    standing = of_group(group).filter(state__in=[MeetingState.PLANNED, MeetingState.HELD])
    return [clock.local(starts_at).date() for starts_at in standing.values_list("starts_at", flat=True)]


def held_of(group: Group) -> QuerySet[Meeting]:
    """The meetings that were held: only these give credit and pay."""
    return of_group(group).filter(state=MeetingState.HELD)


def of_programme(programme: Programme) -> QuerySet[Meeting]:
    """The programme's own meetings: mentors' planning, kick-off, closing."""
    return _full(Meeting.objects.filter(programme=programme, group__isnull=True))


def of_groups(groups: Iterable[Group]) -> Mapping[int, list[Meeting]]:
    """The meetings of many groups by group, cancelled ones too; in one query."""
    found: dict[int, list[Meeting]] = {group.pk: [] for group in groups}
    for meeting in _full(Meeting.objects.filter(group__in=found)):
        found[meeting.group_id or 0].append(meeting)
    return found


def of_person(person: Person) -> QuerySet[Meeting]:
    """Meetings that concern a person now: of the groups the person sits in or leads, one led as a stand-in, gatherings and, for a mentor,
    planning meetings of those programmes. Who has left a group has none of it.
    """
    seats = Seat.objects.filter(signup__person=person, until__isnull=True)
    led = Leader.objects.filter(mentor__person=person, until__isnull=True)
    entries = MentorEntry.objects.filter(leads__person=person, withdrawn_at__isnull=True, programme__published_at__isnull=True)
    groups = Q(group__in=seats.values("group")) | Q(group__in=led.values("group"))
    stands_in = Q(Exists(StandIn.objects.filter(meeting=OuterRef("pk"), mentor__person=person, ended_at__isnull=True)))
    in_one = Q(programme__in=seats.values("group__programme")) | Q(programme__in=led.values("group__programme"))
    of_mentor = Q(programme__in=led.values("group__programme")) | Q(programme__in=entries.values("programme"))
    own = (Q(kind__in=GATHERINGS) & in_one) | (Q(kind=MeetingKind.PLANNING) & of_mentor)
    return _full(Meeting.objects.filter(groups | stands_in | own))


def as_member(person: Person) -> QuerySet[Meeting]:
    """`of_person`, with what is the person's own: `was_there` (None where nothing is recorded), `is_excused`, and `away`, how many of those
    who sit in the group now have said that they can't come.
    """
    own = Attendance.objects.filter(meeting=OuterRef("pk"), seat__signup__person=person).values("is_present")[:1]
    said = Excuse.objects.filter(meeting=OuterRef("pk"), seat__until__isnull=True)
    away = said.order_by().values("meeting").annotate(n=Count("pk")).values("n")
    mine = Exists(said.filter(seat__signup__person=person))
    return of_person(person).annotate(was_there=Subquery(own), is_excused=mine, away=Coalesce(Subquery(away), 0))


class OwnFacts(Protocol):
    """What `as_member` adds to a meeting."""

    was_there: bool | None
    is_excused: bool
    away: int


def own_facts(meeting: Meeting) -> OwnFacts:
    """What `as_member` told of this meeting."""
    return cast("OwnFacts", meeting)  # annotated


def coming(person: Person) -> QuerySet[Meeting]:
    """Of these, what is planned and not over yet."""
    return of_person(person).filter(state=MeetingState.PLANNED, ends_at__gt=clock.now())


def led_by(person: Person) -> QuerySet[Meeting]:
    """The group meetings that a person may look after: of the groups led now, and those led as a stand-in."""
    led = Leader.objects.filter(mentor__person=person, until__isnull=True)
    standing = StandIn.objects.filter(meeting=OuterRef("pk"), mentor__person=person, ended_at__isnull=True)
    return _full(Meeting.objects.filter(Q(group__in=led.values("group")) | Q(Exists(standing)), kind=MeetingKind.GROUP))


def mentors_of(programme: Programme) -> list[Mentor]:
    """Who leads in a programme now; before its groups are published, whoever has offered to."""
    if programme.published_at:
        held = leaders_now().filter(group__programme=programme)
        found = {leader.mentor_id: leader.mentor for leader in held}
    else:
        entries = MentorEntry.objects.filter(programme=programme, withdrawn_at__isnull=True).prefetch_related("leads")
        found = {mentor.pk: mentor for entry in entries for mentor in entry.leads.all()}
    return sorted(found.values(), key=lambda mentor: (mentor.name, mentor.pk))


@dataclass(frozen=True)
class Concerned:
    """Whom a meeting concerns now: the holders of seats, and mentors with who stands in."""

    seats: tuple[Seat, ...]
    mentors: tuple[Mentor, ...]

    @property
    def people(self) -> int:
        """How many that is."""
        return len(self.seats) + len(self.mentors)


def concerned(meeting: Meeting) -> Concerned:
    """Members, mentors and the stand-in of a group's meeting; the mentors of a planning meeting; everybody for a gathering."""
    if meeting.group_id is not None:
        mentors = [leader.mentor for leader in leaders_now().filter(group=meeting.group_id)]
        mentors += [each.mentor for each in meeting.stand_ins.all() if each.ended_at is None]
        return Concerned(tuple(seats_now().filter(group=meeting.group_id)), tuple(dict.fromkeys(mentors)))
    seats = seats_now().filter(group__programme=meeting.programme_id) if meeting.kind in GATHERINGS else ()
    return Concerned(tuple(seats), tuple(mentors_of(meeting.programme)))


def excuses(groups: Iterable[Group]) -> Mapping[int, Mapping[int, str]]:
    """Who of those who sit in these groups now can't come to what is planned: meeting → seat → name. Names are the mentor's to see."""
    found: dict[int, dict[int, str]] = {}
    rows = Excuse.objects.filter(meeting__group__in=[group.pk for group in groups], meeting__state=MeetingState.PLANNED)
    rows = rows.filter(seat__until__isnull=True).order_by("seat__signup__name", "seat")
    for meeting, seat, name in rows.values_list("meeting", "seat", "seat__signup__name"):
        found.setdefault(meeting, {})[seat] = name
    return found
