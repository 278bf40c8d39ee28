"""The example world's credit: confirmed and reported at the end of a year; who wishes has made a certificate."""

import datetime as dt

from verme.certificates import actions, queries
from verme.certificates.terms import CreditState
from verme.demo.agreeing import actor
from verme.demo.world import House
from verme.groups.models import Seat
from verme.kernel import clock
from verme.programmes.models import Programme

MAKE = 4  # every so-manieth person has made a certificate, Aino first


def confirm(house: House, *, school_year: int, on: dt.date) -> None:
    """The coordinator confirms what has been earned, and gives the lists to the schools the day after."""
    with clock.frozen(clock.at(on, dt.time(10, 40))):
        earned = [each for each in queries.of_year(house.organisation, school_year) if each.state == CreditState.EARNED]
        seen = {each.key: each.earned.minutes for each in earned}
        actions.confirm(house.organisation, school_year=school_year, seen=seen, by=house.coordinator)
    with clock.frozen(clock.at(on + dt.timedelta(days=1), dt.time(9, 15))):
        actions.report(house.organisation, school_year=school_year, by=house.coordinator)


def certificates(house: House, programme: Programme, *, on: dt.date) -> None:
    """Some make the certificate of their year."""
    seats = Seat.objects.filter(group__programme=programme, attendances__is_present=True).distinct().order_by("signup_id")
    for seat in seats.select_related("signup__programme__organisation")[::MAKE]:
        with clock.frozen(clock.at(on, dt.time(15, 30))):
            actions.make(seat.signup, language=seat.signup.language, by=actor(house, seat))
