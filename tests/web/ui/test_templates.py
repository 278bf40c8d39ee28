"""What all templates keep: classes that the style sheets know, tables that can be scrolled by keyboard."""

import re
from collections.abc import Mapping

import pytest

from tests.house.inspectors import texts
from tests.house.inspectors.source import PACKAGE

CSS = PACKAGE / "web" / "static" / "css"
LOGIC = re.compile(r"{%.*?%}|{{.*?}}", re.S)
CLASS = re.compile(r'\sclass="([^"]*)"')
PAGES = {path: text for path, text in texts.templates().items() if path.startswith("web/")}


def known() -> set[str]:
    """Every class of every style sheet."""
    rules = " ".join(re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S) for sheet in CSS.rglob("*.css"))
    return set(re.findall(r"\.([a-zA-Z_][\w-]*)", rules))


def unknown_classes(pages: Mapping[str, str], classes: set[str]) -> list[str]:
    """Classes that no style sheet has; a part in braces may be any."""
    return sorted(
        f"{path} has the class {name}"
        for path, text in pages.items()
        for found in CLASS.findall(text)
        for name in LOGIC.sub(" ", re.sub(r"[\w-]*{{.*?}}[\w-]*", " ", found)).split()
        if name not in classes
    )


def unreachable_tables(pages: Mapping[str, str]) -> list[str]:
    """Boxes that scroll sideways but cannot be reached by keyboard, or have no name."""
    return [
        path
        for path, text in pages.items()
        for box in re.findall(r"<[^>]*table-scroll.*?>", LOGIC.sub("x", text))
        if not ('tabindex="0"' in box and "role=" in box and "aria-label" in box)
    ]


def test_every_class_has_a_style() -> None:
    assert unknown_classes(PAGES, known()) == []


def test_tables_that_scroll_can_be_reached() -> None:
    assert unreachable_tables(PAGES) == []


def test_a_mistyped_class_is_caught() -> None:
    page = {"web/a.html": '<p class="lead {% if a %}muted{% endif %} hc{{ n }} mutde">'}

    assert unknown_classes(page, {"lead", "muted"}) == ["web/a.html has the class mutde"]


@pytest.mark.parametrize("attributes", ['role="group" aria-label="x"', 'tabindex="0" aria-label="x"', 'tabindex="0" role="group"'])
def test_an_unreachable_table_is_caught(attributes: str) -> None:
    assert unreachable_tables({"web/a.html": f'<div class="table-scroll" {attributes}>'}) == ["web/a.html"]
