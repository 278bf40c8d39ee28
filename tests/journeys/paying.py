"""Pay, from the mentor's own page to the payroll file: who sends, checks, approves and closes, and what they click."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.steps import follow, follow_for, headed, press, prove, told, turn_to
from tests.journeys.words import counted, said


def set_price(page: Page, name: str, *, euros: str, valid_from: str, decision: str) -> None:
    """The coordinator gives a mentor's unit a price of its own."""
    turn_to(page, "Hours", context="menu")
    follow(page, "Prices of the mentors' units")
    follow_for(page, "Set a price", name)
    page.locator("[name=euros]").fill(euros)
    page.locator("[name=valid_from]").fill(valid_from)
    page.locator("[name=decision]").fill(decision)
    press(page, "Save")
    told(page, said("Saved.", "fi"))


def choose_form(page: Page, system: str, *, types: dict[str, str], cost_centre: str) -> None:
    """The clerk begins with a payroll system's form and types its codes by kind of work."""
    turn_to(page, "Payroll file")
    page.get_by_role("main").get_by_role("link", name=system, exact=True).click()
    for kind, code in types.items():
        page.locator(f"[name=type_{kind}]").fill(code)
    page.locator("[name=cost_centre]").fill(cost_centre)
    press(page, "Save")
    told(page, said("Saved.", "fi"))


def enter_hours(page: Page, hours: str, ground: str) -> None:
    """The mentor tells of arrangement work."""
    follow(page, "Fees and compensation")
    page.locator("[name=units]").fill(hours)
    page.locator("[name=ground]").fill(ground)
    press(page, "Add the hours")


def enter_cost(page: Page, *, euros: str, what: str, receipt: str) -> None:
    """The mentor tells of a small cost of the group, and of its receipt."""
    page.locator("[name=euros]").fill(euros)
    page.locator("[name=what]").fill(what)
    page.locator("[name=receipt]").fill(receipt)
    press(page, "Add the cost")


def send(page: Page) -> None:
    """The mentor says that the rows are right."""
    press(page, "Send for approval")
    expect(page.get_by_role("main").get_by_role("button", name=said("Send for approval", "fi"), exact=True)).to_have_count(0)


def check(page: Page, rows: int) -> None:
    """The coordinator sends on what waits."""
    turn_to(page, "Hours", context="menu")
    words = counted("%(n)s row", "%(n)s rows", rows, "fi")
    press(page, "Send to the approver: %(rows)s", rows=words)


def approve(page: Page, rows: int) -> None:
    """The approver opens what waits and approves it."""
    turn_to(page, "To approve")
    follow(page, "Open and approve")
    press(page, "Approve: %(rows)s", rows=counted("%(n)s row", "%(n)s rows", rows, "fi"))


def close(page: Page, clerk: str, *, month: str) -> None:
    """The clerk closes the month, after a fresh code."""
    turn_to(page, "To pay")
    follow(page, "Close the month")
    prove(page, clerk)
    headed(page, said("Close the month: %(month)s", "fi", month=month))
    press(page, "Close the month: %(month)s", month=month)
    headed(page, said("Closed months", "fi"))


def download(page: Page) -> bytes:
    """The file of the newest closed month."""
    with page.expect_download() as waited:
        page.get_by_role("main").get_by_role("link", name=re.compile(f"^{said('Download the file', 'fi')}")).first.click()
    return Path(waited.value.path()).read_bytes()


def cells(page: Page) -> list[list[str]]:
    """What the first table of the page says, row by row, without the headings."""
    rows = page.get_by_role("main").locator("table").first.locator("tbody tr")
    return [[" ".join(cell.split()) for cell in row.locator("th, td").all_inner_texts()] for row in rows.all()]
