"""Recording attendance in a real browser: three taps, with a script and without, and nothing is lost when the connection breaks."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.chromium import OpenPage, axe
from tests.rooms.meetings.year import Year, a_year, meeting
from tests.visit import sign_in
from verme.kernel import clock
from verme.meetings import queries
from verme.meetings.models import Attendance, Meeting

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
DAY = dt.date(2026, 11, 24)


@pytest.fixture
def year(at: Callable[[dt.datetime], None]) -> Year:
    made = a_year(members=8)
    meeting(made.groups[0], DAY)
    at(clock.at(DAY, dt.time(16, 5)))
    return made


def opened(page: Page, year: Year, server: LiveServer) -> Meeting:
    """M1 of the group's mentor."""
    sign_in(page, year.person(year.mentor(year.groups[0])), base_url=server.url)
    page.goto("/oma/ryhmani/")
    return Meeting.objects.get()


@pytest.mark.parametrize("javascript", [True, False])
def test_three_taps(open_page: OpenPage, year: Year, live_server: LiveServer, javascript: bool) -> None:
    page = open_page(width=390, javascript=javascript, has_touch=True)
    one = opened(page, year, live_server)

    page.get_by_role("link", name="Merkitse läsnäolot").tap()
    page.get_by_role("button", name="Kaikki paikalla").tap()
    page.get_by_role("button", name="Tallenna läsnäolot").tap()

    expect(page.get_by_text("Läsnäolot on tallennettu: 8 paikalla, 0 poissa.")).to_be_visible()
    assert set(queries.stored(one).values()) == {True}
    rows = page.locator(".choice fieldset")
    assert min(row.bounding_box()["height"] for row in rows.all() if row.bounding_box()) >= 48  # type: ignore[index]
    assert axe(page) == [] if javascript else True


def test_a_broken_connection_loses_nothing(open_page: OpenPage, year: Year, live_server: LiveServer) -> None:
    page = open_page(width=390)
    one = opened(page, year, live_server)
    page.get_by_role("link", name="Merkitse läsnäolot").click()
    page.get_by_role("button", name="Kaikki paikalla").click()
    page.locator(".choice .no input").nth(2).check(force=True)
    page.context.set_offline(True)

    page.get_by_role("button", name="Tallenna läsnäolot").click()
    expect(page.get_by_text("Yhteys katkesi")).to_be_visible()
    assert Attendance.objects.count() == 0
    assert page.locator(".choice .yes input:checked").count() == 7
    page.context.set_offline(False)

    expect(page.get_by_text("Läsnäolot on tallennettu: 7 paikalla, 1 poissa.")).to_be_visible()
    assert sorted(queries.stored(one).values()) == [False] + [True] * 7
    assert Meeting.objects.get().attendance_version == 1
