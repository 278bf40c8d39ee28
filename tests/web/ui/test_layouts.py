"""What every page has: its language, its title, the way past the head, the languages in their own names, the promise in the foot."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from tests import cast
from tests.visit import signed_in

pytestmark = pytest.mark.django_db


def _page(address: str, **query: str) -> str:
    return Client().get(address, query).content.decode()


def test_the_title_says_the_page_and_the_service() -> None:
    assert "<title>Kerro itsestäsi – Verme</title>" in _page("/ui/kysymys/")


def test_the_title_of_a_page_with_faults_begins_with_it() -> None:
    assert "<title>Virhe: Kerro itsestäsi – Verme</title>" in _page("/ui/virhe/")


def test_the_skip_link_comes_first_and_leads_to_the_content() -> None:
    html = _page("/ui/kysymys/")
    first = re.search(r'<a class="ds-skip-link" href="#([^"]+)"', html)

    assert first is not None and f'<main id="{first[1]}">' in html
    assert html.index("<a ") == first.start()


def test_languages_are_links_to_the_same_page_in_their_own_names() -> None:
    html = _page("/ui/", kieli="sv", haku="aino")

    assert '<a href="/ui/?haku=aino&amp;kieli=fi" lang="fi" hreflang="fi">Suomi</a>' in html
    assert '<li aria-current="true">Svenska</li>' in html
    assert '<a href="/ui/?haku=aino&amp;kieli=en" lang="en" hreflang="en">English</a>' in html


def test_help_stands_at_the_same_place_everywhere() -> None:
    """WCAG 3.2.6: after the name in the head, last but one among the papers in the foot."""
    for address in ("/ui/", "/ui/kysymys/", "/ui/404/", "/ui/tyhja/"):
        head, foot = _page(address).split("<main", 1)
        assert head.index('class="brand"') < head.index('class="help"') < head.index('class="langs"'), address
        assert foot.index('href="/saavutettavuus/"') < foot.index('href="/apua/"'), address


def test_question_pages_have_no_navigation_and_no_script() -> None:
    for address in ("/ui/kysymys/", "/ui/virhe/", "/ui/kiitos/"):
        html = _page(address)
        assert "<nav" not in html and "<script" not in html, address


def test_an_interruption_has_no_navigation() -> None:
    assert "<nav" not in _page("/ui/vahvista/")


def test_the_menu_needs_no_script() -> None:
    html = _page("/ui/lukuvuosi/")

    assert 'popovertarget="valikko"' in html and '<nav class="menu" id="valikko" popover' in html
    assert html.count('aria-current="page"') == 1


def test_a_missing_page_is_told_in_the_readers_language() -> None:
    answer = Client().get("/jotain/", headers={"Accept-Language": "sv"})

    assert answer.status_code == 404
    assert '<html lang="sv"' in answer.content.decode()


def test_a_missing_page_shows_who_is_signed_in_the_way_back() -> None:
    person = cast.stranger()

    assert 'href="/oma/"' in signed_in(person).get("/jotain/").content.decode()
    assert 'href="/oma/"' not in Client().get("/jotain/").content.decode()


def test_a_broken_page_needs_no_database(django_assert_num_queries: pytest.FixtureRequest) -> None:
    request = RequestFactory().get("/oma/")
    with django_assert_num_queries(0):  # type: ignore[operator]
        html = render_to_string("500.html", {"identity": "3f2c9a81b04d"}, request)

    assert "3f2c9a81b04d" in html


def test_staff_are_warned_before_their_session_ends() -> None:
    house = cast.seinajoki()
    client = signed_in(house.coordinator)

    context = client.get("/ui/").context
    assert 29 * 60 < context["session_seconds"] <= 30 * 60


def test_nobody_is_warned_about_a_fortnight() -> None:
    client = signed_in(cast.stranger())

    assert client.get("/ui/").context["session_seconds"] == 0
