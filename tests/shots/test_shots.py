"""The pictures of docs/shots, taken of the example world: `./dev shots`. Without it they are taken into a folder that is thrown away."""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.chromium import OpenPage
from tests.journeys.words import said
from tests.pages.world import Season, example_world, propose, seasons, signed_in_once
from tests.shots.living import Living
from tests.shots.still import paper, same_secrets, take
from tests.visit import sign_in
from verme.certificates.documents import certificate_pdf
from verme.demo.worlds import SEINAJOKI
from verme.groups.models import Run
from verme.kernel import clock
from verme.people.models import Person

pytestmark = [
    pytest.mark.shots,
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.xdist_group("shots"),  # one world for all pictures
    pytest.mark.django_db(transaction=True),
]
KEPT = os.environ.get("VERME_SHOTS")
SEARCHED = 30 if KEPT else 3  # seconds: only pictures that are kept must be alike in every run
MOST_PICTURES, MOST_BYTES = 33, 150_000
AUTUMN, SPRING = "/o/seinajoki/ohjelmat/seinajoki-2026/", "/o/seinajoki/ohjelmat/seinajoki-kevat-2027/"
DESK, PHONE = 1280, 390


@pytest.fixture(scope="module")
def both(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Season, Season]]:
    """Seinäjoki of the example world, the same in every run: the year, and the spring, in which a proposal lies on the board."""
    with django_db_blocker.unblock(), same_secrets(), example_world(SEINAJOKI) as house:
        signed_in_once(house)
        autumn, spring = seasons(house)
        propose(house, spring.programme, seconds=SEARCHED)
        yield autumn, spring


@pytest.fixture
def spring(both: tuple[Season, Season]) -> Season:
    return both[1]


@pytest.fixture
def living(both: tuple[Season, Season]) -> Living:
    return Living(both[0].programme)


@pytest.fixture
def _django_db_helper(both: tuple[Season, Season]) -> None:
    """The world stays while its pictures are taken."""


@dataclass
class Camera:
    """Takes pictures as somebody of the world, in a language, at a width."""

    folder: Path
    window: Callable[[str, int], Page]  # who, width

    def shoot(self, name: str, address: str, *, who: str = "", width: int = DESK, language: str = "fi") -> None:
        page = self.window(who, width)
        page.goto(f"{address}{'&' if '?' in address else '?'}kieli={language}")
        self.keep(page, name, width=width, language=language)

    def keep(self, page: Page, name: str, *, width: int, language: str = "fi") -> None:
        """Named after what it shows: board.png, board-phone.png, board-phone.sv.png."""
        page.wait_for_load_state("networkidle")
        take(page, self.folder / f"{name}{'-phone' if width == PHONE else ''}{'' if language == 'fi' else f'.{language}'}.png")


@pytest.fixture
def camera(open_page: OpenPage, both: tuple[Season, Season], live_server: LiveServer, tmp_path: Path) -> Camera:
    opened: dict[tuple[str, int], Page] = {}

    def window(who: str, width: int) -> Page:
        if (who, width) not in opened:
            page = opened[who, width] = open_page(width=width, height=844 if width == PHONE else 900, has_touch=width == PHONE)
            if who:
                sign_in(page, Person.objects.get(email=f"{who}@seinajoki.example"), base_url=live_server.url)
        return opened[who, width]

    return Camera(Path(KEPT or tmp_path), window)


def _sign_up(camera: Camera) -> None:
    """Somebody signs up on a phone; the pages are seen as they are filled in."""
    page = camera.window("", PHONE)
    page.goto("/i/seinajoki-kevat-2027/ilmoittaudu/?kieli=fi")
    page.locator("[name=name]").fill("Šara Nieminen")
    page.locator("[name=email]").fill("sara.nieminen@seinajoki.example")
    page.locator("[name=unit]").select_option(label="Harjun koulu")
    page.locator("[name=staff_group]").first.check()
    page.locator("[name=is_new][value=no]").check()
    camera.keep(page, "signup-about", width=PHONE)
    page.get_by_role("button", name=said("Continue", "fi"), exact=True).click()
    page.locator("[name=wish1]").nth(1).check()
    page.locator("[name=wish2]").nth(2).check()
    for at, answer in enumerate(page.locator('[name^="slot_"][value="2"], [name^="place_"][value="2"]').all()):
        if at % 3 != 1:
            answer.check()
    camera.keep(page, "signup-wishes", width=PHONE)
    page.get_by_role("button", name=said("Continue", "fi"), exact=True).click()
    page.get_by_role("button", name=said("Send sign-up", "fi"), exact=True).click()
    camera.keep(page, "signup-done", width=PHONE)


