"""Groups for the examples: a draft of a programme's people, a search that waits, and last year's groups, which were published."""

import datetime as dt
from collections.abc import Sequence

from tests import cast, make
from tests.rooms.groups.round import Round
from verme.agreements import actions as agreements
from verme.agreements.models import GroupAgreement
from verme.agreements.rules import PlanLine, Section
from verme.audit.actors import OPERATOR, WORKER, Actor
from verme.bulletins import actions as bulletins
from verme.bulletins.models import Bulletin
from verme.bulletins.queries import directory
from verme.bulletins.terms import Audience
from verme.groups import actions
from verme.groups.models import Consent, Draft, Group, Run
from verme.groups.rules import Criteria
from verme.kernel import clock
from verme.mail.models import Letter
from verme.meetings import actions as meetings
from verme.meetings.models import Meeting, Poll, SchoolCalendar, SubstituteNeed
from verme.meetings.rules import Day, Span, Where
from verme.meetings.terms import MeetingKind, MeetingMode
from verme.mentors import actions as mentors
from verme.organisations.terms import RoleKind
from verme.people import actions as people
from verme.people.models import Person
from verme.programmes.models import Programme
from verme.signups import actions as signups
from verme.signups.models import Signup

LAST_YEAR = {"starts_on": dt.date(2026, 8, 1), "groups_by": dt.date(2026, 8, 15), "capacity": 30}


def round_of(house: cast.House, programme: Programme) -> Round:
    """The builder of groups for a programme that has its themes, times and places."""
    return Round(house, programme, list(programme.themes.all()), list(programme.slots.all()), list(programme.places.all()))


def drafted(house: cast.House, programme: Programme, people: Sequence[Signup], *, mentor: str) -> Draft:
    """A draft with one group of these people."""
    here = round_of(house, programme)
    return here.draft((here.mentor(mentor, email=f"table@{house.organisation.slug}.example"), people))


def searched(house: cast.House, programme: Programme) -> Run:
    """A search that waits for the worker."""
    return actions.ask(programme, criteria=Criteria(), by=house.coordinator.acting("coordinator"))


def published(house: cast.House, *, slug: str, names: str) -> Group:
    """The group of a round that was published: a mentor and five people, one of them the principal, who waits for the group's word."""
    programme = make.programme(house.organisation, slug=slug, **LAST_YEAR)
    here = Round(house, programme, make.themes(programme), make.slots(programme), make.places(programme))
    addresses = [f"seat-{number}@{house.organisation.slug}.example" for number in range(4)] + [house.people[RoleKind.PRINCIPAL].email]
    said = {"staff_group": house.organisation.staff_groups.all()[0], "apart_from_supervisor": False}
    people = [here.person(f"{names} {number}", email=email, **said) for number, email in enumerate(addresses)]
    draft = here.draft((here.mentor(f"{names} Leo", email=f"leader@{house.organisation.slug}.example"), people))
    made: Sequence[Group] = actions.publish(draft, revision=draft.revision, by=here.by)
    return made[0]


def agreed(group: Group, *, words: str) -> GroupAgreement:
    """The second version of the group's agreement, which waits; a draft of a third and a plan too. Always the same one, with its words."""
    if (known := GroupAgreement.objects.filter(group=group).last()) is not None:
        return known
    leader = group.leaders.order_by("pk")[0].mentor
    person = people.ensure(leader.email, name=leader.name, language="fi", by=OPERATOR)
    mentors.tie(person, by=WORKER)
    by, made = person.acting("member"), None
    for number in (1, 2, 3):
        sections = [Section("trust", "Luottamus", f"{words} {number}")]
        draft = agreements.write(group, language="fi", sections=sections, revision=0, by=by)
        made = agreements.offer(group, number=number, revision=draft.revision, by=by) if number < 3 else made
    agreements.plan(group, lines=[PlanLine(words, words)], revision=0, by=by)
    assert made is not None
    return made


def asked(group: Group) -> Consent:
    """The question whether somebody with a role at work may join."""
    return group.consents.get()


def written(house: cast.House, programme: Programme, *, words: str) -> Bulletin:
    """A message to everybody; always the same one."""
    first, people = house.organisation.first_language, directory(programme).readers(Audience.EVERYBODY)
    said = {"subjects": {first: words}, "texts": {first: words}, "key": words}
    by = house.coordinator.acting("coordinator")
    return bulletins.send(programme, audience=Audience.EVERYBODY, expected=len(people), **said, by=by)


def member(group: Group) -> Person:
    """Somebody who sits in the group."""
    signup = group.seats.order_by("pk")[0].signup
    person = people.ensure(signup.address, name=signup.name, language="fi", by=OPERATOR)
    signups.tie(person, by=WORKER)
    return person


def saturday(programme: Programme, number: int) -> dt.datetime:
    """The afternoon of the number-th Saturday that is to come of a programme's time: a day on which no group meets of itself."""
    day = max(programme.starts_on, clock.today())
    return clock.at(day + dt.timedelta(days=(5 - day.weekday()) % 7, weeks=number), dt.time(14, 30))


def planned(group: Group, *, place: str) -> Meeting:
    """A meeting of the group within its programme's time."""
    starts_at = saturday(group.programme, 2)
    span = Span(starts_at, starts_at + dt.timedelta(minutes=90))
    return meetings.plan(group, wishes=[meetings.Wish(span, Where(MeetingMode.LIVE, place))], by=OPERATOR)[0]


def polled(group: Group) -> Poll:
    """The group is asked about a time."""
    starts_at = saturday(group.programme, 3)
    return meetings.ask(group, times=[Span(starts_at, starts_at + dt.timedelta(minutes=90))], by=OPERATOR)


def calendar(house: cast.House) -> SchoolCalendar:
    """A calendar with one break; always the same one."""
    by, name = house.coordinator.acting("coordinator"), f"LEAK-{house.organisation.slug} kalenteri"
    held: SchoolCalendar | None = house.organisation.school_calendars.filter(name=name).first()
    held = held or meetings.add_calendar(house.organisation, name=name, levels=[], town="", by=by)
    meetings.bring_days(held, days=[Day("Talviloma", dt.date(2027, 3, 1), dt.date(2027, 3, 5))], by=by)
    return held


def planning(programme: Programme) -> Meeting:
    """A planning meeting of the programme's mentors; always the same one."""
    starts_at = saturday(programme, 4)
    wish = meetings.Wish(Span(starts_at, starts_at + dt.timedelta(minutes=120)), Where(MeetingMode.LIVE, "Kirjasto"))
    return meetings.gather(programme, kind=MeetingKind.PLANNING, wish=wish, by=OPERATOR)


def principal_link(group: Group, *, by: Actor) -> str:
    """The secret of the link in the newest letter to a principal."""
    meeting, mentor = planning(group.programme), group.leaders.order_by("pk")[0].mentor
    unit = group.programme.organisation.units.all()[0]
    needed = meetings.Lessons(unit, 2, 90, None, "Rehtori", "rehtori@koulu.example")
    held = SubstituteNeed.objects.filter(meeting=meeting).first() or meetings.need(meeting, mentor=mentor, needed=needed, by=by)
    if held.acknowledged_at is None:
        meetings.ask_principal(held, by=by)
    text = Letter.objects.filter(kind="meetings.substitute", programme_id=group.programme_id).latest("id").text
    return text.partition("/sijaistarve/")[2].partition("/")[0]
