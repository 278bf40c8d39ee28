"""What pages do in a browser: focus where it belongs, menus and tabs without a script, small scripts that only help."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.chromium import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


def test_faults_have_the_focus_without_a_script(without_javascript: Page) -> None:
    without_javascript.goto("/ui/virhe/")

    expect(without_javascript.locator(".ds-error-summary")).to_be_focused()


def test_a_fault_leads_to_its_field(phone: Page) -> None:
    phone.goto("/ui/virhe/")
    phone.get_by_role("link", name="Valitse, mitä työtä teet").click()

    expect(phone.get_by_role("radio", name="Opettaja", exact=True)).to_be_focused()


def test_who_was_moved_has_the_focus(without_javascript: Page) -> None:
    """The answer to a move leads to the person's own place on the board, and the browser puts the focus there."""
    page = without_javascript
    page.goto("/ui/taulu/")
    moved = page.locator(".person.moved").get_attribute("id")

    page.goto(f"/ui/taulu/#{moved}")

    expect(page.locator(".person.moved")).to_be_focused()


def test_the_menu_opens_and_closes_without_a_script(without_javascript: Page) -> None:
    page = without_javascript
    page.goto("/ui/lukuvuosi/")
    line = page.get_by_role("link", name="Ilmoittautuneet")
    expect(line).to_be_hidden()
    page.get_by_role("button", name="Valikko").click()
    expect(line).to_be_visible()
    expect(page.locator(".menu").get_by_role("link", name="Svenska")).to_be_visible()
    page.keyboard.press("Escape")

    expect(line).to_be_hidden()


def test_the_whole_head_can_be_walked_by_keyboard(page: Page) -> None:
    page.goto("/ui/lukuvuosi/")
    walked = []
    for _ in range(9):
        page.keyboard.press("Tab")
        walked.append(page.evaluate("() => document.activeElement.textContent.trim()"))

    assert walked[:2] == ["Siirry sisältöön", "VermeSeinäjoki"]
    assert walked[2:] == ["Tarvitsetko apua?", "Svenska", "English", "Lukuvuosi", "Ilmoittautuneet", "Ryhmät", "Oma Vermeni"]


def test_on_a_phone_a_table_is_a_tab_without_a_script(without_javascript: Page) -> None:
    page = without_javascript
    page.goto("/ui/taulu/")
    expect(page.locator("#ryhma-a .people")).to_be_hidden()
    page.locator('.tables a[href="#ryhma-a"]').click()

    expect(page.locator("#ryhma-a .people")).to_be_visible()
    expect(page.locator("#ryhma-c")).to_be_hidden()


def test_the_draft_bar_covers_nothing_that_has_the_focus(phone: Page) -> None:
    """WCAG 2.4.11: every control of a group, reached by keyboard, stays clear of the bar at the thumb."""
    phone.goto("/ui/taulu/#ryhma-c")
    bar = phone.locator(".draftbar").bounding_box()
    assert bar is not None
    seen = 0
    for summary in phone.locator("#ryhma-c summary").all():
        summary.focus()
        phone.wait_for_timeout(50)
        box = summary.bounding_box()
        assert box is not None and box["y"] + box["height"] <= bar["y"], box
        seen += 1

    assert seen >= 4


def test_a_form_is_sent_once_however_quickly_its_button_is_pressed(page: Page) -> None:
    sent: list[str] = []
    page.goto("/ui/taulu/")
    page.route("**/ui/taulu/", lambda route: sent.append(route.request.method))  # an answer that takes its time
    page.locator("button[name=undo]").dblclick(no_wait_after=True)
    page.wait_for_timeout(300)

    assert sent == ["POST"]


def test_copying_says_that_it_is_done(open_page: OpenPage) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/ui/tyhja/")
    page.get_by_role("button", name="Kopioi").click()

    expect(page.get_by_role("status")).to_have_text("Kopioitu")
    assert page.evaluate("() => navigator.clipboard.readText()") == "https://verme.esimerkki.fi/i/seinajoki-2026/"


def test_without_a_script_there_is_no_button_that_does_nothing(without_javascript: Page) -> None:
    without_javascript.goto("/ui/tyhja/")

    expect(without_javascript.get_by_role("button", name="Kopioi")).to_be_hidden()
    expect(without_javascript.get_by_label("Ilmoittautumislinkki")).to_have_value(re.compile("seinajoki-2026"))


def test_a_reader_is_warned_before_the_session_ends_and_can_stay(page: Page) -> None:
    page.clock.install()
    page.goto("/ui/lukuvuosi/")
    warning = page.get_by_role("alert")
    page.clock.run_for(27 * 60 * 1000)
    expect(warning).to_be_hidden()
    page.clock.run_for(70 * 1000)
    expect(warning).to_contain_text("Kirjaamme sinut ulos 2 minuutin kuluttua.")

    page.route("**/oma/", lambda route: route.fulfill(status=200))
    page.get_by_role("button", name="Pysy kirjautuneena").click()
    expect(warning).to_be_hidden()
    page.clock.run_for(27 * 60 * 1000)
    expect(warning).to_be_hidden()


def test_a_session_that_is_over_is_told(page: Page) -> None:
    page.clock.install()
    page.goto("/ui/lukuvuosi/")
    page.clock.run_for(31 * 60 * 1000)

    expect(page.get_by_role("alert")).to_contain_text("kirjasimme sinut ulos")
