"""What stands in a programme to be wished for, as one parcel: taken from last year, or suggested for a first one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time

from verme.kernel.texts import filled
from verme.organisations.models import Organisation, StaffGroup
from verme.programmes import suggestions
from verme.programmes.models import Place, Programme, Slot, Theme
from verme.programmes.rules import Rules, slot_times
from verme.programmes.terms import Kind


@dataclass(frozen=True)
class ThemeTerms:
    """The content of a theme. Empty admissions admit everybody; sizes that are None come from the rules."""

    kind: Kind
    titles: Mapping[str, str]
    descriptions: Mapping[str, str] = field(default_factory=dict)
    capacity: int | None = None
    size_min: int | None = None
    size_target_min: int | None = None
    size_target_max: int | None = None
    size_max: int | None = None
    admit_groups: Sequence[StaffGroup] = ()
    admit_levels: Sequence[str] = ()
    admit_subject: str = ""
    only_new: bool = False
    only_wished: bool = False
    mix: int = 0


COLUMNS = tuple(name for name in ThemeTerms.__dataclass_fields__ if name != "admit_groups")


@dataclass(frozen=True)
class Furnishing:
    """Themes by key, weekly times (weekday, from, to), places (key, names, online)."""

    themes: Sequence[tuple[str, ThemeTerms]] = ()
    slots: Sequence[tuple[int, time, time]] = ()
    places: Sequence[tuple[str, Mapping[str, str], bool]] = ()


def of(programme: Programme) -> Furnishing:
    """What stands in a programme now."""
    themes = [
        (theme.key, ThemeTerms(**{name: getattr(theme, name) for name in COLUMNS}, admit_groups=list(theme.admit_groups.all())))
        for theme in programme.themes.prefetch_related("admit_groups")
    ]
    slots = [(slot.weekday, slot.starts, slot.ends) for slot in programme.slots.all()]
    return Furnishing(themes, slots, [(place.key, place.names, place.is_online) for place in programme.places.all()])


def suggested(organisation: Organisation, rules: Rules, preset: str) -> Furnishing:
    """What a first programme begins with: the themes of the preset that the organisation's staff groups know, in its own languages."""
    groups = {group.key: group for group in organisation.staff_groups.all()}
    own = organisation.languages
    themes = [
        (each.key, _terms(each, [groups[key] for key in each.staff_groups], own))
        for each in suggestions.THEMES.get(preset, ())
        if all(key in groups for key in each.staff_groups)
    ]
    places = [(key, _said(names, own), is_online) for key, names, is_online in suggestions.PLACES]
    return Furnishing(themes, slot_times(rules), places)


def _terms(each: suggestions.ThemeSuggestion, groups: list[StaffGroup], languages: Sequence[str]) -> ThemeTerms:
    return ThemeTerms(
        kind=each.kind,
        titles=_said(each.titles, languages),
        descriptions=_said(each.descriptions, languages),
        admit_groups=groups,
        only_new=each.only_new,
        mix=each.mix,
    )


def _said(words: Mapping[str, str], languages: Sequence[str]) -> dict[str, str]:
    return {language: words[language] for language in languages if language in words}


def furnish(programme: Programme, furnishing: Furnishing) -> None:
    """Writes it all into a new programme, in a handful of queries and one for each theme."""
    for order, (key, terms) in enumerate(furnishing.themes):
        write_theme(Theme(programme=programme, key=key, order=order), terms)
    Slot.objects.bulk_create(Slot(programme=programme, weekday=day, starts=starts, ends=ends) for day, starts, ends in furnishing.slots)
    Place.objects.bulk_create(
        Place(programme=programme, key=key, names=filled(names), is_online=is_online, order=order)
        for order, (key, names, is_online) in enumerate(furnishing.places)
    )


def write_theme(theme: Theme, terms: ThemeTerms) -> None:
    """Replaces a theme's content."""
    for name in COLUMNS:
        value = getattr(terms, name)
        setattr(theme, name, filled(value) if isinstance(value, Mapping) else list(value) if name == "admit_levels" else value)
    theme.save()
    theme.admit_groups.set(terms.admit_groups)
