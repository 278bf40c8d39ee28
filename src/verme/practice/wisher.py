"""Deals out answers as real people give them; used by the practice programme and the example world."""

import random
from collections.abc import Mapping, Sequence

from verme.organisations.models import StaffGroup, Unit
from verme.programmes.models import Place, Programme, Slot, Theme
from verme.signups.actions import Answers


class Wisher:
    """Popular afternoons, a first wish that the rules admit, now and then a second language. The same seed deals the same answers."""

    def __init__(
        self, programme: Programme, *, units: Sequence[Unit | str], staff_groups: Sequence[StaffGroup], shares: Mapping[str, int], seed: int
    ) -> None:
        """`units` may be names of workplaces that are on no list; `shares` tell how many of a hundred are of a staff group."""
        self.units, self.staff_groups, self.shares = units, staff_groups, shares
        self.languages = programme.organisation.languages
        self.dice = random.Random(seed)  # noqa: S311 - for invented people, not for secrets
        self.themes = list(Theme.objects.filter(programme=programme).prefetch_related("admit_groups"))
        self.slots = list(Slot.objects.filter(programme=programme))
        self.places = list(Place.objects.filter(programme=programme))

    def answers(self, name: str, email: str, number: int) -> Answers:
        """One person's answers; `number` deals the workplaces out evenly."""
        group = self._group()
        is_new = self.dice.random() < 0.3
        unit = self.units[number % len(self.units)]
        second = [code for code in self.languages[1:2] if number % 11 == 7]
        return Answers(
            name=name,
            email=email,
            language=(second or self.languages)[0],
            unit=None if isinstance(unit, str) else unit,
            other_unit=unit if isinstance(unit, str) else "",
            staff_group=group,
            is_new=is_new,
            languages=[self.languages[0], *second],
            themes=self._themes(group, is_new=is_new),
            any_theme=self.dice.random() < 0.75,
            slots=self._slots(),
            places=self._places(),
        )

    def _group(self) -> StaffGroup:
        key = self.dice.choices(list(self.shares), list(self.shares.values()))[0]
        return next(group for group in self.staff_groups if group.key == key)

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
        wanted = min(self.dice.choice([3, 4, 4, 5]), len(self.slots))
        chosen: dict[Slot, int] = {}
        while len(chosen) < wanted:
            slot = self.dice.choices(self.slots, weights)[0]
            chosen.setdefault(slot, self.dice.choice([2, 2, 1]))
        return chosen

    def _places(self) -> dict[Place, int]:
        live = [place for place in self.places if not place.is_online]
        online = [place for place in self.places if place.is_online]
        kind = self.dice.choices(["live", "both", "online"], [45, 45, 10])[0]
        values = dict.fromkeys(live, 2) if kind != "online" or not online else {}
        if kind != "live" or not live:
            values |= dict.fromkeys(online, 2 if kind == "online" else 1)
        return values
