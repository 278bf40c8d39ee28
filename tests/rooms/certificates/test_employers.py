"""Who sits in another organisation's group: the employer's rules reckon, its coordinator confirms, and sees nothing more."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests import cast
from tests.rooms.certificates.season import SPRING, certificate, coordinator, earners, refused, season, seats
from tests.rooms.meetings.year import Year
from tests.visit import signed_in
from tests.web.coordinator.conftest import words
from verme.audit.actors import OPERATOR
from verme.certificates import actions, queries
from verme.certificates.models import Credit
from verme.certificates.terms import CreditRefusal, CreditState
from verme.groups.models import Seat
from verme.kernel import clock
from verme.mail.models import Letter
from verme.organisations.models import StaffMember
from verme.programmes import actions as programmes
from verme.programmes.models import Programme
from verme.programmes.terms import CreditForm
from verme.signups.models import Signup

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def spring(at: Callable[[dt.datetime], None]) -> None:
    at(SPRING)


@pytest.fixture
def gradia() -> cast.House:
    """An employer with an operating model of its own: three meetings give a day."""
    made = cast.gradia()
    with clock.frozen(clock.at(dt.date(2026, 8, 1), dt.time(9))):
        programmes.adopt_preset(made.organisation, preset="seinajoki", by=OPERATOR)
        values = {"credit_threshold": 3}
        programmes.change_rules(made.organisation, values=values, valid_from=dt.date(2026, 8, 2), decision="§ 1", by=OPERATOR)
    return made


@pytest.fixture
def year(gradia: cast.House) -> Year:
    """The first two of the group were at three and four meetings; the first works for Gradia."""
    made = season([3, 4])
    seat = seats(made)[0]
    Signup.objects.filter(pk=seat.signup_id).update(employer=gradia.organisation)
    StaffMember.objects.create(organisation=gradia.organisation, name=seat.signup.name, email=seat.signup.email, working_time="veso")
    return made


def guest(year: Year) -> Seat:
    return seats(year)[0]


def test_the_employers_rules_reckon_and_the_host_does_not(year: Year, gradia: cast.House) -> None:
    (found,) = queries.of_year(gradia.organisation, 2026)

    assert (found.name, found.earned.form, found.earned.days, found.state) == (
        guest(year).signup.name, CreditForm.VESO, 1, CreditState.EARNED,
    )  # fmt: skip
    assert found.hosts == (year.here.house.organisation,)
    here = {seat.signup.address for group in year.groups for seat in year.seats(group)}
    assert {each.address for each in earners(year)} == here - {guest(year).signup.address}


def test_the_employers_coordinator_confirms_and_the_host_cannot(year: Year, gradia: cast.House) -> None:
    (found,) = queries.of_year(gradia.organisation, 2026)
    seen = {found.key: found.earned.minutes}
    host = year.here.house.organisation
    refused(CreditRefusal.NOTHING, actions.confirm, host, school_year=2026, seen=seen, by=coordinator(year))

    assert actions.confirm(gradia.organisation, school_year=2026, seen=seen, by=gradia.coordinator.acting("coordinator")) == 1

    assert Credit.objects.get().organisation == gradia.organisation
    letter = Letter.objects.get(kind="certificates.confirmed")
    assert (letter.to_address, letter.organisation_id) == (guest(year).signup.email, gradia.organisation.pk)
    told = queries.told_of(certificate(year, guest(year)))
    assert (told.form, told.days) == (CreditForm.VESO, "1")


def test_the_person_sees_it_as_one_year(year: Year, gradia: cast.House) -> None:
    (own,) = queries.of_person(year.member(guest(year)))

    assert (own.organisation, own.earned.days) == (gradia.organisation, 1)


def test_the_employers_page_shows_name_state_and_credit_and_nobody_else(year: Year, gradia: cast.House) -> None:
    frame = Programme.objects.filter(organisation=year.here.house.organisation).values().get()
    frame |= {"id": None, "organisation_id": gradia.organisation.pk, "slug": "gradia-2026"}
    Programme.objects.create(**frame)
    certificate(year, guest(year))

    page = words(signed_in(gradia.coordinator).get("/o/gradia/ohjelmat/gradia-2026/hyvitys/"))
    host = words(signed_in(year.here.house.coordinator).get(f"/o/seinajoki/ohjelmat/{year.here.programme.slug}/hyvitys/"))

    name = guest(year).signup.name
    assert f"{name} ryhmässä: Seinäjoki" in page
    assert "Väkemme muiden ryhmissä" in page
    others = {seat.signup.name for group in year.groups for seat in year.seats(group)} - {name}
    assert [other for other in others if f"{other} " in page] == []
    assert "SEINAJOKI-" not in page
    assert f"{name} " not in host
    assert "1 ihminen ryhmissänne on toisen täällä olevan organisaation palveluksessa" in host
