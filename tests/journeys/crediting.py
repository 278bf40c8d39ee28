"""Credit and certificates: what the coordinator confirms, what a participant takes along, what anybody may check."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.steps import follow, headed, press, told, turn_to
from tests.journeys.words import said
from tests.pdf_text import text


def confirm_and_report(page: Page) -> None:
    """The coordinator confirms everybody who is ready and marks it as told to the schools."""
    press(page, "Confirm the chosen")
    expect(page.get_by_role("status").first).to_be_visible()
    press(page, "Mark as reported")
    expect(page.get_by_role("status").first).to_be_visible()


def certificate(page: Page, language: str) -> str:
    """A member's certificate by one click on the start page; its words."""
    turn_to(page, "My Verme", language)
    with page.expect_download() as waited:
        press(page, "Download certificate", language)
    return text(Path(waited.value.path()).read_bytes())


def code_of_certificate(page: Page, language: str) -> str:
    """The code of the newest certificate, as its holder's page tells it."""
    follow(page, "Credit and certificates", language)
    return page.locator('a[href^="/t/"]').first.inner_text()


def check_certificate(page: Page, code: str) -> str:
    """Somebody types the code; what the page says."""
    page.goto("/t/?kieli=fi")
    page.locator("[name=koodi]").fill(code.lower())
    press(page, "Check")
    headed(page, said("The certificate is genuine", "fi"))
    return page.get_by_role("main").inner_text()


def compare_name(page: Page, name: str) -> None:
    """Somebody asks whether it is this person's."""
    page.locator("[name=name]").fill(name)
    press(page, "Compare the name")
    told(page, said("The name is the one on the certificate.", "fi"))
