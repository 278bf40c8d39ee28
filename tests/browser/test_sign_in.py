"""Signing in, proving oneself and signing out in a real browser, without scripts and by keyboard alone."""

import re
from collections.abc import Callable

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from tests import cast
from tests.chromium import OpenPage, axe
from tests.rooms.mail.conftest import write as write
from tests.web.account.conftest import CODE
from verme.mail.models import Letter
from verme.people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
SIGN_IN = "/kirjaudu/?next=/kirjaudu/varmista/"  # on to a page that whoever is signed in may see


@pytest.fixture
def charlie() -> Person:
    cache.clear()
    return cast.stranger()


def code() -> str:
    """The code of the newest letter."""
    found = CODE.search(Letter.objects.filter(kind="people.code").latest("id").text)
    assert found is not None
    return found[0]


def test_signing_in_and_out_without_scripts(without_javascript: Page, charlie: Person) -> None:
    page = without_javascript
    page.goto(SIGN_IN)
    page.get_by_label("Sähköposti").fill("Charlie@muualla.example")
    page.get_by_role("button", name="Lähetä kirjautumiskoodi sähköpostiini").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Katso sähköpostisi")
    page.get_by_label("Koodi sähköpostista").fill("BBBB-BBBB")
    page.get_by_role("button", name="Jatka kirjautumista").click()
    expect(page.get_by_role("alert")).to_contain_text("Koodi ei käy.")
    page.get_by_label("Koodi sähköpostista").fill(code().lower())
    page.get_by_role("button", name="Jatka kirjautumista").click()

    expect(page).to_have_url(re.compile("/kirjaudu/varmista/$"))
    page.goto("/kirjaudu/ulos/")
    page.get_by_role("main").get_by_role("button").click()
    expect(page).to_have_url(re.compile(r":\d+/$"))
    page.goto("/kirjaudu/varmista/")
    expect(page).to_have_url(re.compile("/kirjaudu/\\?next="))


def _type(page: Page, words: str) -> None:
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def test_signing_in_and_proving_oneself_by_keyboard_alone(page: Page, charlie: Person) -> None:
    page.goto(SIGN_IN)
    page.get_by_label("Sähköposti").focus()
    _type(page, charlie.email)
    expect(page.get_by_role("heading", level=1)).to_have_text("Katso sähköpostisi")
    page.get_by_label("Koodi sähköpostista").focus()
    _type(page, code())
    expect(page).to_have_url(re.compile("/kirjaudu/varmista/$"))
    page.get_by_role("main").get_by_role("button").focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("main").get_by_role("textbox")
    expect(field).to_be_visible()
    field.focus()
    _type(page, code())

    expect(page).not_to_have_url(re.compile("varmista"))


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("path", ["/", "/mika-verme/", "/kuka-nakee-mita/", "/tietosuoja/", "/saavutettavuus/", "/apua/", "/kirjaudu/"])
def test_pages_of_trust_are_accessible_and_fit(open_page: OpenPage, charlie: Person, path: str, width: int) -> None:
    cast.seinajoki()
    page = open_page(width=width)
    page.goto(path)

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_whole_table_opens_and_scrolls_by_keyboard(page: Page, charlie: Person) -> None:
    page.goto("/kuka-nakee-mita/")
    page.get_by_text("Koko taulukko", exact=True).focus()
    page.keyboard.press("Enter")
    table = page.get_by_role("region", name="Koko taulukko")
    expect(table).to_be_visible()
    table.focus()

    expect(table).to_be_focused()
    assert axe(page) == []


def test_a_letter_in_the_post_office_is_accessible(page: Page, write: Callable[..., Letter]) -> None:
    letter = write()
    for path in ("/posti/", f"/posti/{letter.pk}/", f"/posti/{letter.pk}/html/"):
        page.goto(path)
        assert [fault for fault in axe(page) if not fault.startswith("region")] == []
