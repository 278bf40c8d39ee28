"""What else the people of a group have at a time: other meetings they lead or sit in, days off of their schools."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower, Trim

from verme.groups.models import Group
from verme.groups.queries import leaders_now, seats_now
from verme.meetings.models import DayOff, Meeting, SchoolCalendar, StandIn
from verme.meetings.queries.meetings import GATHERINGS
from verme.meetings.rules import Busy, Off, Span, concerns
from verme.meetings.terms import DayOffKind, MeetingKind, MeetingState
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


def busy(group: Group, first: datetime, last: datetime) -> list[Busy]:
    """What is in the way of the group's own meetings: its mentors' other meetings by name, its members' as numbers."""
    mentors = [leader.mentor for leader in leaders_now().filter(group=group)]
    made = [Busy(span, name) for name, span in led(mentors, first, last)]
    addresses = list(seats_now().filter(group=group).values_list("signup__address", flat=True))
    at = _planned(first, last, None).exclude(group=group)
    sitting = at.filter(group__seats__until__isnull=True, group__seats__signup__address__in=addresses)
    seen = sitting.values_list("pk", "starts_at", "ends_at", "group__seats__signup__address")
    leading = at.filter(group__leaders__until__isnull=True).annotate(same=Trim(Lower("group__leaders__mentor__email")))
    found: dict[tuple[int, datetime, datetime], set[str]] = {}
    for pk, starts, ends, address in (*seen, *leading.filter(same__in=addresses).values_list("pk", "starts_at", "ends_at", "same")):
        found.setdefault((pk, starts, ends), set()).add(address)
    made += [Busy(Span(starts, ends), people=len(people)) for (_pk, starts, ends), people in found.items()]
    whole = at.filter(Q(kind__in=GATHERINGS), programme=group.programme_id).values_list("starts_at", "ends_at")
    return made + [Busy(Span(*span), people=len(addresses)) for span in whole]


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


def calendars_of(group: Group) -> list[SchoolCalendar]:
    """The organisation's calendars by which the group's members and mentors live (empty levels or town hold for all)."""
    members = seats_now().filter(group=group).exclude(signup__unit=None).values_list("signup__unit__level", "signup__unit__town")
    mentors = leaders_now().filter(group=group).exclude(mentor__unit=None).values_list("mentor__unit__level", "mentor__unit__town")
    units = {*members, *mentors}
    rows = SchoolCalendar.objects.filter(organisation=group.programme.organisation_id)
    return [each for each in rows if concerns(each.levels, each.town, units)]


def days_off(group: Group, first: date, last: date) -> list[Off]:
    """The breaks, VESO days and other days off of these calendars between two days; the same from two calendars once."""
    rows = DayOff.objects.filter(calendar__in=calendars_of(group), first_day__lte=last, last_day__gte=first)
    seen = {Off(each.name, each.first_day, each.last_day, DayOffKind(each.kind)): None for each in rows}
    return list(seen)
