"""The watch over the browser: what no page may do makes a test fail, so it must really be seen."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.chromium import Watch, axe

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.urls("tests.browser.test_watch")]

GOOD = "<!doctype html><html lang=fi><title>Hyvä</title><main><h1>Hyvä</h1></main></html>"
SINS = {
    "Applying inline style": "<p style='color: red'>",
    "Executing inline script": "<script>1</script>",
    "asked another machine": "<img alt='' src='https://elsewhere.example/x.png'>",
    "404": "<img alt='' src='/missing.svg'>",
}


def show(request: HttpRequest) -> HttpResponse:
    return HttpResponse(GOOD.replace("</main>", f"{request.GET.get('with', '')}</main>"))


urlpatterns = [path("page/", show)]


def _faults(live_server: LiveServer, chromium: Browser, markup: str) -> tuple[list[str], list[str]]:
    context = chromium.new_context(base_url=live_server.url)
    watch = Watch(context)
    page = context.new_page()
    page.goto("/page/?with=" + markup.replace(" ", "+"), wait_until="networkidle")
    found = axe(page)
    context.close()
    return watch.faults, found


def test_a_good_page_is_left_in_peace(live_server: LiveServer, chromium: Browser) -> None:
    assert _faults(live_server, chromium, "") == ([], [])


@pytest.mark.parametrize(("words", "markup"), SINS.items())
def test_a_page_that_sins_is_seen(live_server: LiveServer, chromium: Browser, words: str, markup: str) -> None:
    faults, _found = _faults(live_server, chromium, markup)

    assert any(words in fault for fault in faults), faults


def test_axe_sees_a_picture_without_words(live_server: LiveServer, chromium: Browser) -> None:
    _watched, found = _faults(live_server, chromium, "<img src='data:image/svg+xml,x'>")

    assert found == ["image-alt (critical): img"]
