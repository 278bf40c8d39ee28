"""The group lives: its agreement, its meetings, who was there. What the mentor and the members click."""

from collections.abc import Collection

from playwright.sync_api import Page, expect

from tests.journeys.steps import follow, follow_for, headed, press, told, turn_to
from tests.journeys.words import counted, said
from verme.groups.models import Group
from verme.meetings.models import Meeting


def open_own_group(page: Page) -> None:
    """The start page of somebody who leads a group and sits in none."""
    turn_to(page, "My Verme")
    headed(page, said("My groups", "fi"))


def offer_agreement(page: Page, *, own_words: str) -> None:
    """The mentor begins with the ready text, adds what the group wants to say, and offers it."""
    open_own_group(page)
    follow(page, "Group agreement")
    follow(page, "Begin with the ready text")
    text = page.locator("[name=text_0]")
    text.fill(f"{text.input_value()}\n\n{own_words}")
    press(page, "Save and look at it")
    headed(page, said("Offer the agreement to the group?", "fi"))
    expect(page.get_by_role("main")).to_contain_text(own_words)
    press(page, "Offer to the group")
    press(page, "I accept the agreement")
    told(page, said("Thank you. You have accepted version %(number)s.", "fi", number=1))


def accept_agreement(page: Page, language: str, *, own_words: str) -> None:
    """A member reads what the start page asks to read, and accepts it."""
    turn_to(page, "My Verme", language)
    follow(page, "Read the agreement", language)
    expect(page.get_by_role("main")).to_contain_text(own_words)
    press(page, "I accept the agreement", language)
    expect(page.get_by_role("main").get_by_role("button", name=said("I accept the agreement", language), exact=True)).to_have_count(0)


def is_in_force(page: Page) -> None:
    """The mentor sees that everybody has accepted."""
    open_own_group(page)
    follow(page, "Group agreement")
    expect(page.get_by_role("main")).to_contain_text("4/4 jäsentä ja mentori ovat hyväksyneet")


def plan_meetings(page: Page, group: Group, *, number: int) -> list[Meeting]:
    """The mentor takes the proposed days as they are."""
    open_own_group(page)
    follow_for(page, "Plan the meetings", group.letter)
    headed(page, said("Plan the meetings", "fi"))
    press(page, "Send the invitations")
    one, many = (
        "%(n)s meeting is agreed. The invitation is on its way.",
        "%(n)s meetings are agreed. The invitations are on their way.",
    )
    told(page, counted(one, many, number, "fi"))
    return list(Meeting.objects.filter(group=group).order_by("starts_at"))


def record(page: Page, *, absent: Collection[str], present: int) -> None:
    """On a phone after the meeting: everybody was there, but for some."""
    open_own_group(page)
    page.get_by_role("main").get_by_role("link", name=said("Record attendance", "fi")).tap()
    press(page, "Everyone was there")
    for name in absent:
        page.get_by_role("group", name=name).get_by_text(said("Absent", "fi"), exact=True).tap()
    press(page, "Save attendance")
    told(page, said("Attendance saved: %(present)s present, %(absent)s absent.", "fi", present=present, absent=len(absent)))
