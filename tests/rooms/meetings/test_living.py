"""Calendars follow who is in a group; a stand-in leads one meeting."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from tests.rooms.meetings.year import NOVEMBER, Year, a_year, meeting
from verme.audit.actors import OPERATOR
from verme.groups.models import Leader, Seat
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.mail.models import Letter
from verme.meetings import actions, queries
from verme.meetings.models import Invite, Meeting, StandIn
from verme.meetings.terms import MeetingState, StandInRefusal
from verme.mentors import actions as mentors
from verme.mentors.models import Mentor
from verme.mentors.terms import Training

pytestmark = pytest.mark.django_db
PAST, NEXT, LATER = dt.date(2026, 10, 20), dt.date(2026, 12, 8), dt.date(2027, 2, 2)


@pytest.fixture
def year(at: Callable[[dt.datetime], None]) -> Year:
    """Both groups have met once and have two meetings to come, which are in everybody's calendar."""
    made = a_year()
    at(clock.at(dt.date(2026, 10, 5), dt.time(9)))
    for group in made.groups:
        for day in (PAST, NEXT, LATER):
            meeting(group, day, starts=dt.time(14 + made.groups.index(group), 30))
        actions.bring_up_to_date(group, by=OPERATOR)
    at(NOVEMBER)
    Letter.objects.all().delete()
    return made


def told() -> dict[str, list[str]]:
    """Kind → addresses of the letters about meetings."""
    found: dict[str, list[str]] = {}
    for kind, address in Letter.objects.filter(kind__startswith="meetings.").order_by("id").values_list("kind", "to_address"):
        found.setdefault(kind.removeprefix("meetings."), []).append(address)
    return found


def calendar(seat: Seat) -> list[dt.date]:
    """The coming days that the calendar of this seat's holder has."""
    rows = Invite.objects.filter(seat__signup=seat.signup, is_withdrawn=False, meeting__starts_at__gt=clock.now())
    return sorted(clock.local(each.meeting.starts_at).date() for each in rows.select_related("meeting"))


def states(year: Year, number: int) -> list[str]:
    return list(Meeting.objects.filter(group=year.groups[number]).order_by("starts_at").values_list("state", flat=True))


def test_who_leaves_has_no_meetings_any_more(year: Year) -> None:
    seat = year.seats(year.groups[0])[0]

    for _ in range(2):
        actions.give_up(seat, by=OPERATOR)

    assert calendar(seat) == []
    assert told() == {"left": [seat.signup.email]}
    assert len(Letter.objects.get(kind="meetings.left").attachments) == 2


def test_a_newcomer_gets_the_coming_meetings(year: Year) -> None:
    seat = actions.join(year.groups[0], signup=year.signups[-1], by=year.by)

    assert isinstance(seat, Seat)
    assert calendar(seat) == [NEXT, LATER]
    assert told() == {"invited": [year.signups[-1].email]}


def test_a_move_changes_one_calendar(year: Year) -> None:
    a, b = year.groups
    seat = year.seats(a)[0]

    moved = actions.transfer(seat, to=b, by=year.by)

    assert isinstance(moved, Seat)
    assert told() == {"left": [seat.signup.email], "invited": [seat.signup.email]}
    held = Invite.objects.filter(seat=moved, is_withdrawn=False, meeting__starts_at__gt=clock.now())
    assert set(held.values_list("meeting__group", flat=True)) == {b.pk}


def test_a_new_mentor_has_the_meetings(year: Year) -> None:
    group, old = year.groups[0], year.mentor(year.groups[0])
    new = register(year, "Uuno Uusi")

    actions.hand_over(group, to=new, instead_of=old, by=year.by)

    assert told() == {"left": [old.email], "invited": [new.email]}
    past = Meeting.objects.get(group=group, starts_at__lt=NOVEMBER)
    coming = Meeting.objects.filter(group=group, starts_at__gt=NOVEMBER)[0]
    assert (queries.keeps(past, old), queries.keeps(past, new)) == (True, True)
    assert (queries.keeps(coming, old), queries.keeps(coming, new)) == (False, True)


def test_one_of_a_pair_goes(year: Year) -> None:
    group, new = year.groups[0], register(year, "Uuno Uusi")
    actions.hand_over(group, to=new, instead_of=None, by=year.by)
    Letter.objects.all().delete()

    actions.stop_leading(Leader.objects.get(group=group, mentor=new), by=year.by)

    assert told() == {"left": [new.email]}


def test_a_group_that_ends_has_no_meetings_to_come(year: Year) -> None:
    group = year.groups[0]
    everybody = [seat.signup.email for seat in year.seats(group)] + [year.mentor(group).email]

    for _ in range(2):
        actions.shut(group, by=year.by)

    assert states(year, 0) == [MeetingState.PLANNED, MeetingState.CANCELLED, MeetingState.CANCELLED]  # the first may still be recorded
    assert {kind: sorted(addresses) for kind, addresses in told().items()} == {"left": sorted(everybody)}
    first = Meeting.objects.get(group=group, state=MeetingState.PLANNED)
    mentor = Leader.objects.filter(group=group).select_related("mentor").get().mentor
    assert queries.keeps(first, mentor)
    there = {seat.pk: True for seat in queries.seats_at(first)}
    assert actions.record(first, mentor=mentor, there=there, version=0, by=OPERATOR).present == 4


