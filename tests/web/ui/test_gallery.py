"""The gallery: every part and page can be drawn, in every language, and only here."""

import pytest
from django.test import Client
from django.urls import reverse

from verme.web.ui.gallery.pages import PAGES, PARTS

pytestmark = pytest.mark.django_db
ADDRESSES = [reverse("development:gallery"), *(reverse("development:gallery_page", args=[name]) for name in PAGES)]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_it_can_be_drawn(address: str, language: str) -> None:
    answer = Client().get(address, {"kieli": language})
    html = answer.content.decode()

    assert answer.status_code == 200
    assert f'<html lang="{language}"' in html
    assert html.count("<h1") == 1


def test_every_part_is_shown() -> None:
    html = Client().get(ADDRESSES[0]).content.decode()

    assert [title for title, _ in PARTS if f">{title}</h2>" not in html] == []


def test_what_is_not_there_is_missing() -> None:
    assert Client().get("/ui/jotain/").status_code == 404


@pytest.mark.parametrize("address", ADDRESSES[:2])
def test_from_elsewhere_there_is_no_gallery(address: str) -> None:
    assert Client().get(address, REMOTE_ADDR="192.0.2.1").status_code == 404
