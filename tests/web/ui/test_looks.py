"""The gallery in a real browser, at desk and phone width, light and dark: rules of accessibility, nothing sideways, nothing too small."""

import pytest
from playwright.sync_api import Page

from tests.chromium import OpenPage, axe
from verme.web.ui.gallery.pages import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
ADDRESSES = ["/ui/", *(f"/ui/{name}/" for name in PAGES)]

SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Letters inside drawings are beside words that say the same.
SMALL = """() => {
  const found = new Set(), words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const around = words.currentNode.parentElement, size = parseFloat(getComputedStyle(around).fontSize);
    if (words.currentNode.data.trim() && size < 14 && around.checkVisibility() && !around.closest('svg, .vh'))
      found.add(`${around.localName}.${around.className} ${size}px`);
  }
  return [...found];
}"""
# WCAG 2.5.8; links inside sentences are exempt, and a radio's target is the label around or beside it.
NARROW = """() => [...document.querySelectorAll('a, button, summary, select, input:not([type=hidden]), textarea')].filter((one) => {
  const box = one.getBoundingClientRect();
  if (!one.checkVisibility() || box.width < 2 || one.closest('.vh, p:not(.acts), li p, .letter-body')) return false;
  return box.height < 24 || box.width < 24;
}).map((one) => `${one.localName}.${one.className} ${one.textContent.trim().slice(0, 30)}`)"""


def _faults(page: Page) -> dict[str, object]:
    found = {"axe": axe(page), "sideways": page.evaluate(SIDEWAYS), "small": page.evaluate(SMALL), "narrow": page.evaluate(NARROW)}
    return {what: value for what, value in found.items() if value}


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (390, False), (390, True), (320, False)])
def test_pages_are_fit_to_be_read(open_page: OpenPage, width: int, dark: bool) -> None:
    page = open_page(width=width, dark=dark, has_touch=width < 1000)
    faults = {}
    for address in ADDRESSES:
        page.goto(address)
        if found := _faults(page):
            faults[address] = found

    assert faults == {}


def test_what_is_small_is_seen(open_page: OpenPage) -> None:
    page = open_page()
    page.set_content(
        "<html lang=fi><title>x</title><main><h1>x</h1><p style='font-size: 12px'>pieni</p><button style='padding: 0; width: 9px'>x"
    )

    assert page.evaluate(SMALL) == ["p. 12px", "button. 13.3333px"]
    assert page.evaluate(NARROW) == ["button. x"]


def test_letters_may_be_set_wide(open_page: OpenPage) -> None:
    """WCAG 1.4.12: the reader's own spacing loses nothing at phone width."""
    page = open_page(width=390)
    faults = {}
    for address in ADDRESSES:
        page.goto(address)
        page.evaluate("""() => { for (const one of document.querySelectorAll('body *')) Object.assign(one.style,
            {lineHeight: '1.5', letterSpacing: '.12em', wordSpacing: '.16em'}) }""")
        if over := page.evaluate(SIDEWAYS):
            faults[address] = over

    assert faults == {}


def test_paper_shows_the_page_without_its_controls(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/ui/lukuvuosi/")
    page.emulate_media(media="print")

    assert page.locator("h1").is_visible() and page.locator(".tasks").is_visible()
    assert not any(page.locator(one).first.is_visible() for one in (".masthead", ".foot", ".next .acts", ".practice"))
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_choices_can_be_told_apart_in_forced_colours(open_page: OpenPage) -> None:
    page = open_page(forced_colors="active")
    page.goto("/ui/")
    chosen, other = (page.locator(f".seg label{which}").first for which in (":has(:checked)", ":not(:has(:checked))"))

    def ground(one: object) -> str:
        return str(one.evaluate("one => getComputedStyle(one).backgroundColor"))  # type: ignore[attr-defined]

    assert ground(chosen) != ground(other)
