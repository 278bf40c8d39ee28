"""A school year from its call to its published groups: called in August, signed up by early September, published a week later.

The year 2026–2027 runs; 2025–2026 before it went the same way on the same weekdays, with fewer people.
"""

import datetime as dt
from dataclasses import dataclass
from itertools import islice

from verme.audit.actors import VISITOR
from verme.demo.call import tell
from verme.demo.groups import deliver, form_and_publish
from verme.demo.mentors import invite_and_answer
from verme.demo.people import NAMES
from verme.demo.world import House, furnish, wisher
from verme.kernel import clock
from verme.kernel.dates import school_year
from verme.practice import names
from verme.programmes import actions as programmes
from verme.programmes.models import Programme
from verme.programmes.rules import Dates
from verme.signups import actions as signups


@dataclass(frozen=True)
class Year:
    """When things happened in one school year. All of them on the weekdays of 2026, `weeks` weeks before."""

    begins: int
    weeks: int
    share: int  # of a hundred of the plan's sign-ups
    mentors: int | None = None  # so many of the register are asked; None: everybody

    def day(self, month: int, day: int) -> dt.date:
        """This day of 2026, in this year."""
        return dt.date(2026, month, day) - dt.timedelta(weeks=self.weeks)

    @property
    def published(self) -> dt.date:
        """The day on which everybody learns their group."""
        return self.day(9, 14)

    @property
    def dates(self) -> Dates:
        """From opening to the last day of May."""
        return Dates(
            opens_at=clock.at(self.day(8, 10), dt.time(8)),
            closes_at=clock.end_of(self.day(9, 8)),
            groups_by=self.day(9, 15),
            starts_on=self.published,
            ends_on=dt.date(self.begins + 1, 5, 31),
        )


NOW = Year(begins=2026, weeks=0, share=100)
BEFORE = Year(begins=2025, weeks=52, share=55, mentors=4)


def build(house: House, year: Year = NOW) -> Programme:
    """The year from its call to its published groups."""
    with clock.frozen(clock.at(year.day(8, 3), dt.time(9))):
        title = f"Verme {school_year(year.begins)}"
        programme = programmes.open_year(
            house.organisation,
            slug=f"{house.plan.slug}-{year.begins}",
            titles=dict.fromkeys(("fi", "sv", "en"), title),
            school_year=year.begins,
            dates=year.dates,
            capacity=house.plan.autumn_capacity,
            by=house.coordinator,
        )
        furnish(house, programme)
        programme = programmes.announce(programme, by=house.coordinator)
    tell(house, programme, on=year.day(8, 10))
    invite_and_answer(house, programme, on=year.day(8, 12), most=year.mentors, is_last_a_pair=year is NOW)
    _sign_up(house, programme, year)
    deliver(year.day(9, 8))
    form_and_publish(house, programme, formed=year.day(9, 9), published=year.published)
    deliver(year.published)
    return programme


def _sign_up(house: House, programme: Programme, year: Year) -> None:
    count = house.plan.signups * year.share // 100
    deal = wisher(house, programme, seed=house.plan.seed - year.weeks)
    first = (NAMES[house.plan.slug]["osallistuja"], f"osallistuja@{house.host}")
    people = [first, *islice(((name, names.address(name, house.host)) for name in house.names), count - 1)]
    for number, (name, email) in enumerate(people):
        day = year.day(8, 10) + dt.timedelta(days=number * 29 // count)
        with clock.frozen(clock.at(day, dt.time(9 + number % 7, number * 7 % 60))):
            answers = deal.answers(name, email, number)
            signup = signups.apply(programme, key=f"{programme.slug}-{number}", answers=answers, by=VISITOR).signup
            if signup is not None and number % 9 != 5:
                signups.confirm(signup, by=VISITOR)
