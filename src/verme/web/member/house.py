"""Whose groups a page is about: the head names the organisation."""

from collections.abc import Sequence

from verme.groups.models import Group


def house_of(groups: Sequence[Group], language: str) -> dict[str, str]:
    """The organisation's name and first language for the layout; nothing without a group."""
    if not groups:
        return {}
    house = groups[0].programme.organisation
    return {"organisation_name": house.name_in(language), "first_language": house.first_language}
