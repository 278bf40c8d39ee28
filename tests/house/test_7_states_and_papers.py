"""House test 7: every status has moves; what the docs say about states, permissions, settings, jobs and personal data equals the code."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from django.apps import apps
from django.db.models import TextChoices

from tests.house.inspectors.moves import incomplete, tables
from tests.house.inspectors.source import PACKAGE
from tools import docs


def _all_terms() -> Iterator[ModuleType]:
    for file in sorted(PACKAGE.glob("*/terms.py")):
        yield importlib.import_module(f"verme.{file.parent.name}.terms")


def test_every_status_has_its_moves() -> None:
    assert [sin for terms in _all_terms() for sin in incomplete(terms)] == []


def test_the_tables_are_found() -> None:
    assert sum(len(tables(terms)) for terms in _all_terms()) >= 4


class State(TextChoices):
    """A status of an invented room."""

    OPEN = "open"
    CLOSED = "closed"


class OtherState(TextChoices):
    """Another one."""

    NEW = "new"


def _terms(**content: object) -> ModuleType:
    module = ModuleType("verme.dreams.terms")
    for thing in (State, OtherState):
        thing.__module__ = module.__name__
    vars(module).update(content)
    return module


@pytest.mark.parametrize(
    ("content", "sin"),
    [
        ({"State": State}, "dreams.State has no table of moves"),
        ({"State": State, "STATE_MOVES": {State.OPEN: {State.CLOSED}}}, "dreams.STATE_MOVES forgets CLOSED"),
        ({"STATE_MOVES": {State.OPEN: {"shut"}, State.CLOSED: set()}}, "dreams.STATE_MOVES moves to 'shut', which is no State"),
        ({"STATE_MOVES": {State.OPEN: set(), OtherState.NEW: set()}}, "dreams.STATE_MOVES must be about one kind of status"),
    ],
)
def test_an_incomplete_table_is_caught(content: dict[str, object], sin: str) -> None:
    assert incomplete(_terms(**content)) == [sin]


def test_a_complete_table_is_left_in_peace() -> None:
    moves = {State.OPEN: {State.CLOSED}, State.CLOSED: set()}

    assert incomplete(_terms(State=State, STATE_MOVES=moves)) == []


def test_the_docs_equal_the_code() -> None:
    assert docs.stale() == []


def test_every_table_is_in_the_glossary() -> None:
    glossary = (docs.DOCS / "glossary.md").read_text()
    tables = [model for model in apps.get_models() if model.__module__.startswith("verme.")]

    assert [model.__name__ for model in tables if f"`{model.__name__}`" not in glossary] == []


def test_links_between_the_papers_lead_somewhere() -> None:
    papers = [*docs.DOCS.rglob("*.md"), *docs.DOCS.parent.glob("*.md")]
    links = [(paper, link) for paper in papers for link in re.findall(r"\]\(([^)#:]+)\)", paper.read_text())]

    assert [f"{paper.name}: {link}" for paper, link in links if not (paper.parent / link).exists()] == []


def test_docs_that_differ_are_caught(tmp_path: Path) -> None:
    docs.write(tmp_path)
    assert docs.stale(tmp_path) == []

    states, operator = tmp_path / "states" / "mail.md", tmp_path / "operator.md"
    states.write_text(states.read_text().replace("waiting --> sent", "sent --> waiting"))
    operator.write_text(operator.read_text().replace("VERME_SECRET_KEY", "VERME_SECRET"))
    (tmp_path / "states" / "dreams.md").write_text("# Dreams\n")

    assert docs.stale(tmp_path) == ["operator.md", "states/dreams.md", "states/mail.md"]


def test_words_around_the_generated_parts_stay(tmp_path: Path) -> None:
    docs.write(tmp_path)
    operator = tmp_path / "operator.md"
    operator.write_text("# By hand\n\n" + operator.read_text() + "\nMore by hand.\n")

    docs.write(tmp_path)

    assert operator.read_text().startswith("# By hand\n")
    assert operator.read_text().endswith("\nMore by hand.\n")
