"""The coordinator's year in a real browser: fit to be read at every width, and from nothing to a public call without scripts."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests import cast, make
from tests.chromium import OpenPage, axe
from tests.visit import sign_in
from tests.web.ui.test_looks import NARROW, SIDEWAYS, SMALL
from verme.kernel import clock
from verme.organisations.models import StaffMember
from verme.programmes import actions
from verme.programmes.models import Programme
from verme.programmes.queries import Audience
from verme.programmes.terms import Admission, Channel

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
PROGRAMME = "/o/seinajoki/ohjelmat/seinajoki-2026/"
PAGES = [
    "/o/seinajoki/", "/o/seinajoki/uusi-ohjelma/", "/o/seinajoki/toimintamalli/", "/o/seinajoki/toimintamalli/mukana/",
    "/o/seinajoki/toimintamalli/hyvitys/", "/o/seinajoki/toimintamalli/palkkio/", "/o/seinajoki/toimintamalli/ryhmittely/",
    *(
        PROGRAMME + path
        for path in (
            "muuta/", "muuta/tekstit/", "muuta/paivat/", "muuta/ajat/", "muuta/paikat/", "muuta/teemat/uusi/", "esikatselu/", "maaraaika/",
            "paata/", "tiedotus/", "tiedotus/merkitse/",
        )
    ),
    "/i/seinajoki-2026/",
]  # fmt: skip


@pytest.fixture
def house(at: Callable[[dt.datetime], None]) -> cast.House:
    at(make.AUGUST)
    return cast.seinajoki()


@pytest.fixture
def filled(house: cast.House) -> Programme:
    """A year in the middle of its call: two versions of the model, a discreet theme, letters that went, one that came back, a practice."""
    by = house.coordinator.acting("coordinator")
    actions.adopt_preset(house.organisation, preset="seinajoki", by=by)
    values = {"average_price_cents": 3286, "time_exceptions": ("school_assistant",)}
    actions.change_rules(house.organisation, values=values, valid_from=clock.today(), decision="KH 14.6.2026 § 212", by=by)
    programme = make.programme(house.organisation, admission=Admission.NEW_FIRST, draw_digest="0123456789abcdef" * 4)
    make.themes(programme), make.slots(programme), make.places(programme)
    make.programme(house.organisation, slug="kevat", titles={"fi": "Kevään ryhmät"}, starts_on=dt.date(2027, 1, 11))
    rows = [
        ("Aino", "aino@seinajoki.example", "fi"),
        ("Göran", "goran@seinajoki.example", "sv"),
        ("Kaisa", "kaisa@seinajoki.example", "fi"),
    ]
    StaffMember.objects.bulk_create(
        StaffMember(organisation=house.organisation, name=name, email=email, language=language, unit=house.units[0])
        for name, email, language in rows
    )
    actions.send_call(programme, chosen=Audience(), channel=Channel.EMAIL, expected=3, by=by)
    actions.note_dispatch(programme, channel=Channel.INTRANET, whom="Kaikki", sent_at=clock.now(), by=by)
    return programme


def faults(page: Page) -> dict[str, object]:
    found = {"axe": axe(page), "sideways": page.evaluate(SIDEWAYS), "small": page.evaluate(SMALL), "narrow": page.evaluate(NARROW)}
    return {what: value for what, value in found.items() if value}


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("width", "dark", "language"), [(1280, False, "fi"), (1280, True, "sv"), (390, False, "sv"), (390, True, "en"), (320, False, "fi")]
)
def test_pages_are_fit_to_be_read(
    open_page: OpenPage, house: cast.House, live_server: object, width: int, dark: bool, language: str
) -> None:
    page = open_page(width=width, dark=dark, has_touch=width < 1000)
    sign_in(page, house.coordinator, base_url=live_server.url)  # type: ignore[attr-defined]
    page.goto(f"/?kieli={language}")
    found = {}
    for address in PAGES:
        page.goto(address)
        if wrong := faults(page):
            found[address] = wrong

    assert found == {}


def test_the_first_steps_are_fit_to_be_read(open_page: OpenPage, house: cast.House, live_server: object) -> None:
    page = open_page(width=390, has_touch=True)
    sign_in(page, house.coordinator, base_url=live_server.url)  # type: ignore[attr-defined]
    found = {}
    for address in ("/o/seinajoki/", "/o/seinajoki/toimintamalli/"):
        page.goto(address)
        if wrong := faults(page):
            found[address] = wrong

    assert found == {}


def test_from_nothing_to_a_public_call_without_scripts(without_javascript: Page, house: cast.House, live_server: object) -> None:
    page = without_javascript
    sign_in(page, house.coordinator, base_url=live_server.url)  # type: ignore[attr-defined]
    page.goto("/o/seinajoki/")
    page.get_by_role("link", name="Valitse toimintamalli").click()
    page.get_by_role("button", name="Aloita tällä: Seinäjoen malli").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Toimintamalli")

    page.goto("/o/seinajoki/")
    page.locator(".next").get_by_role("link", name="Avaa lukuvuosi").click()
    page.get_by_label("Paikkoja", exact=True).fill("42")
    page.get_by_role("button", name="Avaa lukuvuosi").click()
    page.locator("a", has_text="Muuta: Viikoittaiset ajat").click()
    page.get_by_label("Päivä").select_option("perjantai")
    page.get_by_label("Alkaa").fill("13:00")
    page.get_by_label("Päättyy").fill("14:30")
    page.get_by_role("button", name="Lisää").click()
    expect(page.locator("button", has_text="Poista: pe 13.00–14.30")).to_be_visible()
    page.locator("a.back").click()

    page.get_by_role("link", name="Katso ensin sivu").click()
    expect(page.get_by_text("Paikkoja on 42.")).to_be_visible()
    page.locator("a.back").click()
    page.get_by_role("button", name="Julkista ilmoittautuminen").click()
    expect(page.get_by_role("status")).to_contain_text("Ilmoittautuminen on julkistettu")
    page.get_by_role("link", name="Avaa julkinen sivu").click()
    expect(page.get_by_role("link", name="Ilmoittaudu mukaan")).to_be_visible()


@pytest.mark.usefixtures("filled")
def test_the_link_and_the_text_are_copied_by_a_button(page: Page, house: cast.House, live_server: object) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(page, house.coordinator, base_url=live_server.url)  # type: ignore[attr-defined]
    page.goto(f"{PROGRAMME}tiedotus/")

    page.get_by_role("button", name="Kopioi linkki").click()
    expect(page.get_by_text("Kopioitu")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith("/i/seinajoki-2026/")
