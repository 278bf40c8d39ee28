"""What the clock asks of meetings. Each may run twice without harm."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q

from verme.audit.actors import WORKER
from verme.groups.models import Group, Leader, Seat
from verme.kernel import clock
from verme.meetings import actions
from verme.meetings.models import Invite, Meeting
from verme.meetings.terms import GATHERINGS, MeetingState

FROM = dt.time(9)  # nobody is reminded at night


def remind() -> int:
    """From nine in the morning on: the meetings of tomorrow that were known before today. Returns how many."""
    now, tomorrow = clock.local(clock.now()), clock.today() + dt.timedelta(days=1)
    if now.time() < FROM:
        return 0
    first, last, today = clock.at(tomorrow, dt.time()), clock.end_of(tomorrow), clock.at(clock.today(), dt.time())
    due = Meeting.objects.filter(state=MeetingState.PLANNED, reminded_at__isnull=True, starts_at__gte=first, starts_at__lt=last)
    due = due.filter(made_at__lt=today).exclude(changes__made_at__gte=today)  # whoever is told today needs no reminder
    return sum(actions.remind(meeting, by=WORKER).reminded_at is not None for meeting in due.select_related("programme"))


def tell_of_changes() -> int:
    """Where somebody has come into a group or left it, calendars follow. Returns how many people were told something."""
    now = {"until__isnull": True}
    coming = Meeting.objects.filter(state=MeetingState.PLANNED, ends_at__gt=clock.now(), group__closed_at__isnull=True)
    own = Invite.objects.filter(meeting=OuterRef(OuterRef("pk")), is_withdrawn=False)
    untold_seat = Seat.objects.filter(~Exists(own.filter(seat=OuterRef("pk"))), group=OuterRef("group"), **now)
    untold_mentor = Leader.objects.filter(~Exists(own.filter(mentor=OuterRef("mentor"))), group=OuterRef("group"), **now)
    told = Invite.objects.filter(meeting=OuterRef("pk"), is_withdrawn=False)
    gone = told.filter(seat__until__isnull=False)
    stale = coming.filter(Exists(untold_seat) | Exists(untold_mentor) | Exists(gone))
    asked = Invite.objects.filter(meeting=OuterRef("pk"), seat=OuterRef(OuterRef("pk")), is_withdrawn=False)
    gatherings = Meeting.objects.filter(~Exists(asked), state=MeetingState.PLANNED, ends_at__gt=clock.now(), kind__in=GATHERINGS)
    untold = Seat.objects.filter(Exists(gatherings.filter(programme=OuterRef("group__programme"))), **now)
    groups = Group.objects.filter(Q(pk__in=stale.values("group")) | Q(pk__in=untold.values("group")), closed_at__isnull=True)
    return sum(actions.bring_up_to_date(group, by=WORKER) for group in groups)
