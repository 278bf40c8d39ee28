"""What a year that runs can hold besides what the example world shows: one of everything, so that every list has a first row."""

import datetime as dt

from tests import cast
from verme.agreements import actions as agreements
from verme.agreements import queries as texts
from verme.agreements.models import GroupAgreement, Welcome
from verme.certificates import actions as certificates
from verme.compensation import actions as pay
from verme.demo.agreeing import actor
from verme.demo.world import House
from verme.groups.models import Group, Leader, Seat
from verme.groups.queries import leaders_now, seats_now
from verme.kernel import clock
from verme.meetings import actions, queries
from verme.meetings.actions import Wish
from verme.meetings.models import Meeting
from verme.meetings.rules import Span, Where
from verme.meetings.terms import MeetingKind, MeetingMode, MeetingState, Suits
from verme.organisations.terms import RoleKind
from verme.programmes.models import Programme


def enliven(house: cast.House, programme: Programme) -> None:
    """One of everything in the group of the mentor one can sign in as."""
    group = Group.objects.filter(leaders__mentor__person__email=f"mentori@{house.organisation.slug}.example", programme=programme)[0]
    leader, seats = leaders_now().filter(group=group)[0], list(seats_now().filter(group=group))
    _ask(house, group, leader, seats)
    _correct(house, group, leader)
    _write_anew(house, group, leader)
    _welcome(group, seats[-1])
    _gathered(house, programme)
    by = house.people[RoleKind.COORDINATOR].acting("coordinator")
    pay.set_rate(leader.mentor, valid_from=dt.date(2026, 8, 1), cents=3310, decision="KH 14.6.2026 § 213", by=by)
    certificates.permit(seats[0].signup, is_given=True, by=_acting(house, seats[0]))
    person = leader.mentor.person
    if person is not None:
        actions.open_feed(person, by=person.acting("member"))


def _acting(house: cast.House, party: Leader | Seat) -> object:
    return actor(_as_demo(house), party)


def _as_demo(house: cast.House) -> House:
    """The example world's own view of an organisation, as far as signing in needs it."""
    made = House.__new__(House)
    made.organisation, made.coordinator = house.organisation, house.people[RoleKind.COORDINATOR].acting("coordinator")
    return made


def _ask(house: cast.House, group: Group, leader: Leader, seats: list[Seat]) -> None:
    starts = clock.at(dt.date(2026, 12, 15), dt.time(15))
    times = [Span(starts + dt.timedelta(days=number), starts + dt.timedelta(days=number, minutes=90)) for number in range(3)]
    poll = actions.ask(group, times=times, by=_acting(house, leader))
    answers = {time.pk: suits for time, suits in zip(poll.times.all(), Suits, strict=True)}
    actions.answer(poll, seat=seats[0], answers=answers, by=_acting(house, seats[0]))


def _correct(house: cast.House, group: Group, leader: Leader) -> None:
    """Two attendances of the last held meeting: one was corrected, about one somebody has asked."""
    held = Meeting.objects.filter(group=group, state=MeetingState.HELD).latest("starts_at")
    there = {row.seat_id: row.is_present for row in held.attendances.all()}
    first, second, *_others = there
    actions.record(
        held, mentor=leader.mentor, there={**there, first: not there[first]}, version=held.attendance_version, by=_acting(house, leader)
    )
    seat = Seat.objects.select_related("signup").get(pk=second)
    actions.object_to(held, seat=seat, by=_acting(house, seat))


def _write_anew(house: cast.House, group: Group, leader: Leader) -> None:
    sections, language = texts.template(house.organisation, "fi"), texts.language_of(group)
    by = house.people[RoleKind.COORDINATOR].acting("coordinator")
    agreements.write_template(house.organisation, language="fi", sections=sections, number=0, by=by)
    agreements.write(group, language=language, sections=sections, revision=0, by=_acting(house, leader))


def _welcome(group: Group, seat: Seat) -> None:
    Welcome.objects.create(agreement=GroupAgreement.objects.filter(group=group).latest("number"), seat=seat)


def _gathered(house: cast.House, programme: Programme) -> None:
    """The mentors' planning meeting of October, with who was there."""
    by, starts = house.people[RoleKind.COORDINATOR].acting("coordinator"), clock.at(dt.date(2026, 10, 22), dt.time(12))
    with clock.frozen(starts - dt.timedelta(days=9)):
        wish = Wish(Span(starts, starts + dt.timedelta(hours=2)), Where(MeetingMode.LIVE, "Priimus, sali"))
        made = actions.gather(programme, kind=MeetingKind.PLANNING, wish=wish, by=by)
    there = {mentor.pk: place > 0 for place, mentor in enumerate(queries.mentors_expected(made))}
    actions.record_common(made, seats={}, mentors=there, version=0, by=by)
