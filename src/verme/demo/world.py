"""What the parts of the example world share: an organisation that stands, and its invented people."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from verme.audit.actors import Actor
from verme.demo.worlds import World
from verme.organisations import queries as organisations
from verme.organisations.models import Organisation, StaffGroup, Unit
from verme.people.models import Person
from verme.practice import names
from verme.practice.wisher import Wisher
from verme.programmes import actions as programmes
from verme.programmes.actions import ThemeTerms
from verme.programmes.models import Programme

type Employee = tuple[str, str, str, str]  # name, email, unit, key of the staff group


@dataclass
class House:
    """An organisation of the example world with what its year is built from."""

    plan: World
    organisation: Organisation
    units: Sequence[Unit]
    groups: Sequence[StaffGroup]
    coordinator: Actor
    names: Iterator[str] = field(init=False)
    employees: dict[str, Employee] = field(default_factory=dict)  # by address, as the personnel system knows them
    numbers: dict[str, str] = field(default_factory=dict)  # address → personnel number

    def __post_init__(self) -> None:
        self.names = names.people(self.plan.seed)

    @property
    def host(self) -> str:
        """The domain of the organisation's addresses."""
        return f"{self.plan.slug}.example"


def coordinator_of(organisation: Organisation) -> Person:
    """The first coordinator."""
    return organisations.coordinators(organisation)[0]


def furnish(house: House, programme: Programme) -> None:
    """Themes, weekly times and places of the plan."""
    groups = {group.key: group for group in house.groups}
    for theme in house.plan.themes:
        terms = ThemeTerms(
            kind=theme.kind,
            titles=theme.titles,
            descriptions=theme.descriptions,
            admit_groups=[groups[key] for key in theme.groups],
            only_new=theme.only_new,
            only_wished=theme.only_wished,
            mix=theme.mix,
        )
        programmes.add_theme(programme, key=theme.key, terms=terms, by=house.coordinator)
    for weekday in house.plan.weekdays:
        for hour, minute in house.plan.starts:
            starts = dt.time(hour, minute)
            ends = (dt.datetime.combine(dt.date.min, starts) + dt.timedelta(minutes=90)).time()
            programmes.add_slot(programme, weekday=weekday, starts=starts, ends=ends, by=house.coordinator)
    for key, titles, is_online in house.plan.places:
        programmes.add_place(programme, key=key, names=titles, is_online=is_online, by=house.coordinator)


def wisher(house: House, programme: Programme, seed: int) -> Wisher:
    """Answers as the plan deals them."""
    return Wisher(programme, units=house.units, staff_groups=house.groups, shares=house.plan.shares, seed=seed)
