"""A year in which groups met: who was there is recorded by the mentors themselves."""

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from decimal import Decimal
from typing import Any

import pytest

from tests.rooms.meetings.year import Year, a_year, meeting
from verme.audit.actors import OPERATOR, Actor
from verme.audit.models import Entry
from verme.certificates import actions, queries
from verme.certificates.models import Certificate, Confirmation, Credit, CreditReport, Holder, Permit
from verme.certificates.queries import Earner
from verme.groups.models import Group, Seat
from verme.kernel import clock
from verme.kernel.refusals import Reason, Refused
from verme.meetings import actions as meetings
from verme.meetings.models import Meeting
from verme.organisations.models import Organisation, StaffMember
from verme.programmes import actions as programmes
from verme.signups.models import Signup

FIRST = dt.date(2026, 10, 6)
TABLES = (Credit, Confirmation, CreditReport, Certificate, Holder, Permit, Entry)
SPRING = dt.datetime(2027, 5, 28, 12, 0, tzinfo=clock.HELSINKI)


def days(count: int) -> list[dt.date]:
    """So many days, four weeks apart."""
    return [FIRST + dt.timedelta(weeks=4 * number) for number in range(count)]


def hold(year: Year, group: Group, day: dt.date, there: Collection[Seat], *, minutes: int = 90) -> Meeting:
    """A meeting that was held, recorded the same evening."""
    made = meeting(group, day, minutes=minutes)
    with clock.frozen(made.ends_at):
        answers = {seat.pk: seat in there for seat in year.seats(group)}
        meetings.record(made, mentor=year.mentor(group), there=answers, version=0, by=year.actor(group))
    made.refresh_from_db()
    return made


def correct(year: Year, held: Meeting, seat: Seat, *, here: bool, at: dt.datetime = SPRING) -> None:
    """The mentor corrects one person's attendance."""
    group = held.group
    assert group is not None
    held.refresh_from_db()
    answers = dict(held.attendances.values_list("seat_id", "is_present")) | {seat.pk: here}
    with clock.frozen(at):
        meetings.record(held, mentor=year.mentor(group), there=answers, version=held.attendance_version, by=year.actor(group))


def season(attended: Sequence[int], *, held: int = 6, minutes: int = 90) -> Year:
    """Group A met `held` times; the first member was at the first `attended[0]` of them, and so on. Others were always there."""
    year = a_year(members=max(4, len(attended) + 2))
    seats = year.seats(year.groups[0])
    counts = [*attended, *[held] * (len(seats) - len(attended))]
    for number, day in enumerate(days(held)):
        hold(year, year.groups[0], day, [seat for seat, count in zip(seats, counts, strict=True) if number < count], minutes=minutes)
    return year


def change(organisation: Organisation, since: dt.date, **values: object) -> None:
    """The operating model changes from a day on."""
    with clock.frozen(clock.at(since, dt.time(7))):
        programmes.change_rules(organisation, values=values, valid_from=since, decision="§ 7", by=OPERATOR)


def listed(organisation: Organisation, signup: Signup, *, working_time: str = "", percentage: str | None = None) -> StaffMember:
    """The person stands on the staff list."""
    share = None if percentage is None else Decimal(percentage)
    return StaffMember.objects.create(
        organisation=organisation, name=signup.name, email=signup.email.capitalize(), working_time=working_time, percentage=share
    )


def earners(year: Year) -> list[Earner]:
    """Everybody of the school year 2026–2027."""
    return queries.of_year(year.here.house.organisation, 2026)


def named(year: Year, seat: Seat) -> Earner:
    """One of them."""
    return next(each for each in earners(year) if each.address == seat.signup.address)


def chosen(year: Year, *seats: Seat) -> dict[str, int]:
    """What a page would show of these people: minutes by key."""
    return {each.key: each.earned.minutes for each in (named(year, seat) for seat in seats)}


def coordinator(year: Year) -> Actor:
    """Who confirms."""
    return year.here.house.coordinator.acting("coordinator")


def refused(reason: Reason, deed: Callable[..., object], *args: Any, **named: Any) -> None:
    """The deed says no with this reason, and nothing has changed."""
    before = [list(model.objects.order_by("pk").values()) for model in TABLES]
    with pytest.raises(Refused) as no:
        deed(*args, **named)
    assert (no.value.reason, [list(model.objects.order_by("pk").values()) for model in TABLES]) == (reason, before)


def seats(year: Year) -> list[Seat]:
    """Who sits in group A."""
    return year.seats(year.groups[0])


def confirm(year: Year, *who: Seat) -> int:
    """The coordinator confirms what these have earned."""
    return actions.confirm(year.here.house.organisation, school_year=2026, seen=chosen(year, *who), by=coordinator(year))


def certificate(year: Year, seat: Seat, language: str = "fi") -> Certificate:
    """The member makes the own certificate."""
    person = year.member(seat)
    return actions.make(Signup.objects.get(pk=seat.signup_id), language=language, by=person.acting("member"))
