"""Addresses of the coordinator's pages, by name."""

from collections.abc import Callable

from django.urls import NoReverseMatch, reverse

from verme.web.ui.desk import Desk

OF_THE_ORGANISATION = frozenset({"home", "hours", "letters", "open_year", "rules"})


def link_in(desk: Desk) -> Callable[[str], str]:
    """`link_in(desk)("signups")`: the address of a page of this programme, or of the organisation."""

    def link(name: str) -> str:
        words = {"organisation": desk.house.slug}
        if name not in OF_THE_ORGANISATION:
            words["programme"] = desk.year.slug
        try:
            return reverse(f"staff:{name}", kwargs=words)
        except NoReverseMatch:
            return ""

    return link
