"""The first half of the year: people sign up, groups are looked for and published."""

from collections.abc import Mapping
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.journeys.steps import follow, headed, press, prove, told, turn_to
from tests.journeys.words import said
from verme.groups import jobs
from verme.groups.models import Run
from verme.groups.terms import RunState
from verme.programmes.models import Programme


@dataclass(frozen=True)
class Newcomer:
    """Somebody who signs up in an own language."""

    name: str
    email: str
    language: str


def newcomers(host: str) -> list[Newcomer]:
    """One of each language of the product."""
    return [
        Newcomer("Aino Šuomalainen", f"aino@{host}", "fi"),
        Newcomer("Göran Öhman", f"goran@{host}", "sv"),
        Newcomer("Jane O’Neill", f"jane@{host}", "en"),
    ]


def sign_up(page: Page, programme: Programme, who: Newcomer, *, unit: str, suiting: Mapping[str, int] | None = None) -> None:
    """From the public page through the three questions to the page that thanks.

    `suiting`: how many of the times (`slot`) and of the places (`place`) suit well, from the first; all of those left out.
    """
    page.goto(f"/i/{programme.slug}/?kieli={who.language}")
    follow(page, "Sign up", who.language)
    headed(page, said("Tell us about yourself", who.language))
    page.locator("[name=name]").fill(who.name)
    page.locator("[name=email]").fill(who.email)
    page.locator("[name=unit]").select_option(label=unit)
    page.locator("[name=staff_group]").first.check()
    page.locator("[name=is_new][value=no]").check()
    press(page, "Continue", who.language)
    page.locator("[name=wish1]").first.check()
    page.locator("[name=any_theme]").check()
    for kind in ("slot", "place"):
        for answer in page.locator(f'[name^="{kind}_"][value="2"]').all()[: (suiting or {}).get(kind)]:
            answer.check()
    if who.language != "fi":
        page.locator('[name=languages][value="fi"]').check()
    press(page, "Continue", who.language)
    headed(page, said("Check your details and send", who.language))
    expect(page.get_by_role("main")).to_contain_text(who.name)
    press(page, "Send sign-up", who.language)
    headed(page, said("Thank you, %(name)s. We have your sign-up.", who.language, name=who.name.split()[0]))


def propose(page: Page, *, people: int) -> None:
    """Asks for a proposal; the search runs as it would in the worker; the board opens with everybody on it."""
    turn_to(page, "Groups")
    press(page, "Make a proposal")
    headed(page, said("Looking for good groups…", "fi"))
    run = Run.objects.get()
    assert run.state == RunState.WAITING
    jobs.form_groups.call(run.pk)
    headed(page, said("Groups", "fi"))  # the page looks again by itself, every two seconds
    expect(page.locator(".person")).to_have_count(people)


def publish(page: Page, coordinator: str, *, is_proof_old: bool = True) -> None:
    """Through the summary and, unless one was just given, a fresh code to the button that cannot be taken back."""
    page.get_by_role("link", name=said("Publish groups", "fi")).click()
    headed(page, said("Publish the groups", "fi"))
    follow(page, "Go on to publishing")
    if is_proof_old:
        prove(page, coordinator)
    headed(page, said("Publish the groups?", "fi"))
    press(page, "Publish and send the messages")
    told(page, said("The groups are published. The letters are on their way.", "fi"))
