"""The beginning of a year: the operating model, the programme, the mentors, as its coordinator and a mentor click them."""

from playwright.sync_api import Page, expect

from tests.journeys.steps import follow, follow_for, headed, link_for, press, told, turn_to
from tests.journeys.words import counted, said
from verme.programmes.models import Programme


def choose_model(page: Page, model: str) -> None:
    """The welcome leads to the two ready models; one is taken."""
    follow(page, "Choose the operating model")
    press(page, "Begin with %(title)s", title=said(model, "fi"))
    told(page, said("The operating model is in use. Read it through, and change what is different with you.", "fi"))


def limit_costs(page: Page, *, euros: str, decision: str) -> None:
    """How much a group may spend in a year, from today on."""
    turn_to(page, "Operating model")
    follow_for(page, "Change", said("Small costs of arranging, mainly coffee, are refunded against a voucher.", "fi"))
    page.locator("[name=cost_budget_cents]").fill(euros)
    page.locator("[name=decision]").fill(decision)
    press(page, "Keep the new version")
    told(page, said("The change is kept. Earlier versions stay as they were.", "fi"))


def open_year(page: Page) -> Programme:
    """As proposed, and announced."""
    turn_to(page, "School year")
    follow(page, "Open the school year")
    press(page, "Open the school year")
    told(page, said("The programme is ready for you to look at. Nothing is public yet, and nothing was sent.", "fi"))
    press(page, "Announce the sign-up")
    told(page, said("The sign-up has been announced: its page is public. Next, tell people.", "fi"))
    return Programme.objects.select_related("organisation").get()


def add_mentor(page: Page, name: str, email: str) -> None:
    """A trained mentor comes into the register."""
    turn_to(page, "Mentors")
    follow(page, "Add a mentor")
    page.locator("[name=name]").fill(name)
    page.locator("[name=email]").fill(email)
    press(page, "Add to the register")
    told(page, said("%(name)s is now in the register.", "fi", name=name))


def invite(page: Page, name: str) -> None:
    """Asks one mentor to lead a group."""
    page.get_by_role("checkbox", name=name).check()
    press(page, "Go on to the invitation")
    page.get_by_role("main").get_by_role(
        "button", name=counted("Send to %(n)s mentor", "Send to %(n)s mentors", 1, "fi"), exact=True
    ).click()
    expect(page.get_by_role("status").first).to_be_visible()


def accept_to_lead(page: Page, name: str, email: str) -> None:
    """By the link of the letter, without signing in: the first weekly time, any theme."""
    page.goto(link_for(email, "mentors.invitation"))
    page.locator("[name=answer][value=alone]").check()
    page.locator('[name^="slot_"][value="2"]').first.check()
    page.locator('[name=themes][value="*"]').check()
    press(page, "Send the answer")
    headed(page, said("Thank you, %(first_name)s. You are in as a mentor.", "fi", first_name=name.split()[0]))
