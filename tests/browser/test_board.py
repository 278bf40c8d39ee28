"""The board in a real browser: everybody can be moved with two taps and with the keyboard, and stays in sight."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests import make
from tests.chromium import OpenPage
from tests.rooms.groups.round import a_round, seats, two_groups
from tests.visit import sign_in
from verme.groups.models import Draft

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
BOARD = "/o/seinajoki/ohjelmat/seinajoki-2026/ryhmat/luonnos/1/"


@pytest.fixture
def draft(at: Callable[[dt.datetime], None]) -> Draft:
    """Group A with four, group B with four, one in none."""
    at(make.OCTOBER)
    return two_groups(a_round())[0]


def opened(page: Page, draft: Draft, server: LiveServer) -> Page:
    coordinator = draft.programme.organisation.roles.get(kind="coordinator").person
    sign_in(page, coordinator, base_url=server.url)
    page.goto(BOARD)
    return page


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_person_in_sight_can_be_reached_and_the_moved_one_keeps_the_focus(
    open_page: OpenPage, draft: Draft, live_server: LiveServer, width: int, javascript: bool
) -> None:
    page = opened(open_page(width=width, javascript=javascript, has_touch=width < 1000), draft, live_server)
    if width < 1000:
        page.locator("a[href='#ryhma-a']").first.click()
    ways = [way for way in page.locator(".person .move a").all() if way.is_visible()]
    for way in ways:
        way.click(trial=True)  # nothing lies over it
    assert len(ways) == (4 if width < 1000 else 9)
    moved = page.locator("#ryhma-a .person").first
    name, mark = moved.locator(".name").inner_text(), moved.get_attribute("id")

    page.locator(f"#{mark}-move").click()
    page.locator(f"#{mark} button[name=to]:not([disabled])").first.click()

    expect(page.locator(f"#{mark}")).to_be_focused()
    expect(page.locator(f"#{mark}")).to_be_in_viewport()
    expect(page.locator(f"#{mark} .name")).to_have_text(name)
    assert seats(draft).get(name) != "A"


def test_a_person_is_moved_by_keyboard_alone(open_page: OpenPage, draft: Draft, live_server: LiveServer) -> None:
    page = opened(open_page(), draft, live_server)
    mark = page.locator("#ryhma-a .person").first.get_attribute("id")
    name = page.locator(f"#{mark} .name").inner_text()
    page.locator(f"#{mark}-move").focus()
    page.keyboard.press("Enter")
    target = page.locator(f"#{mark} button[name=to]:not([disabled])").first
    expect(target).to_be_visible()
    for _ in range(10):
        if target.evaluate("button => button === document.activeElement"):
            break
        page.keyboard.press("Tab")

    page.keyboard.press("Enter")

    expect(page.locator(f"#{mark}")).to_be_focused()
    assert seats(draft).get(name) != "A"
