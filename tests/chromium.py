"""A real browser for tests: Debian's Chromium, a server beside the test, and a watch over everything a page does.

`open_page()` opens a fresh, cookie-less window on the server (`width=390`, `javascript=False`, `dark=True` …); `page`, `phone` and
`without_javascript` are the usual ones. A page that throws, breaks the CSP, asks another machine or misses a file fails its test.
`axe(page)` names what the accessibility rules WCAG 2.0–2.2 A and AA and good practice find.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HERE = {"127.0.0.1", "localhost"}
PATIENCE = 20_000  # milliseconds: a busy machine is no fault of a page
FLAGS = [
    "--no-sandbox",  # Chromium's own sandbox refuses root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


class OpenPage(Protocol):
    """What the fixture `open_page` gives."""

    def __call__(self, *, width: int = 1280, height: int = 900, javascript: bool = True, dark: bool = False, **more: Any) -> Page: ...


class Watch:
    """Notes what no page may do."""

    def __init__(self, context: BrowserContext) -> None:
        self.faults: list[str] = []
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error.message}"))
        context.on("request", self._request)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # A page that is missing on purpose also says so here; missing files are caught by _response.
        if message.type == "error" and "Failed to load resource" not in message.text:
            where = urlsplit(message.page.url).path if message.page else "?"
            self.faults.append(f"console on {where}: {message.text}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in HERE:
            self.faults.append(f"asked another machine: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type in {"stylesheet", "script", "font", "image", "manifest"}:
            self.faults.append(f"{response.status} {response.url}")


@pytest.fixture(scope="session")
def live_server(django_db_setup: None) -> Iterator[LiveServer]:
    """The product on a port of its own, with its own static files and headers.

    The database stands first: before that its name is `:memory:`, and all threads of the server would share one connection.
    """
    server = LiveServer("127.0.0.1", start=False)
    # The product serves its own files; Django's handler for tests must not step in front of it.
    server.thread.static_handler = lambda _others: WSGIHandler()  # type: ignore[assignment]
    server.start()
    yield server
    server.stop()


def _executable() -> str:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.fail("Chromium is missing: apt-get install chromium, or CHROMIUM=/path/to/chromium")
    return found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the whole run; each test gets its own empty context."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in this thread; the ORM is used beside it
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_executable(), args=FLAGS)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(live_server: LiveServer, chromium: Browser) -> Iterator[OpenPage]:
    """Opens windows that live as long as the test; addresses may begin with a slash."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def open_one(*, width: int = 1280, height: int = 900, javascript: bool = True, dark: bool = False, **more: Any) -> Page:
        context = chromium.new_context(
            **{
                "base_url": live_server.url,
                "viewport": {"width": width, "height": height},
                "java_script_enabled": javascript,
                "color_scheme": "dark" if dark else "light",
                "locale": "fi-FI",
                "timezone_id": "Europe/Helsinki",
                "reduced_motion": "reduce",
                **more,
            }
        )
        context.set_default_timeout(PATIENCE)
        opened.append((context, Watch(context)))
        return context.new_page()

    yield open_one
    for context, _watch in opened:
        context.close()
    faults = [fault for _context, watch in opened for fault in watch.faults]
    if faults:
        pytest.fail("the browser complains:\n  " + "\n  ".join(faults))


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A window 1280 wide."""
    return open_page()


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """A window 390 wide, touched by fingers."""
    return open_page(width=390, height=844, has_touch=True)


@pytest.fixture
def without_javascript(open_page: OpenPage) -> Page:
    """A phone-sized window where no script runs."""
    return open_page(width=390, height=844, javascript=False)


def axe(page: Page, *, rules: Sequence[str] = (), without: Sequence[str] = ()) -> list[str]:
    """What axe finds on the page as it stands: `rule (impact): selector`, sorted; empty when nothing. Needs JavaScript.

    All rules of the tags above but those in `without`, or only those in `rules`.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": AXE_TAGS}
    options = {"runOnly": only, "rules": {rule: {"enabled": False} for rule in without}, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options)", options)
    return sorted(
        f"{violation['id']} ({violation['impact']}): {' '.join(map(str, node['target']))}"
        for violation in found["violations"]
        for node in violation["nodes"]
    )
