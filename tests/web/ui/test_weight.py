"""How much a phone has to fetch before somebody can sign up: everything, the first time, with a name that has a háček (decisions.md §8)."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests import cast, make
from tests.chromium import OpenPage
from verme.programmes.models import Programme

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
LIMIT = 60_000  # bytes on the wire, headers and all


@pytest.fixture
def programme(at: Any) -> Programme:
    at(make.AUGUST)
    return make.programme(cast.seinajoki().organisation)


def _fetched(page: Page) -> dict[str, int]:
    """Fills up with address → bytes while the page loads."""
    found: dict[str, int] = {}
    names: dict[str, str] = {}
    wire = page.context.new_cdp_session(page)
    wire.on("Network.requestWillBeSent", lambda event: names.update({event["requestId"]: event["request"]["url"]}))
    wire.on("Network.loadingFinished", lambda event: found.update({names[event["requestId"]]: int(event["encodedDataLength"])}))
    wire.send("Network.enable")
    return found


def test_signing_up_is_light(open_page: OpenPage, programme: Programme) -> None:
    page = open_page(width=390)
    fetched = _fetched(page)
    page.goto(f"/i/{programme.slug}/ilmoittaudu/", wait_until="networkidle")
    page.locator("#id_name").fill("Saša Hämäläinen-Žuk")
    page.wait_for_load_state("networkidle")

    kinds = {address.rpartition("/")[2].partition(".")[0] or "page": size for address, size in fetched.items()}
    assert sum(fetched.values()) <= LIMIT, kinds
    assert set(kinds) == {"page", "public", "verme-sans-nordic", "mark"}


def test_a_name_from_further_away_gets_its_letters(open_page: OpenPage, programme: Programme) -> None:
    page = open_page(width=390)
    fetched = _fetched(page)
    page.goto(f"/i/{programme.slug}/ilmoittaudu/", wait_until="networkidle")
    page.locator("#id_name").fill("Łukasz")
    page.wait_for_timeout(500)

    assert any("latin-ext" in address for address in fetched)
