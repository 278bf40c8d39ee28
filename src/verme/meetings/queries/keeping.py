"""Who records whose attendance, and what stands."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from verme.groups.models import Group, Leader
from verme.meetings.models import Attendance, Correction, Excuse, Meeting, MentorAttendance, Objection, StandIn
from verme.meetings.terms import MeetingKind, MeetingState
from verme.mentors.models import Lead, Mentor
from verme.people.models import Person


def _leaders_then() -> QuerySet[Leader]:
    """Who led the outer meeting's group when it began."""
    moment = OuterRef("starts_at")
    return Leader.objects.filter(Q(until__isnull=True) | Q(until__gt=moment), group=OuterRef("group"), since__lte=moment)


def _kept_by(whose: Q) -> QuerySet[Meeting]:
    """The groups' meetings whose attendance somebody records: who led the group then, or stands in; and when nobody who led then leads the
    group any more, who leads it now, so that no meeting is left without anybody to correct it.
    """
    led = Exists(_leaders_then().filter(whose))
    stands_in = Exists(StandIn.objects.filter(whose, meeting=OuterRef("pk"), ended_at__isnull=True))
    leads = Exists(Leader.objects.filter(whose, group=OuterRef("group"), until__isnull=True))
    still = Exists(_leaders_then().filter(until__isnull=True))
    kept = Meeting.objects.filter(led | stands_in | (leads & ~still), kind=MeetingKind.GROUP)
    return kept.select_related("programme__organisation", "group__theme", "group__programme__organisation")


def kept_by(person: Person) -> QuerySet[Meeting]:
    """The meetings whose attendance this person may record, see and correct, by time."""
    return _kept_by(Q(mentor__person=person))


def keeps(meeting: Meeting, mentor: Mentor) -> bool:
    """Whether this mentor records the meeting's attendance."""
    return _kept_by(Q(mentor=mentor)).filter(pk=meeting.pk).exists()


def keeper(meeting: Meeting, person: Person) -> Mentor | None:
    """As which mentor of the organisation's register this person records the attendance of a meeting that is `kept_by` them."""
    mine = list(Mentor.objects.filter(person=person, organisation=meeting.programme.organisation_id))
    return mine[0] if len(mine) == 1 else next((mentor for mentor in mine if keeps(meeting, mentor)), None)


def unrecorded_by(person: Person, now: dt.datetime) -> QuerySet[Meeting]:
    """The meetings of this person that have begun and whose attendance nobody has recorded."""
    return kept_by(person).filter(state=MeetingState.PLANNED, starts_at__lte=now)


def stored(meeting: Meeting) -> dict[int, bool]:
    """What stands about each seat; empty before the first recording."""
    return dict(Attendance.objects.filter(meeting=meeting).values_list("seat_id", "is_present"))


@dataclass(frozen=True)
class Saved:
    """The newest version of a meeting's attendance: when, by whom, and whether participants were told of it by letter."""

    at: dt.datetime
    by: int | None
    is_told: bool


def last_saved(meeting: Meeting) -> Saved | None:
    """How the attendance that stands came to stand; None while nothing is recorded."""
    corrections = Correction.objects.filter(attendance__meeting=meeting, version=meeting.attendance_version)
    newest = corrections.first() if meeting.attendance_version > 1 else None
    if newest is not None:
        answered = Objection.objects.filter(meeting=meeting, settled_at=newest.made_at).exists()
        return Saved(newest.made_at, newest.made_by_id, newest.is_late or answered)
    first = Attendance.objects.filter(meeting=meeting).order_by("id").first()
    return Saved(first.marked_at, first.marked_by_id, is_told=False) if first else None


def was_undone(meeting: Meeting, version: int) -> bool:
    """Whether the newest version is what undoing this one gives."""
    if meeting.recorded_at is None:
        return True
    both = Correction.objects.filter(attendance__meeting=meeting, version__in=[version, version + 1])
    changes = {(each.attendance_id, each.version, each.was_present) for each in both}
    undone = {(attendance, version + 1, not was) for attendance, number, was in changes if number == version}
    return bool(undone) and undone == {change for change in changes if change[1] == version + 1}


def objections_to(person: Person) -> QuerySet[Objection]:
    """What participants say about the attendance of meetings that this person keeps, answered or not, the oldest first."""
    found = Objection.objects.filter(meeting__in=kept_by(person).values("pk"))
    return found.select_related("meeting__group", "meeting__programme__organisation", "seat__signup").order_by("made_at", "id")


def open_objections(person: Person) -> QuerySet[Objection]:
    """Those of them that wait for an answer."""
    return objections_to(person).filter(settled_at__isnull=True)


def objections_at(meeting: Meeting) -> QuerySet[Objection]:
    """What participants say about the attendance of this meeting and nobody has answered, the oldest first."""
    found = Objection.objects.filter(meeting=meeting, settled_at__isnull=True)
    return found.select_related("seat__signup").order_by("made_at", "id")


def excused(meeting: Meeting) -> set[int]:
    """The seats whose holders have said that they cannot come."""
    return set(Excuse.objects.filter(meeting=meeting).values_list("seat_id", flat=True))


def mentors_expected(meeting: Meeting) -> list[Mentor]:
    """Whom a planning meeting or a gathering is for, by name: who leads a group of the programme then, and who offers to lead one."""
    moment = meeting.starts_at
    led = Leader.objects.filter(Q(until__isnull=True) | Q(until__gt=moment), group__programme=meeting.programme_id, since__lte=moment)
    offers = Lead.objects.filter(entry__programme=meeting.programme_id, entry__withdrawn_at__isnull=True)
    known = Q(pk__in=led.values("mentor")) | Q(pk__in=offers.values("mentor")) | Q(attendances__meeting=meeting)
    return list(Mentor.objects.filter(known).distinct().order_by("name", "id"))


def mentors_stored(meeting: Meeting) -> dict[int, bool]:
    """What stands about each mentor at one of the programme's own meetings."""
    return dict(MentorAttendance.objects.filter(meeting=meeting).values_list("mentor_id", "is_present"))


def days_of(group: Group) -> list[dt.datetime]:
    """When the group's meetings begin, the earliest first; the cancelled ones are left out."""
    rows = Meeting.objects.filter(group=group).exclude(state=MeetingState.CANCELLED)
    return list(rows.order_by("starts_at", "id").values_list("starts_at", flat=True))
