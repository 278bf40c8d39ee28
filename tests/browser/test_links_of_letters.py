"""Addresses that hold a secret work in a real browser: the form is taken, and the secret is told on to nobody."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from verme.audit.actors import OPERATOR
from verme.people import actions as people

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


def test_a_link_signs_in_and_never_leaves_the_page(page: Page) -> None:
    secret = people.make_link(cast.seinajoki().coordinator, by=OPERATOR)
    told: list[str] = []
    page.on("request", lambda request: told.append(request.all_headers().get("referer", "")))
    page.goto(f"/kirjaudu/linkki/{secret}/")
    page.locator("main form button").click()

    expect(page).to_have_url(re.compile("/o/seinajoki/$"))
    assert [referer for referer in told if secret in referer] == []
