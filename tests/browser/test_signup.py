"""Signing up in a real browser: on a phone without scripts, by keyboard alone, and with a checker's eyes on every page."""

import datetime as dt
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests import make
from tests.chromium import OpenPage, axe
from tests.rooms.signups.table import Table, secret, table
from verme.audit.actors import OPERATOR, VISITOR
from verme.programmes.models import Programme
from verme.signups import actions
from verme.signups.models import Signup

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
START = "/i/seinajoki-2026/ilmoittaudu/"
CONTINUE = {"fi": "Jatka", "sv": "Fortsätt", "en": "Continue"}


@pytest.fixture
def made(at: Callable[[dt.datetime], None]) -> Table:
    at(make.AUGUST)
    return table()


def fill_about(page: Page, email: str = "aino@koulu.example") -> None:
    page.locator("[name=name]").fill("Aino Šuomalainen")
    page.locator("[name=email]").fill(email)
    page.locator("[name=unit]").select_option(label="Harjun koulu")
    page.locator("[name=staff_group][value=class_teacher]").check()
    page.locator("[name=is_new][value=no]").check()


def fill_wishes(page: Page) -> None:
    page.locator('[name=wish1][value="teema-2"]').check()
    page.locator('[name="slot_ma-1430"][value="2"]').check()
    page.locator('[name="slot_ti-1430"][value="1"]').check()
    page.locator('[name=place_keskusta][value="2"]').check()


def onward(page: Page, language: str = "fi") -> None:
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=CONTINUE[language]).click()


def test_on_a_phone_without_scripts(without_javascript: Page, made: Table) -> None:
    page = without_javascript
    page.goto("/i/seinajoki-2026/")
    page.get_by_role("link", name="Ilmoittaudu mukaan").click()
    onward(page)
    expect(page).to_have_title("Virhe: Kerro itsestäsi – Verme")
    page.get_by_role("link", name="Kirjoita sähköpostiosoitteesi").click()
    expect(page.locator("[name=email]")).to_be_focused()
    fill_about(page)
    page.get_by_role("button", name="Svenska").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Berätta om dig själv")
    expect(page.locator("[name=name]")).to_have_value("Aino Šuomalainen")
    page.get_by_role("button", name="Suomi").click()
    onward(page)
    fill_wishes(page)
    onward(page)
    page.go_back()
    expect(page.locator('[name=wish1][value="teema-2"]')).to_be_checked()
    page.go_forward()
    page.get_by_role("link", name="Muuta nimi").click()
    page.locator("[name=name]").fill("Aino Š")
    onward(page)
    onward(page)
    page.get_by_role("button", name="Lähetä ilmoittautuminen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kiitos, Aino. Ilmoittautumisesi on perillä.")
    reference = page.locator(".ref").inner_text()
    page.reload()
    expect(page.locator(".ref")).to_have_text(reference)
    page.go_back()
    expect(page.get_by_role("status")).to_contain_text("Lähetit tämän jo. Mitään ei tallennettu kahdesti.")

    assert list(Signup.objects.values_list("name", "reference")) == [("Aino Š", reference)]


def test_the_letters_link_by_phone(without_javascript: Page, made: Table) -> None:
    made.send("Aino", email="aino@koulu.example")
    page = without_javascript

    page.goto(f"/m/{secret('confirmation')}/?kieli=fi")
    page.get_by_role("button", name="Avaa ilmoittautumiseni").click()
    expect(page).to_have_url(re.compile("/i/seinajoki-2026/oma/$"))
    page.get_by_role("button", name="Muuta vastauksiasi").click()
    page.locator("[name=is_new][value=no]").check()
    onward(page)
    page.locator('[name="slot_to-1430"][value="0"]').check()
    onward(page)
    page.get_by_role("button", name="Tallenna muutos").click()
    expect(page.get_by_role("status")).to_contain_text("Muutoksesi on tallennettu.")
    page.get_by_role("link", name="Peru ilmoittautuminen").click()
    page.get_by_role("button", name="Peru ilmoittautuminen").click()

    expect(page.get_by_role("status")).to_contain_text("Ilmoittautumisesi on peruttu.")
    assert made.states() == {"Aino": "withdrawn"}


def test_by_keyboard_alone(page: Page, made: Table) -> None:
    def press(*keys: str) -> None:
        for key in keys:
            page.keyboard.press(key)

    page.goto(START)
    page.locator("[name=name]").focus()
    page.keyboard.type("Aino Šuomalainen")
    press("Tab")
    page.keyboard.type("aino@koulu.example")
    press("Tab")
    page.keyboard.type("Harj")
    press("Tab", "Tab", "Space", "Tab", "ArrowDown", "Enter")  # past the written workplace; first staff group; "no"; send
    expect(page.get_by_role("heading", level=1)).to_have_text("Millainen ryhmä sinulle sopisi?")
    page.locator("[name=wish1]").first.focus()
    press("Space", "Tab", "Space", "Tab", "Tab", "Tab", "Space")  # first and second wish; past the third and "any"; first time
    expect(page.locator('[name=wish1][value="teema-2"]')).to_be_checked()


def stops(page: Page, language: str) -> Iterator[str]:
    """Goes from page to page, each empty and with faults, and says where it is."""
    page.goto(f"{START}?kieli={language}")
    yield "about"
    onward(page, language)
    yield "faults of about"
    fill_about(page)
    onward(page, language)
    yield "wishes"
    onward(page, language)
    yield "faults of wishes"
    fill_wishes(page)
    onward(page, language)
    yield "check"
    with page.expect_navigation():
        page.locator("main form button").last.click()
    yield "done"


def looks_right(page: Page) -> list[str]:
    """What the checker finds, and whether something sticks out sideways."""
    sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*axe(page), *([f"{sideways} px sideways"] if sideways > 0 else [])]


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_page_is_accessible_and_fits(open_page: OpenPage, made: Table, language: str, width: int) -> None:
    page = open_page(width=width, height=844)

    found = {name: seen for name in stops(page, language) if (seen := looks_right(page))}

    assert found == {}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_pages_of_letters_are_accessible_and_fit(
    open_page: OpenPage, made: Table, at: Callable[[dt.datetime], None], language: str, width: int
) -> None:
    Programme.objects.update(capacity=1)
    made.send("Aino"), made.send("Bertta")
    actions.withdraw(Signup.objects.get(name="Aino"), by=VISITOR)
    manage, offer = f"/m/{secret('waiting')}/", f"/paikka/{secret('offer', 'paikka')}/"
    _link, students = actions.make_link(
        made.programme, name="Yliopisto", limit=3, expires_at=make.AUGUST + dt.timedelta(days=3), by=OPERATOR
    )
    page = open_page(width=width, height=844)
    found = {}
    for address in (manage, offer, f"/kutsu/{students}/", "/m/nonsense/", "/i/seinajoki-2026/oma/"):
        page.goto(f"{address}?kieli={language}")
        if seen := looks_right(page):
            found[address] = seen
    page.goto(manage)
    page.locator("main form button").click()
    for address in ("/i/seinajoki-2026/oma/", "/i/seinajoki-2026/oma/peru/"):
        page.goto(f"{address}?kieli={language}")
        if seen := looks_right(page):
            found[address] = seen

    assert found == {}
