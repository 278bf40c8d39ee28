"""The first half of the year in a real browser: three people sign up, groups are formed, mended by hand and published, each sees theirs.

Once as most people do it and once where no script runs.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from tests.chromium import OpenPage
from tests.journeys.forming import newcomers, propose, publish, sign_up
from tests.journeys.steps import proof_grows_old, sign_in
from tests.journeys.words import said
from verme.demo import build, spring
from verme.demo.time import BEGINS
from verme.demo.worlds import GRADIA
from verme.groups.models import Group, Placement, Seat
from verme.programmes.models import Programme

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLAN = replace(GRADIA, signups=12, mentors=2, spring_capacity=16)
COORDINATOR = "koordinaattori@gradia.example"
NEWCOMERS = newcomers("gradia.example")


@pytest.fixture
def programme(at: Callable[[datetime], None]) -> Programme:
    """An open programme of the example world: two mentors, twelve people, four places left."""
    cache.clear()
    made = spring.build(build.founded(PLAN))
    at(BEGINS)
    return made


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


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_from_a_call_to_ones_own_group(open_page: OpenPage, programme: Programme, javascript: bool) -> None:
    def phone() -> Page:
        return open_page(width=390, height=844, has_touch=True, javascript=javascript)

    for who in NEWCOMERS:
        sign_up(phone(), programme, who, unit="Lyseo")
    desk = open_page(javascript=javascript)
    sign_in(desk, COORDINATOR)
    desk.goto(f"/o/gradia/ohjelmat/{programme.slug}/")
    propose(desk, people=15)
    drafted = move_by_hand(desk)
    proof_grows_old(desk)
    publish(desk, COORDINATOR)

    assert {seat.signup.name: seat.group.letter for seat in Seat.objects.select_related("signup", "group")} == drafted
    for who in NEWCOMERS:
        page = phone()
        sign_in(page, who.email, who.language)
        expect(page).to_have_url(re.compile("/oma/$"))
        group = Group.objects.get(seats__signup__name=who.name)
        expect(page.get_by_role("heading", level=2).first).to_contain_text(f"{group.letter}, {group.theme.titles[who.language]}")
