"""Every page, as everybody sees it, in a real browser: accessible, fit for every width, without a complaint in the console.

New pages come here by themselves; one that nobody can reach is caught by test_links.
"""

from collections.abc import Iterator
from itertools import groupby

import pytest
from playwright.sync_api import Page, Route
from pytest_django.live_server_helper import LiveServer

from tests.chromium import OpenPage, axe
from tests.pages.visits import Guide, Sight
from tests.visit import hand_over
from tests.web.ui.test_looks import NARROW, SIDEWAYS, SMALL

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
WIDTHS = (1280, 390)
NARROWEST = 320
CONTRAST = "color-contrast"


def _without_refresh(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, headers={name: value for name, value in answer.headers.items() if name != "refresh"})


def _open(page: Page, sight: Sight, language: str) -> None:
    address = f"{sight.url}{'&' if '?' in sight.url else '?'}kieli={language}"
    if sight.renews:
        page.route(f"**{sight.url}*", _without_refresh)
    answer = page.goto(address)
    assert answer is not None and answer.status == 200, f"{sight}: {answer and answer.status}"
    assert page.locator("html").get_attribute("lang") == language, f"{sight} is not in {language}"


def _faults(page: Page, *, is_first: bool) -> Iterator[str]:
    """What is wrong with the page at any width.

    The first language is looked at whole. In the others only words differ: axe looks at them once, and not at colours, which take longest.
    """
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if is_first or width == WIDTHS[-1]:
            yield from (f"{fault} at {width}" for fault in axe(page, without=() if is_first else [CONTRAST]))
        yield from (f"too small at {width}: {fault}" for fault in page.evaluate(SMALL))
        yield from (f"hard to hit at {width}: {fault}" for fault in page.evaluate(NARROW))
    if is_first:
        page.emulate_media(color_scheme="dark")
        yield from (f"{fault} in the dark" for fault in axe(page, rules=[CONTRAST]))
        page.emulate_media(color_scheme="light")
    for width in (*WIDTHS, NARROWEST):
        page.set_viewport_size({"width": width, "height": 900})
        if (over := page.evaluate(SIDEWAYS)) > 0:
            yield f"{over} px sideways at {width}"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_page_can_be_read_by_everybody(open_page: OpenPage, guide: Guide, live_server: LiveServer, language: str) -> None:
    found: list[str] = []
    for role, sights in groupby(guide.sights, key=lambda sight: sight.role):
        page = open_page()
        hand_over(guide.tours[role].client, page, base_url=live_server.url)
        for sight in sights:
            _open(page, sight, language)
            found += [f"{sight}: {fault}" for fault in _faults(page, is_first=language == "fi")]
        page.close()

    assert not found, "\n".join(found)
