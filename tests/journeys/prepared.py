"""What a journey finds ready, made by the product's own actions: another group beside the one that is walked with, and the staff list."""

import datetime as dt
from collections.abc import Collection

from tests.journeys.forming import Newcomer
from verme.audit.actors import OPERATOR, VISITOR
from verme.groups.models import Group
from verme.groups.queries import leaders_now, seats_now
from verme.kernel import clock
from verme.meetings import actions as meetings
from verme.meetings.actions import Wish
from verme.meetings.rules import Span, Where
from verme.meetings.terms import MeetingMode
from verme.mentors import actions as mentors
from verme.mentors.actions import Terms
from verme.mentors.terms import Training
from verme.organisations.models import Organisation
from verme.people import actions as people
from verme.programmes.models import Place, Programme, Slot, Theme
from verme.signups import actions as signups
from verme.signups.actions import Answers

LENGTH = dt.timedelta(minutes=90)


def on_the_staff_list(organisation: Organisation, who: Newcomer, *, number: str, staff_group: str) -> None:
    """The personnel system knows this person, by number and with the last name first."""
    group = organisation.staff_groups.get(key=staff_group)
    first, _space, last = who.name.rpartition(" ")
    organisation.staff.create(personnel_number=number, name=f"{last} {first}", email=who.email, staff_group=group)


def other_mentor(programme: Programme, *, name: str, email: str) -> None:
    """Another mentor has offered a group, at the second weekly time."""
    one = mentors.register(programme.organisation, email=email, name=name, language="fi", training=Training.TRAINED, by=OPERATOR)
    terms = Terms(
        mentors=[one],
        themes=list(Theme.objects.filter(programme=programme)),
        slots=[Slot.objects.filter(programme=programme)[1]],
        places=list(Place.objects.filter(programme=programme)),
        languages=["fi"],
        contact=email,
    )
    mentors.offer(programme, terms=terms, by=OPERATOR)


def others(programme: Programme, names: Collection[str], *, staff_group: str) -> None:
    """These people have signed up; only the second weekly time suits them."""
    group = programme.organisation.staff_groups.get(key=staff_group)
    units = list(programme.organisation.units.all())
    theme = Theme.objects.filter(programme=programme, only_new=False)[0]
    slot = Slot.objects.filter(programme=programme)[1]
    for number, name in enumerate(names):
        answers = Answers(
            name=name,
            email=f"{name.split()[0].lower()}@{programme.organisation.slug}.example",
            language="fi",
            unit=units[number % len(units)],
            staff_group=group,
            themes=[theme],
            slots={slot: 2},
            places=dict.fromkeys(Place.objects.filter(programme=programme), 2),
            languages=["fi"],
        )
        signups.apply(programme, key=f"other-{number}", answers=answers, by=VISITOR)


def met(group: Group, *, first: dt.date, times: int) -> None:
    """The group has met every four weeks from this day on; everybody was there each time."""
    mentor = leaders_now().select_related("mentor").get(group=group).mentor
    person = people.ensure(mentor.email, name=mentor.name, language="fi", by=OPERATOR)
    by = person.acting("member")
    mentors.tie(person, by=by)
    starts = [clock.at(first + dt.timedelta(weeks=4 * number), group.slot.starts) for number in range(times)]
    place = Where(MeetingMode.LIVE, "Harju, luokka 3")
    with clock.frozen(starts[0] - dt.timedelta(days=7)):
        planned = meetings.plan(group, wishes=[Wish(Span(each, each + LENGTH), place) for each in starts], by=by)
    everybody = [seat.pk for seat in seats_now().filter(group=group)]
    for meeting in planned:
        with clock.frozen(meeting.ends_at + dt.timedelta(minutes=5)):
            meetings.record(meeting, mentor=mentor, there=dict.fromkeys(everybody, True), version=0, by=by)
