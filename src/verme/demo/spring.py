"""*Kevään ryhmät*: the call is open, more people than places, the mentors are ready, nothing is formed.

Here a newcomer can try everything.
"""

import datetime as dt

from verme.audit.actors import VISITOR
from verme.demo.call import tell
from verme.demo.groups import deliver
from verme.demo.mentors import invite_and_answer
from verme.demo.world import House, furnish, wisher
from verme.kernel import clock
from verme.practice import names
from verme.programmes import actions as programmes
from verme.programmes.models import Programme
from verme.programmes.rules import Dates
from verme.signups import actions as signups

CALLED = dt.date(2026, 11, 9)
DATES = Dates(
    opens_at=clock.at(dt.date(2026, 11, 9), dt.time(8)),
    closes_at=clock.end_of(dt.date(2026, 12, 11)),
    groups_by=dt.date(2026, 12, 18),
    starts_on=dt.date(2027, 1, 11),
    ends_on=dt.date(2027, 5, 31),
)


def build(house: House) -> Programme:
    """An open programme with a queue."""
    with clock.frozen(clock.at(CALLED, dt.time(7))):
        programme = programmes.open_year(
            house.organisation,
            slug=f"{house.plan.slug}-kevat-2027",
            titles={"fi": "Kevään ryhmät 2027", "sv": "Vårens grupper 2027", "en": "Spring groups 2027"},
            school_year=2026,
            dates=DATES,
            capacity=house.plan.spring_capacity,
            by=house.coordinator,
        )
        furnish(house, programme)
        programme = programmes.announce(programme, by=house.coordinator)
    tell(house, programme, on=CALLED)
    invite_and_answer(house, programme, on=dt.date(2026, 11, 10))
    deal = wisher(house, programme, seed=house.plan.seed + 1)
    for number in range(house.plan.signups):
        name = next(house.names)
        day = CALLED + dt.timedelta(days=number * 14 // house.plan.signups)
        with clock.frozen(clock.at(day, dt.time(9 + number % 7, number * 11 % 60))):
            answers = deal.answers(name, names.address(name, house.host), number)
            signup = signups.apply(programme, key=f"spring-{house.plan.slug}-{number}", answers=answers, by=VISITOR).signup
            if signup is not None and number % 6 != 4:
                signups.confirm(signup, by=VISITOR)
    deliver(CALLED + dt.timedelta(days=14))
    return programme
