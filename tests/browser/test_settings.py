"""An organisation's settings in a real browser: fit to be read at every width, and a staff list brought on a phone without scripts."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, expect

from tests import cast, make
from tests.browser.test_coordinator import faults
from tests.chromium import OpenPage
from tests.rooms.organisations.files import AINO, ALL, HEADER, RAUNI, received, take_in
from tests.visit import sign_in
from verme.kernel import tables
from verme.organisations import actions
from verme.organisations.models import StaffImport

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
SETTINGS = "/o/seinajoki/asetukset/"
PAGES = [
    "", "tekstit/", "kielet/", "yhteystiedot/", "esihenkilot/", "logo/", "esikatselu/?teksti=sv", "roolit/", "roolit/uusi/",
    "yksikot/", "yksikot/uusi/", "henkilostoryhmat/uusi/", "henkilosto/", "henkilosto/?tila=poissa", "henkilosto/tuo/",
]  # fmt: skip
BROKEN = ("1004", "Daavid Dahl", "daavid@seinajoki", "Lakeuden koulu", "Opettaja", "Luokanopettaja", "")
CODE = "131052-308T"  # the official example


@pytest.fixture
def house(at: Callable[[dt.datetime], None]) -> cast.House:
    at(make.AUGUST)
    made = cast.seinajoki()
    by = made.coordinator.acting("coordinator")
    texts = {"fi": "Verme-ryhmiä on meillä viisi.", "sv": "Vi har fem verme-grupper."}
    actions.change(made.organisation, about=texts, contact_name="Riitta", contact_email="vermevastuuhenkilo@seinajoki.example", by=by)
    return made


@pytest.fixture
def waiting(house: cast.House) -> StaffImport:
    """A file that changes, adds and lacks somebody, with a faulty row."""
    take_in(house)
    return received(house, [(*AINO[:3], "Harjun koulu", *AINO[4:]), RAUNI, BROKEN, ("1005", "Eeva Ek", "eeva@x.example", "", "", "", "")])


@pytest.mark.parametrize(
    ("width", "dark", "language"), [(1280, False, "sv"), (1280, True, "fi"), (390, False, "en"), (390, True, "sv"), (320, False, "fi")]
)
def test_pages_are_fit_to_be_read(
    open_page: OpenPage, house: cast.House, waiting: StaffImport, live_server: object, width: int, dark: bool, language: str
) -> None:
    page = open_page(width=width, dark=dark, has_touch=width < 1000)
    sign_in(page, house.coordinator, base_url=live_server.url)  # type: ignore[attr-defined]
    page.goto(f"/?kieli={language}")
    role, unit, group = house.coordinator.roles.get().pk, house.units[0].pk, house.organisation.staff_groups.all()[0].pk
    things = [f"roolit/{role}/paata/", f"yksikot/{unit}/", f"henkilostoryhmat/{group}/"]
    steps = [f"henkilosto/tuo/{waiting.pk}/{step}" for step in ("", "sarakkeet/", "koulut/")]
    own = ["/oma/tiedot/", "/oma/tiedot/osoite/"]
    found = {}
    for address in [*(SETTINGS + path for path in (*PAGES, *things, *steps)), *own]:
        page.goto(address)
        if wrong := faults(page):
            found[address] = wrong

    assert found == {}


def test_a_staff_list_is_brought_on_a_phone_without_scripts(open_page: OpenPage, house: cast.House, live_server: object) -> None:
    page = open_page(width=390, javascript=False)
    sign_in(page, house.coordinator, base_url=live_server.url)  # type: ignore[attr-defined]
    with_codes = tables.to_csv(HEADER, [(*AINO[:2], CODE, *AINO[3:])])
    good = tables.to_csv(HEADER, [*ALL, BROKEN])

    page.goto(f"{SETTINGS}henkilosto/")
    page.get_by_role("link", name="Tuo lista").click()
    page.get_by_label("Henkilöstölista").set_input_files(FilePayload(name="lista.csv", mimeType="text/csv", buffer=with_codes))
    page.get_by_role("button", name="Lue tiedosto").click()
    expect(page.get_by_role("main")).to_contain_text("Tiedostossa on henkilötunnuksia")
    expect(page.get_by_role("main")).not_to_contain_text(CODE)

    page.get_by_label("Henkilöstölista").set_input_files(FilePayload(name="lista.csv", mimeType="text/csv", buffer=good))
    page.get_by_role("button", name="Lue tiedosto").click()
    expect(page.get_by_label("Sähköposti")).to_have_value("2")
    page.get_by_role("button", name="Näytä, mitä muuttuisi").click()
    expect(page.get_by_role("main")).to_contain_text("1 rivi ei kelpaa")

    page.get_by_role("link", name="Lisää koulut").click()
    page.get_by_label("Lakeuden koulu").select_option("upper")
    page.get_by_role("button", name="Lisää ja vertaa uudelleen").click()
    page.get_by_role("button", name="Jätä 1 rivi pois ja ota käyttöön").click()
    expect(page.get_by_role("main")).to_contain_text("Henkilöstölista on käytössä: 3 uutta")
    expect(page.get_by_role("main")).to_contain_text("Listalla 3")
