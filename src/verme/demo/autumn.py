"""The school year 2026–2027: called in August, signed up by 8 September, grouped and published by the middle of September."""

import datetime as dt

from verme.audit.actors import VISITOR
from verme.demo.call import tell
from verme.demo.groups import PUBLISHED, deliver, form_and_publish
from verme.demo.mentors import invite_and_answer
from verme.demo.people import NAMES
from verme.demo.world import House, furnish, wisher
from verme.kernel import clock
from verme.practice import names
from verme.programmes import actions as programmes
from verme.programmes.models import Programme
from verme.programmes.rules import Dates
from verme.signups import actions as signups

CALLED = dt.date(2026, 8, 3)
OPENS = dt.date(2026, 8, 10)
LAST_DAY = dt.date(2026, 9, 8)
DATES = Dates(
    opens_at=clock.at(OPENS, dt.time(8)),
    closes_at=clock.end_of(LAST_DAY),
    groups_by=dt.date(2026, 9, 15),
    starts_on=dt.date(2026, 9, 14),
    ends_on=dt.date(2027, 5, 31),
)


def build(house: House) -> Programme:
    """The year from its call to its published groups."""
    with clock.frozen(clock.at(CALLED, dt.time(9))):
        programme = programmes.open_year(
            house.organisation,
            slug=f"{house.plan.slug}-2026",
            titles={"fi": "Verme 2026–2027", "sv": "Verme 2026–2027", "en": "Verme 2026–2027"},
            school_year=2026,
            dates=DATES,
            capacity=house.plan.autumn_capacity,
            by=house.coordinator,
        )
        furnish(house, programme)
        programme = programmes.announce(programme, by=house.coordinator)
    tell(house, programme, on=OPENS)
    invite_and_answer(house, programme, on=dt.date(2026, 8, 12))
    _sign_up(house, programme)
    deliver(LAST_DAY)
    form_and_publish(house, programme)
    deliver(PUBLISHED)
    return programme


def _sign_up(house: House, programme: Programme) -> None:
    deal = wisher(house, programme, seed=house.plan.seed)
    first = (NAMES[house.plan.slug]["osallistuja"], f"osallistuja@{house.host}")
    for number in range(house.plan.signups):
        name, email = first if number == 0 else _somebody(house)
        day = dt.date(2026, 8, 10) + dt.timedelta(days=number * 29 // house.plan.signups)
        with clock.frozen(clock.at(day, dt.time(9 + number % 7, number * 7 % 60))):
            answers = deal.answers(name, email, number)
            signup = signups.apply(programme, key=f"autumn-{house.plan.slug}-{number}", answers=answers, by=VISITOR).signup
            if signup is not None and number % 9 != 5:
                signups.confirm(signup, by=VISITOR)


def _somebody(house: House) -> tuple[str, str]:
    name = next(house.names)
    return name, names.address(name, house.host)
