"""Everybody walks through everything: no link leads nowhere, and every page is seen by somebody."""

import pytest

from tests.pages.visits import Guide, pages

pytestmark = [pytest.mark.slow, pytest.mark.once, pytest.mark.django_db(transaction=True)]
CLOSED = {"403", "404", "sign in"}


def test_no_link_leads_nowhere(guide: Guide) -> None:
    assert {role: tour.broken for role, tour in guide.tours.items() if tour.broken} == {}


def test_every_address_answers_somebody(guide: Guide) -> None:
    """Otherwise the sweep would pass by a page without a word."""
    heard: dict[str, set[str]] = {}
    for tour in guide.tours.values():
        for name, answers in tour.answers.items():
            heard.setdefault(name, set()).update(answers)

    assert [address.name for address in pages() if heard.get(address.name, set()) <= CLOSED] == []
