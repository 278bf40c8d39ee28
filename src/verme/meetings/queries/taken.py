"""What else the people of a group have at a time: other meetings they lead or sit in, days off of their schools."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, Lower, Trim

from verme.groups.models import Group, Leader, Seat
from verme.meetings.models import DayOff, Meeting, StandIn
from verme.meetings.queries.meetings import Concerned
from verme.meetings.rules import Busy, Off, Span, concerns
from verme.meetings.terms import GATHERINGS, DayOffKind, MeetingKind, MeetingState
from verme.mentors.models import Mentor
from verme.people.rules import same_address

LEADING = "group__leaders__mentor"


def same_mentors(mentors: Sequence[Mentor]) -> QuerySet[Mentor]:
    """The rows of these people in every organisation's register, in the order in which they are locked."""
    addresses = {same_address(mentor.email) for mentor in mentors}
    return Mentor.objects.annotate(same=Trim(Lower("email"))).filter(same__in=addresses).order_by("pk")


def _planned(first: datetime, last: datetime, but: Meeting | None) -> QuerySet[Meeting]:
    rows = Meeting.objects.filter(state=MeetingState.PLANNED, starts_at__lt=last, ends_at__gt=first)
    return rows.exclude(pk=but.pk) if but else rows


def led(mentors: Sequence[Mentor], first: datetime, last: datetime, *, but: Meeting | None = None) -> list[tuple[str, Span]]:
    """The planned meetings between two moments at which these mentors must be, with the mentor's name: their groups', those they stand in
    for, and their programmes' planning meetings and gatherings. A meeting that somebody else leads in their place is none of theirs.
    """
    here = {mentor.pk: mentor.name for mentor in same_mentors(mentors)}
    planned, standing = _planned(first, last, but), StandIn.objects.filter(meeting=OuterRef("pk"), ended_at__isnull=True)
    own = planned.filter(~Exists(standing), group__leaders__until__isnull=True, group__leaders__mentor__in=here)
    stood = planned.filter(stand_ins__ended_at__isnull=True, stand_ins__mentor__in=here)
    whole = planned.filter(
        group__isnull=True, programme__groups__leaders__until__isnull=True, programme__groups__leaders__mentor__in=here
    ).distinct()
    found = [
        *own.values_list(LEADING, "starts_at", "ends_at"),
        *stood.values_list("stand_ins__mentor", "starts_at", "ends_at"),
        *whole.values_list("programme__groups__leaders__mentor", "starts_at", "ends_at"),
    ]
    return [(here[mentor], Span(starts, ends)) for mentor, starts, ends in found if mentor in here]


def busy(group: Group, people: Concerned, first: datetime, last: datetime) -> list[Busy]:
    """What is in the way of the group's own meetings: its mentors' other meetings by name, its members' as numbers; in two queries."""
    names = {mentor.pk: mentor.name for mentor in same_mentors(people.mentors)}
    addresses = [seat.signup.address for seat in people.seats]
    now = {"group": OuterRef("group"), "until__isnull": True}
    standing = StandIn.objects.filter(meeting=OuterRef("pk"), ended_at__isnull=True)
    led = Leader.objects.filter(**now, mentor__in=names)
    whole = Leader.objects.filter(group__programme=OuterRef("programme"), until__isnull=True, mentor__in=names)
    sitting = Seat.objects.filter(**now, signup__address__in=addresses).order_by().values("group").annotate(n=Count("pk")).values("n")
    leading = Leader.objects.annotate(same=Trim(Lower("mentor__email"))).filter(**now, same__in=addresses)
    rows = _planned(first, last, None).exclude(Q(group=group) & Q(group__isnull=False))
    seen = rows.annotate(
        stand_in=Subquery(standing.filter(mentor__in=names).values("mentor")[:1]),
        leader=Case(When(Exists(standing), then=None), default=Subquery(led.values("mentor")[:1])),
        other=Case(When(group__isnull=True, then=Subquery(whole.values("mentor")[:1])), default=None),
        members=Coalesce(Subquery(sitting), 0),
        leads=Exists(leading),
    )
    made = []
    for each in seen.filter(
        Q(programme=group.programme_id) | Q(stand_in__gt=0) | Q(leader__gt=0) | Q(other__gt=0) | Q(members__gt=0) | Q(leads=True)
    ):
        mentor = each.stand_in or each.leader or each.other
        gathered = len(addresses) if each.kind in GATHERINGS and each.programme_id == group.programme_id else 0
        span, members = Span(each.starts_at, each.ends_at), max(each.members + each.leads, gathered)
        made += [Busy(span, names[mentor])] if mentor else []
        made += [Busy(span, people=members)] if members else []
    return made


def taken(group: Group, *, but: Meeting | None = None) -> list[Span]:
    """When the group itself meets: planned meetings, and those that were."""
    rows = Meeting.objects.filter(group=group, kind=MeetingKind.GROUP).exclude(state=MeetingState.CANCELLED)
    return _spans(rows.exclude(pk=but.pk) if but else rows)


def gathered(programme_id: int, *, but: Meeting | None = None) -> list[Span]:
    """When the programme itself meets."""
    rows = Meeting.objects.filter(programme=programme_id, group__isnull=True).exclude(state=MeetingState.CANCELLED)
    return _spans(rows.exclude(pk=but.pk) if but else rows)


def _spans(rows: QuerySet[Meeting]) -> list[Span]:
    return [Span(starts, ends) for starts, ends in rows.values_list("starts_at", "ends_at")]


def days_off(group: Group, people: Concerned, first: date, last: date) -> list[Off]:
    """The breaks, VESO days and other days off between two days in the organisation's calendars by which the group's members and mentors
    live (empty levels or town hold for all); the same from two calendars once. In one query.
    """
    units = [seat.signup.unit for seat in people.seats] + [mentor.unit for mentor in people.mentors]
    known = {(unit.level, unit.town) for unit in units if unit is not None}
    rows = DayOff.objects.filter(calendar__organisation=group.programme.organisation_id, first_day__lte=last, last_day__gte=first)
    rows = rows.select_related("calendar").order_by("first_day", "pk")
    seen = {
        Off(each.name, each.first_day, each.last_day, DayOffKind(each.kind)): None
        for each in rows
        if concerns(each.calendar.levels, each.calendar.town, known)
    }
    return list(seen)