def _the_groups_live(camera: Camera, living: Living) -> None:
    """A group agrees and meets, on the mentor's and a member's phone."""
    camera.shoot("agreement", f"/oma/ryhma/{living.led.pk}/sopimus/", who="mentori")
    camera.shoot("meetings", f"/oma/ryhma/{living.sat_in.pk}/", who="osallistuja", width=PHONE)
    with clock.frozen(living.next_meeting.ends_at + dt.timedelta(minutes=5)):
        page = camera.window("mentori", PHONE)
        page.goto("/oma/?kieli=fi")
        page.get_by_role("link", name=said("Record attendance", "fi")).click()
        page.get_by_role("button", name=said("Everyone was there", "fi")).click()
        page.locator(".choice .no").nth(1).click()
        camera.keep(page, "attendance", width=PHONE)


def _credit_and_pay(camera: Camera, living: Living) -> None:
    """What is earned, and the way of a fee."""
    living.send_some()
    camera.shoot("credit", f"{AUTUMN}hyvitys/", who="koordinaattori")
    camera.shoot("hours", "/o/seinajoki/tunnit/", who="koordinaattori")
    camera.shoot("approve", "/o/seinajoki/hyvaksyttavat/rivit/", who="hyvaksyja")
    camera.shoot("batch", "/o/seinajoki/maksettavat/suljetut/1/", who="palkat")
    paper(lambda: certificate_pdf(living.certificate), camera.folder / "certificate.png")


def test_the_pictures(camera: Camera, spring: Season, living: Living) -> None:
    board = f"{SPRING}ryhmat/luonnos/{spring.draft.number}/"
    camera.shoot("home", "/")
    camera.shoot("programme", "/i/seinajoki-kevat-2027/", width=PHONE)
    camera.shoot("programme", "/i/seinajoki-kevat-2027/", width=PHONE, language="sv")
    camera.shoot("who-sees-what", "/kuka-nakee-mita/")
    _sign_up(camera)

    def work(name: str, address: str, **more: Any) -> None:
        camera.shoot(name, address, who="koordinaattori", **more)

    work("year", SPRING)
    work("year", SPRING, width=PHONE)
    work("year", SPRING, language="en")
    work("call", f"{SPRING}tiedotus/")
    work("signups", f"{SPRING}ilmoittautuneet/")
    work("mentors", f"{SPRING}mentorit/")
    work("rules", "/o/seinajoki/toimintamalli/")
    work("criteria", f"{SPRING}ryhmat/ehdotus/?luonnos={spring.draft.number}")
    work("board", board)
    work("board", board, width=PHONE)
    work("board", board, language="sv")
    work("publish", f"{board}julkaise/")
    work("groups", f"{AUTUMN}ryhmat/")
    work("letters", "/o/seinajoki/viestit/")
    Run.objects.filter(pk=spring.run.pk).update(started_at=clock.real_now() - dt.timedelta(seconds=12))  # the same in every picture
    work("search", f"{SPRING}ryhmat/haku/{spring.run.pk}/")
    camera.shoot("my-group", "/oma/", who="osallistuja", width=PHONE)
    camera.shoot("my-group", "/oma/", who="osallistuja", width=PHONE, language="en")
    camera.shoot("mentor", "/oma/ryhmani/", who="mentori")
    _the_groups_live(camera, living)
    _credit_and_pay(camera, living)

    sizes = {picture.name: picture.stat().st_size for picture in camera.folder.glob("*.png")}
    assert len(sizes) <= MOST_PICTURES
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}
