"""The formation problem of a programme (format verme-formation/1), with ids instead of people."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from verme.groups.models import Draft, Lock
from verme.groups.queries.labels import Labels, entry_id, person_id
from verme.groups.queries.material import Material, Said, material
from verme.groups.rules import Criteria, weighed
from verme.groups.terms import LockKind
from verme.programmes.models import Programme, Theme
from verme.signups import queries as signups
from verme.signups.models import Signup
from verme.signups.rules import admits

FORMAT = "verme-formation/1"
NOBODY = "-"  # the role of nobody: a theme that admits none of those who came
type Json = dict[str, Any]
type LockRow = tuple[int, int, str]  # sign-up, entry, kind


def formation_problem(programme: Programme, criteria: Criteria, draft: Draft | None = None) -> tuple[Json, Labels]:
    """Everybody with a place and every standing offer as a formation problem, and what its ids stand for.

    With a draft its locks and bans come along. Raises Refused (NO_RULES) when the organisation has no operating model for the
    programme's first day.
    """
    rows = Lock.objects.filter(draft=draft).order_by("id").values_list("signup", "entry", "kind") if draft else ()
    return problem_of(material(programme), criteria, list(rows))


def problem_of(held: Material, criteria: Criteria, locks: Collection[LockRow]) -> tuple[Json, Labels]:
    """The same from rows that are loaded already."""
    labels = _labels(held)
    roles = _Roles(held)
    placed = [(person_id(signup), entry_id(entry), kind) for signup, entry, kind in locks]
    rules = weighed(criteria, held.rules)
    standing = [(person, entry, kind) for person, entry, kind in placed if person in labels.people and entry in labels.entries]
    problem: Json = {
        "format": FORMAT,
        "name": held.programme.slug,
        "rules": rules,
        "slots": list(labels.slots),
        "places": list(labels.places),
        "languages": _languages(held),
        "themes": [_theme(theme, roles, criteria, rules["size"]) for theme in held.themes],
        "people": [_person(signup, held, roles) for signup in held.signups],
        "mentors": [
            {
                "id": entry_id(entry.pk),
                **_offered(held, held.offers.get(entry.pk, Said())),
                "languages": list(dict.fromkeys(entry.languages)),
            }
            for entry in held.entries
        ],
        "pairs": {name: [list(pair) for pair in getattr(held.relations, name)] for name in ("apart", "together", "met")},
        "locks": [[person, entry] for person, entry, kind in standing if kind == LockKind.STAY],
        "banned": [[person, entry] for person, entry, kind in standing if kind == LockKind.BAN],
    }
    return problem, labels


def _labels(held: Material) -> Labels:
    return Labels(
        people={person_id(signup.pk): signup for signup in held.signups},
        entries={entry_id(entry.pk): entry for entry in held.entries},
        themes={theme.key: theme for theme in held.themes},
        slots={slot.key: slot for slot in held.slots},
        places={place.key: place for place in held.places},
    )


def _languages(held: Material) -> list[str]:
    spoken = [code for signup in held.signups for code in _spoken(signup)] + [code for entry in held.entries for code in entry.languages]
    return list(dict.fromkeys([*held.programme.organisation.languages, *sorted(spoken)]))


def _spoken(signup: Signup) -> list[str]:
    return list(dict.fromkeys(signup.languages or [signup.language]))


def _offered(held: Material, said: Said) -> Json:
    """Keys as files have them, in the order of preference."""
    keys = {
        "themes": {theme.pk: theme.key for theme in held.themes},
        "slots": {slot.pk: slot.key for slot in held.slots},
        "places": {place.pk: place.key for place in held.places},
    }
    return {part: [known[key] for key in getattr(said, part)] for part, known in keys.items()}


def _person(signup: Signup, held: Material, roles: "_Roles") -> Json:
    said = held.wishes.get(signup.pk, Said())
    slots, places = {slot.pk: slot.key for slot in held.slots}, {place.pk: place.key for place in held.places}
    return {
        "id": person_id(signup.pk),
        "unit": _unit(signup),
        "role": roles.of(signup),
        "new": signup.is_new is True,
        "languages": _spoken(signup),
        "themes": _offered(held, said)["themes"],
        "any_theme": signup.any_theme,
        "slots": {slots[key]: value for key, value in said.slots.items()},
        "places": {places[key]: value for key, value in said.places.items()},
    }


def _unit(signup: Signup) -> str:
    """Who wrote the same workplace that is not on the list is taken to be from one; who wrote none is alone."""
    if signup.unit_id is not None:
        return f"u{signup.unit_id}"
    return f"x:{signup.other_unit.strip().casefold()}" if signup.other_unit.strip() else person_id(signup.pk)


def _theme(theme: Theme, roles: "_Roles", criteria: Criteria, sizes: Mapping[str, int]) -> Json:
    admitted = roles.admitted(theme)
    wished = min(criteria.wished_mix, len(admitted) if admitted else roles.count)
    return {
        "id": theme.key,
        "admits": {"roles": admitted, "new": theme.only_new, "wished": theme.only_wished},
        "mix": theme.mix or wished,
        "size": _size(theme, sizes),
    }


def _size(theme: Theme, sizes: Mapping[str, int]) -> Json | None:
    """The theme's own limits, with the criteria's where it has none; where the two cross, the theme's word counts."""
    named = {name: getattr(theme, f"size_{name}") for name in sizes}
    own: dict[str, int] = {name: value for name, value in named.items() if value is not None}
    if not own:
        return None
    least = own.get("min", min(sizes["min"], own.get("max", sizes["min"])))
    most = max(own.get("max", sizes["max"]), least)
    target = min(max(own.get("target_max", sizes["target_max"]), least), most)
    low = min(max(own.get("target_min", sizes["target_min"]), least), target)
    return {"min": least, "target_min": low, "target_max": target, "max": most}


class _Roles:
    """Compound role names: staff group, and level and subject where some theme of the programme asks for them.

    The formation counts different roles for `mix`, so a staff group is told apart only where its people are admitted differently.
    """

    def __init__(self, held: Material) -> None:
        taken = signups.catalogue_of(held.themes)
        self.taken = {key: replace(each, only_new=False, only_wished=False) for key, each in taken.items()}
        self.patterns = {signup.pk: self._pattern(signup) for signup in held.signups}
        self.groups = {signup.pk: signup.staff_group.key for signup in held.signups}
        ways: dict[str, set[frozenset[int]]] = {}
        for key, pattern in self.patterns.items():
            ways.setdefault(self.groups[key], set()).add(pattern)
        self.names = {signup.pk: self._name(signup, len(ways[self.groups[signup.pk]]) > 1) for signup in held.signups}

    @property
    def count(self) -> int:
        """How many different roles there are."""
        return len(set(self.names.values()))

    def of(self, signup: Signup) -> str:
        """The person's role."""
        return self.names[signup.pk]

    def admitted(self, theme: Theme) -> list[str]:
        """The roles a theme admits; empty for all."""
        taken = self.taken[theme.pk]
        if not (taken.staff_groups or taken.levels or taken.subject):
            return []
        return sorted({self.names[key] for key, pattern in self.patterns.items() if theme.pk in pattern}) or [NOBODY]

    def _pattern(self, signup: Signup) -> frozenset[int]:
        person = signups.applicant(signup)
        return frozenset(key for key, taken in self.taken.items() if admits(taken, person))

    def _name(self, signup: Signup, is_told_apart: bool) -> str:
        if not is_told_apart:
            return self.groups[signup.pk]
        return "/".join([self.groups[signup.pk], signup.unit.level if signup.unit else NOBODY, signup.subject.strip().casefold() or NOBODY])
