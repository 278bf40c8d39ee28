"""The first half of the year in a real browser: three people sign up, groups are formed, mended by hand and published, each sees theirs.

Once as most people do it and once where no script runs.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from playwright.sync_api import Page, expect

from tests.chromium import OpenPage
from tests.journeys.words import said
from verme.demo import build, spring
from verme.demo.time import BEGINS
from verme.demo.worlds import GRADIA
from verme.groups import jobs
from verme.groups.models import Group, Placement, Run, Seat
from verme.groups.terms import RunState
from verme.mail.models import Letter
from verme.programmes.models import Programme

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLAN = replace(GRADIA, signups=12, mentors=2, spring_capacity=16)
COORDINATOR = "koordinaattori@gradia.example"
CODE = re.compile(r"\b[A-Z]{4}-[A-Z]{4}\b")


@dataclass(frozen=True)
class Newcomer:
    """Somebody who signs up in an own language."""

    name: str
    email: str
    language: str


NEWCOMERS = [
    Newcomer("Aino Šuomalainen", "aino@gradia.example", "fi"),
    Newcomer("Göran Öhman", "goran@gradia.example", "sv"),
    Newcomer("Jane O’Neill", "jane@gradia.example", "en"),
]


@pytest.fixture
def programme(at: Callable[[datetime], None]) -> Programme:
    """An open programme of the example world: two mentors, twelve people, four places left."""
    cache.clear()
    made = spring.build(build.founded(PLAN))
    at(BEGINS)
    return made


def code_for(address: str) -> str:
    """The code of the newest letter to this address, as its reader finds it."""
    found = CODE.search(Letter.objects.filter(kind="people.code", to_address=address).latest("id").text)
    assert found is not None
    return found[0]


def press(page: Page, sentence: str, language: str = "fi") -> None:
    page.get_by_role("main").get_by_role("button", name=said(sentence, language), exact=True).click()


def follow(page: Page, sentence: str, language: str = "fi") -> None:
    page.get_by_role("main").get_by_role("link", name=said(sentence, language), exact=True).first.click()


def headed(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def sign_up(page: Page, programme: Programme, who: Newcomer) -> None:
    """From the public page through the three questions to the page that thanks."""
    page.goto(f"/i/{programme.slug}/?kieli={who.language}")
    follow(page, "Sign up", who.language)
    headed(page, said("Tell us about yourself", who.language))
    page.locator("[name=name]").fill(who.name)
    page.locator("[name=email]").fill(who.email)
    page.locator("[name=unit]").select_option(label="Lyseo")
    page.locator("[name=staff_group]").first.check()
    page.locator("[name=is_new][value=no]").check()
    press(page, "Continue", who.language)
    page.locator("[name=wish1]").first.check()
    page.locator("[name=any_theme]").check()
    for answer in page.locator('[name^="slot_"][value="2"], [name^="place_"][value="2"]').all():
        answer.check()
    if who.language != "fi":
        page.locator('[name=languages][value="fi"]').check()
    press(page, "Continue", who.language)
    headed(page, said("Check your details and send", who.language))
    expect(page.get_by_role("main")).to_contain_text(who.name)
    press(page, "Send sign-up", who.language)
    headed(page, said("Thank you, %(name)s. We have your sign-up.", who.language, name=who.name.split()[0]))


def sign_in(page: Page, address: str, language: str = "fi") -> None:
    """By a code from the post."""
    page.goto(f"/kirjaudu/?kieli={language}")
    page.get_by_label(said("Email", language)).fill(address)
    press(page, "Send a sign-in code to my email", language)
    page.get_by_label(said("Code from the email", language)).fill(code_for(address))
    press(page, "Continue signing in", language)


def propose(page: Page, programme: Programme) -> None:
    """Asks for a proposal; the search runs as it would in the worker; the board opens."""
    page.goto(f"/o/gradia/ohjelmat/{programme.slug}/")
    page.get_by_role("navigation").get_by_role("link", name=said("Groups", "fi"), exact=True).click()
    press(page, "Make a proposal")
    headed(page, said("Looking for good groups…", "fi"))
    run = Run.objects.get()
    assert run.state == RunState.WAITING
    jobs.form_groups.call(run.pk)
    headed(page, said("Groups", "fi"))  # the page looks again by itself, every two seconds
    expect(page.locator(".person")).to_have_count(15)


def places() -> dict[str, str]:
    """Name → letter of the group in the draft."""
    return dict(Placement.objects.order_by("signup__name").values_list("signup__name", "group__letter"))


def move_by_hand(page: Page) -> dict[str, str]:
    """One newcomer to the other group, back, and there again; gives who sits where in the end."""
    name, before = NEWCOMERS[0].name, places()
    row = page.locator(".person", has=page.locator(".name", has_text=name))
    row.get_by_text(said("Move", "fi")).first.click()
    row.locator("button[name=to]:not([disabled])", has=page.get_by_text(re.compile("^[AB]$"))).first.click()
    expect(row).to_have_class(re.compile("moved"))
    after = places()
    assert [who for who in after if after[who] != before.get(who)] == [name]

    page.get_by_role("button", name=said("Undo", "fi")).click()
    expect(page.get_by_role("button", name=said("Undo", "fi"))).to_have_count(0)
    assert places() == before
    page.get_by_role("button", name=said("Redo", "fi")).click()
    expect(page.get_by_role("button", name=said("Undo", "fi"))).to_be_visible()
    assert places() == after
    return after


def proof_grows_old(page: Page) -> None:
    """As if the coordinator had worked on for more than ten minutes since the code."""
    cookie = next(each for each in page.context.cookies() if each["name"] == settings.SESSION_COOKIE_NAME)
    session = SessionStore(cookie["value"])
    session["proved"] = 0
    session.save()


def publish(page: Page) -> None:
    """Through the summary and a fresh code to the button that cannot be taken back."""
    page.get_by_role("link", name=said("Publish groups", "fi")).click()
    headed(page, said("Publish the groups", "fi"))
    follow(page, "Go on to publishing")
    headed(page, said("Let's make sure it's you", "fi"))
    press(page, "Send the code")
    page.get_by_role("main").get_by_role("textbox").fill(code_for(COORDINATOR))
    press(page, "Continue")
    headed(page, said("Publish the groups?", "fi"))
    press(page, "Publish and send the messages")
    expect(page.get_by_role("status").first).to_contain_text(said("The groups are published. The letters are on their way.", "fi"))


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_from_a_call_to_ones_own_group(open_page: OpenPage, programme: Programme, javascript: bool) -> None:
    def phone() -> Page:
        return open_page(width=390, height=844, has_touch=True, javascript=javascript)

    for who in NEWCOMERS:
        sign_up(phone(), programme, who)
    desk = open_page(javascript=javascript)
    sign_in(desk, COORDINATOR)
    propose(desk, programme)
    drafted = move_by_hand(desk)
    proof_grows_old(desk)
    publish(desk)

    assert {seat.signup.name: seat.group.letter for seat in Seat.objects.select_related("signup", "group")} == drafted
    for who in NEWCOMERS:
        page = phone()
        sign_in(page, who.email, who.language)
        expect(page).to_have_url(re.compile("/oma/$"))
        group = Group.objects.get(seats__signup__name=who.name)
        expect(page.get_by_role("heading", level=2).first).to_contain_text(f"{group.letter}, {group.theme.titles[who.language]}")
