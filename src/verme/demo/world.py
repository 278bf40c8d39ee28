"""What the parts of the example world share: an organisation that stands, and its invented people."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from verme.audit.actors import Actor
from verme.demo import names
from verme.demo.worlds import World
from verme.organisations import queries as organisations
from verme.organisations.models import Organisation, StaffGroup, Unit
from verme.people.models import Person
from verme.programmes import actions as programmes
from verme.programmes.actions import ThemeTerms
from verme.programmes.models import Place, Programme, Slot, Theme
from verme.signups.actions import Answers


@dataclass
class House:
    """An organisation of the example world with what its year is built from."""

    plan: World
    organisation: Organisation
    units: Sequence[Unit]
    groups: Sequence[StaffGroup]
    coordinator: Actor
    names: Iterator[str] = field(init=False)

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


class Wisher:
    """Deals out answers as real people give them: popular afternoons, a first wish that the rules admit, now and then a second language."""

    def __init__(self, house: House, programme: Programme, seed: int) -> None:
        self.house = house
        self.dice = random.Random(seed)  # noqa: S311 - for an example world, not for secrets
        self.themes = list(Theme.objects.filter(programme=programme).prefetch_related("admit_groups"))
        self.slots = list(Slot.objects.filter(programme=programme))
        self.places = list(Place.objects.filter(programme=programme))

    def answers(self, name: str, email: str, number: int) -> Answers:
        """One person's answers; `number` deals the schools out evenly."""
        group = self._group()
        is_new = self.dice.random() < 0.3
        return Answers(
            name=name,
            email=email,
            language="sv" if number % 11 == 7 else "fi",
            unit=self.house.units[number % len(self.house.units)],
            staff_group=group,
            is_new=is_new,
            languages=["fi", "sv"] if number % 11 == 7 else ["fi"],
            themes=self._themes(group, is_new=is_new),
            any_theme=self.dice.random() < 0.75,
            slots=self._slots(),
            places=self._places(),
        )

    def _group(self) -> StaffGroup:
        shares = self.house.plan.shares
        key = self.dice.choices(list(shares), list(shares.values()))[0]
        return next(group for group in self.house.groups if group.key == key)

    def _themes(self, group: StaffGroup, *, is_new: bool) -> list[Theme]:
        open_to = [
            theme
            for theme in self.themes
            if (is_new or not theme.only_new) and (not theme.admit_groups.all() or group in theme.admit_groups.all())
        ]
        narrow = [theme for theme in open_to if (theme.only_new or theme.admit_groups.all()) and self.dice.random() < 0.6]
        rest = [theme for theme in open_to if theme not in narrow and not theme.only_wished]
        self.dice.shuffle(rest)
        return (narrow + rest)[: self.dice.choice([2, 3, 3])]

    def _slots(self) -> dict[Slot, int]:
        weights = [3 if slot.starts.hour < 16 else 2 for slot in self.slots]
        wanted = self.dice.choice([3, 4, 4, 5])
        chosen: dict[Slot, int] = {}
        while len(chosen) < wanted:
            slot = self.dice.choices(self.slots, weights)[0]
            chosen.setdefault(slot, self.dice.choice([2, 2, 1]))
        return chosen

    def _places(self) -> dict[Place, int]:
        live = [place for place in self.places if not place.is_online]
        online = [place for place in self.places if place.is_online]
        kind = self.dice.choices(["live", "both", "online"], [45, 45, 10])[0]
        values = dict.fromkeys(live, 2) if kind != "online" else {}
        if kind != "live":
            values |= dict.fromkeys(online, 2 if kind == "online" else 1)
        return values