def test_two_groups_that_become_one_have_the_meetings_of_the_one(year: Year) -> None:
    a, b = year.groups
    seats = year.seats(a)

    for _ in range(2):
        actions.merge(a, into=b, by=year.by)

    assert states(year, 0)[1:] == [MeetingState.CANCELLED] * 2
    assert states(year, 1) == [MeetingState.PLANNED] * 3
    assert all(calendar(seat) == [NEXT, LATER] for seat in seats)
    assert sorted(told()["invited"]) == sorted(seat.signup.email for seat in seats)


def register(year: Year, name: str, training: Training = Training.TRAINED) -> Mentor:
    email = f"{name.lower().replace(' ', '.')}@koulu.example"
    return mentors.register(year.here.house.organisation, email=email, name=name, language="fi", training=training, by=OPERATOR)


def coming(year: Year) -> Meeting:
    return Meeting.objects.filter(group=year.groups[0], starts_at__gt=NOVEMBER).order_by("starts_at")[0]


def refused(reason: StandInRefusal, deed: Callable[..., Any], *args: Any, **named: Any) -> None:
    before = [list(model.objects.order_by("pk").values()) for model in (StandIn, Letter, Invite)]
    with pytest.raises(Refused) as no:
        deed(*args, **named)
    assert no.value.reason == reason
    assert [list(model.objects.order_by("pk").values()) for model in (StandIn, Letter, Invite)] == before


def test_a_stand_in_leads_one_meeting(year: Year) -> None:
    one, own, other = coming(year), year.mentor(year.groups[0]), register(year, "Sisko Sijainen")

    made = actions.stand_in(one, mentor=other, by=year.by)
    again = actions.stand_in(one, mentor=other, by=year.by)

    assert again == made
    assert told() == {"stand_in": [other.email], "stood_in_for": [own.email], "invited": [other.email]}
    letter = Letter.objects.get(kind="meetings.stand_in")
    assert "ti 8.12.2026 klo 14.30" in letter.text
    assert not any(seat.signup.name in letter.text for seat in year.seats(year.groups[0]))
    later = Meeting.objects.get(group=year.groups[0], starts_at__gt=one.starts_at)
    assert (queries.keeps(one, other), queries.keeps(later, other), queries.keeps(one, own)) == (True, False, True)


def test_another_stand_in_takes_the_place_of_the_first(year: Year) -> None:
    one, first, second = coming(year), register(year, "Sisko Sijainen"), register(year, "Toinen Sijainen")
    actions.stand_in(one, mentor=first, by=year.by)

    actions.stand_in(one, mentor=second, by=year.by)

    assert (queries.keeps(one, first), queries.keeps(one, second)) == (False, True)
    assert told()["left"] == [first.email]


def test_the_own_mentor_comes_after_all(year: Year) -> None:
    one, other = coming(year), register(year, "Sisko Sijainen")
    actions.stand_in(one, mentor=other, by=year.by)

    for _ in range(2):
        actions.end_stand_in(one, by=year.by)

    assert not queries.keeps(one, other)
    assert told()["left"] == [other.email]


def test_who_does_not_stand_in(year: Year) -> None:
    one, own = coming(year), year.mentor(year.groups[0])
    member = register(year, year.seats(year.groups[0])[0].signup.name)

    refused(StandInRefusal.LEADS, actions.stand_in, one, mentor=own, by=year.by)
    refused(StandInRefusal.SITS, actions.stand_in, one, mentor=member, by=year.by)
    refused(StandInRefusal.NOT_TRAINED, actions.stand_in, one, mentor=register(year, "Raija", Training.RETIRED), by=year.by)
    Meeting.objects.filter(pk=one.pk).update(state=MeetingState.CANCELLED)
    refused(StandInRefusal.NOT_PLANNED, actions.stand_in, one, mentor=register(year, "Sisko Sijainen"), by=year.by)


def test_who_led_a_recorded_meeting_stays_who_led_it(year: Year, at: Callable[[dt.datetime], None]) -> None:
    one, other = coming(year), register(year, "Sisko Sijainen")
    actions.stand_in(one, mentor=other, by=year.by)
    at(one.ends_at)
    actions.record(one, mentor=other, there={seat.pk: True for seat in queries.seats_at(one)}, version=0, by=OPERATOR)

    refused(StandInRefusal.NOT_PLANNED, actions.end_stand_in, one, by=year.by)
    assert [held.led_by for held in queries.held(type(year.groups[0]).objects.filter(pk=year.groups[0].pk))] == [(other.pk,)]
