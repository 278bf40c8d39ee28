"""What the coordinator finds important (K4), as numbers for the formation.

The organisation's operating model gives the numbers; a criterion that is important, wished or of no matter bends them. Points of a seat
stay within 0–100, because the words "fits well" and "fits poorly" speak of them.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from verme.groups.terms import SearchRefusal, Weight
from verme.programmes.rules import Rules

BEST = 100  # points of the best seat (formation.md §3)
MIXED = {Weight.IMPORTANT: 3, Weight.GLADLY: 2, Weight.WHATEVER: 0}  # wished number of different staff groups, where a theme has none
TIMES = {Weight.IMPORTANT: 2, Weight.GLADLY: 1, Weight.WHATEVER: 0}  # how many times a cost counts


@dataclass(frozen=True)
class Criteria:
    """The choices of K4. Shared time and supervisors apart are always on, so they are not here."""

    theme: Weight = Weight.IMPORTANT
    units: Weight = Weight.GLADLY
    mix: Weight = Weight.WHATEVER
    size_min: int = 4
    size_target: int = 8
    size_max: int = 10

    @classmethod
    def of(cls, rules: Rules) -> Self:
        """What is proposed: the sizes of the operating model."""
        return cls(size_min=rules.size_min, size_target=rules.size_target_max, size_max=rules.size_max)

    @classmethod
    def stored(cls, values: Mapping[str, Any], rules: Rules) -> Self:
        """The criteria of a draft as they were stored; what is missing is as proposed."""
        known = {**asdict(cls.of(rules)), **values}
        return cls(
            theme=Weight(known["theme"]),
            units=Weight(known["units"]),
            mix=Weight(known["mix"]),
            size_min=int(known["size_min"]),
            size_target=int(known["size_target"]),
            size_max=int(known["size_max"]),
        )

    @property
    def as_stored(self) -> dict[str, Any]:
        """For the draft's row."""
        return {name: str(value) if isinstance(value, Weight) else value for name, value in asdict(self).items()}

    @property
    def wished_mix(self) -> int:
        """How many different staff groups a theme wishes for that has no number of its own."""
        return MIXED[self.mix]


def why_not_criteria(criteria: Criteria, rules: Rules) -> SearchRefusal | None:
    """The sizes grow and stay within the operating model."""
    sizes = (rules.size_min, criteria.size_min, criteria.size_target, criteria.size_max, rules.size_max)
    return None if list(sizes) == sorted(sizes) else SearchRefusal.SIZES


def weighed(criteria: Criteria, rules: Rules) -> dict[str, Any]:
    """The `rules` of a formation problem (formation.md §4): the operating model's numbers under these criteria."""
    theme, any_theme = _theme_points(criteria.theme, rules)
    slot, place = list(rules.slot_points), list(rules.place_points)
    best = max(*theme, any_theme) + max(slot) + max(place) + rules.language_points

    def within(points: int) -> int:
        return points if best <= BEST else points * BEST // best

    return {
        "size": {
            "min": criteria.size_min,
            "target_min": min(max(rules.size_target_min, criteria.size_min), criteria.size_target),
            "target_max": criteria.size_target,
            "max": criteria.size_max,
        },
        "max_same_unit": rules.max_same_unit,
        "poor_below": within(rules.poor_below),
        "points": {
            "theme": [within(points) for points in theme],
            "any_theme": within(any_theme),
            "slot": {"2": within(slot[0]), "1": within(slot[1])},
            "place": {"2": within(place[0]), "1": within(place[1])},
            "language": within(rules.language_points),
        },
        "costs": {
            "unit": rules.unit_cost * TIMES[criteria.units],
            "size": rules.size_cost,
            "met": rules.met_cost,
            "mix": rules.mix_cost * max(1, TIMES[criteria.mix]),
            "together": rules.together_gain,
        },
    }


def _theme_points(weight: Weight, rules: Rules) -> tuple[list[int], int]:
    """Important: as in the model. If possible: half of what a later wish loses is given back. No matter: every theme is a first wish."""
    best, points, any_theme = rules.theme_points[0], list(rules.theme_points), rules.any_theme_points
    if weight == Weight.IMPORTANT:
        return points, any_theme
    if weight == Weight.GLADLY:
        return [(best + each) // 2 for each in points], (best + any_theme) // 2
    return [best] * len(points), best
