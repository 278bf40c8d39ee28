"""What a reader does on any page: presses, follows, looks at the heading, signs in with what came by post."""

import re

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Page, expect

from tests.journeys.words import said
from verme.mail.models import Letter

CODE = re.compile(r"\b[A-Z]{4}-[A-Z]{4}\b")


def press(page: Page, sentence: str, language: str = "fi", **values: str) -> None:
    """Presses the button with these words."""
    page.get_by_role("main").get_by_role("button", name=said(sentence, language, **values), exact=True).click()


def follow(page: Page, sentence: str, language: str = "fi", **values: str) -> None:
    """Follows the first link with these words on the page itself."""
    page.get_by_role("main").get_by_role("link", name=said(sentence, language, **values), exact=True).first.click()


def follow_for(page: Page, sentence: str, about: str, language: str = "fi") -> None:
    """Follows the link with these words that tells screen readers what it is about: one of several alike."""
    words = re.compile(f"^{re.escape(said(sentence, language))}.*{re.escape(about)}")
    page.get_by_role("main").get_by_role("link", name=words).first.click()


def turn_to(page: Page, sentence: str, language: str = "fi", context: str = "") -> None:
    """Follows the line of the menu; on a phone the menu is opened first."""
    if (menu := page.get_by_role("banner").get_by_role("button", name=said("Menu", language), exact=True)).is_visible():
        menu.click()
    page.get_by_role("navigation").get_by_role("link", name=said(sentence, language, context=context), exact=True).click()


def headed(page: Page, words: str) -> None:
    """The page says these words as its heading."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def told(page: Page, words: str) -> None:
    """The page says that it was done."""
    expect(page.get_by_role("status").first).to_contain_text(words)


def letter_to(address: str, kind: str) -> Letter:
    """The newest letter of a kind to this address."""
    return Letter.objects.filter(kind=kind, to_address=address).latest("id")


def code_for(address: str) -> str:
    """The code of the newest letter to this address, as its reader finds it."""
    found = CODE.search(letter_to(address, "people.code").text)
    assert found is not None
    return found[0]


def link_for(address: str, kind: str) -> str:
    """The way from the newest letter of a kind into the product, as its reader taps it."""
    found = re.search(r"https?://[^/\s]+(/\S*)", letter_to(address, kind).text)
    assert found is not None
    return found[1]


def sign_in(page: Page, address: str, language: str = "fi") -> None:
    """By a code from the post."""
    page.goto(f"/kirjaudu/?kieli={language}")
    page.get_by_label(said("Email", language)).fill(address)
    press(page, "Send a sign-in code to my email", language)
    page.get_by_label(said("Code from the email", language)).fill(code_for(address))
    press(page, "Continue signing in", language)
    page.wait_for_url(re.compile(r"/(oma|o)/"))


def proof_grows_old(page: Page) -> None:
    """As if the reader had worked on for more than ten minutes since the code."""
    cookie = next(each for each in page.context.cookies() if each["name"] == settings.SESSION_COOKIE_NAME)
    session = SessionStore(cookie["value"])
    session["proved"] = 0
    session.save()


def prove(page: Page, address: str) -> None:
    """A fresh code before what cannot be undone."""
    headed(page, said("Let's make sure it's you", "fi"))
    press(page, "Send the code")
    page.get_by_role("main").get_by_role("textbox").fill(code_for(address))
    press(page, "Continue")
