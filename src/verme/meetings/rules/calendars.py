"""Which of an organisation's calendars a group's people live by."""

from collections.abc import Collection, Iterable

from verme.organisations.terms import Level

WITHIN = {Level.BASIC: {Level.LOWER, Level.UPPER}}  # basic education is both its halves


def concerns(levels: Collection[str], town: str, units: Iterable[tuple[str, str]]) -> bool:
    """Whether a calendar holds for one of the units, given as (level, town). Empty levels or town hold for all."""
    if not levels and not town:
        return True
    return any(_is_of(level, levels) and (not town or town.casefold() == here.casefold()) for level, here in units)


def _is_of(level: str, levels: Collection[str]) -> bool:
    if not levels or level in levels:
        return True
    wider = {str(whole) for whole, parts in WITHIN.items() if level in parts}
    narrower = {str(part) for part in WITHIN.get(Level(level), set())}
    return bool((wider | narrower) & {str(each) for each in levels})
