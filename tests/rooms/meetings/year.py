"""Published groups in their year, with meetings as the test says."""

import datetime as dt
from dataclasses import dataclass
from itertools import count

from tests import make
from tests.rooms.groups.round import Round, a_round
from verme.audit.actors import Actor
from verme.groups import actions as groups
from verme.groups.models import Group, Leader, Seat
from verme.kernel import clock
from verme.meetings.models import Meeting
from verme.meetings.terms import MeetingKind
from verme.mentors.models import Mentor
from verme.people.models import Person
from verme.signups.models import Signup

PUBLISHED = make.OCTOBER
NOVEMBER = dt.datetime(2026, 11, 24, 8, 0, tzinfo=clock.HELSINKI)
_numbers = count(1)


@dataclass
class Year:
    """Two groups of four, published on 1 October 2026; one more person waits."""

    here: Round
    groups: list[Group]
    signups: list[Signup]

    @property
    def by(self) -> Actor:
        """The coordinator."""
        return self.here.by

    def seats(self, group: Group) -> list[Seat]:
        """Who sits in the group now, by name."""
        return list(Seat.objects.filter(group=group, until__isnull=True).select_related("signup").order_by("signup__name"))

    def mentor(self, group: Group) -> Mentor:
        """Who leads the group now."""
        return Leader.objects.select_related("mentor").filter(group=group, until__isnull=True).get().mentor

    def person(self, mentor: Mentor) -> Person:
        """The mentor, signed in."""
        found, _ = Person.objects.get_or_create(email=mentor.email, defaults={"name": mentor.name, "language": mentor.language})
        Mentor.objects.filter(pk=mentor.pk).update(person=found)
        mentor.person = found
        return found

    def member(self, seat: Seat) -> Person:
        """A member, signed in."""
        signup = seat.signup
        found, _ = Person.objects.get_or_create(email=signup.address, defaults={"name": signup.name, "language": signup.language})
        Signup.objects.filter(pk=signup.pk).update(person=found)
        signup.person = found
        return found

    def actor(self, group: Group) -> Actor:
        """The group's mentor, acting."""
        return self.person(self.mentor(group)).acting("mentor")


def a_year(members: int = 4) -> Year:
    """Groups A and B with a mentor each, and one who waits."""
    here = a_round()
    people, entries = here.people(2 * members + 1), [here.mentor(), here.mentor()]
    draft = here.draft((entries[0], people[:members]), (entries[1], people[members : 2 * members]))
    with clock.frozen(PUBLISHED):
        made = groups.publish(draft, revision=1, by=here.by)
    return Year(here, made, people)


def meeting(group: Group, day: dt.date, *, starts: dt.time = dt.time(14, 30), minutes: int = 90, **values: object) -> Meeting:
    """A planned meeting of the group on this day."""
    begins = clock.at(day, starts)
    known = {
        "ends_at": begins + dt.timedelta(minutes=minutes),
        "uid": f"tapaaminen-{next(_numbers)}@verme.example",
        "place": "Lyseo, luokka 12",
    }
    return Meeting.objects.create(programme=group.programme, group=group, starts_at=begins, **{**known, **values})


def gathering(year: Year, day: dt.date, kind: MeetingKind = MeetingKind.PLANNING, *, minutes: int = 120) -> Meeting:
    """A meeting of the whole programme."""
    begins = clock.at(day, dt.time(13))
    ends = begins + dt.timedelta(minutes=minutes)
    uid = f"tapaaminen-{next(_numbers)}@verme.example"
    return Meeting.objects.create(programme=year.here.programme, kind=kind, starts_at=begins, ends_at=ends, uid=uid)
