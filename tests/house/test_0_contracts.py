"""The five import contracts hold, and each sin against them is caught. The sins are committed in an empty house with the same rooms."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.inspectors import corridor
from tests.house.inspectors.source import PROJECT

LINT = Path(sys.executable).with_name("lint-imports")
WITHOUT_ANATOMY = {"command", "kernel", "web", "demo"}  # rooms whose files are not terms, rules, models …
AUDIENCES = ("public", "account", "member", "coordinator", "organisation", "operator", "feeds", "ui")


def _lint(folder: Path) -> str:
    """The report on the house in this folder."""
    done = subprocess.run(
        [LINT, "--no-cache", "--config", PROJECT / "pyproject.toml"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "", "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
    )
    assert "Contracts: " in done.stdout, done.stdout + done.stderr
    return done.stdout


def _broken(report: str) -> list[str]:
    return [line.removesuffix(" BROKEN") for line in report.splitlines() if line.endswith(" BROKEN")]


def _write(house: Path, module: str, text: str = "") -> None:
    """A module and the packages around it."""
    path = house.joinpath(*module.split("."))
    for folder in reversed(path.relative_to(house).parents[:-1]):
        (house / folder).mkdir(exist_ok=True)
        (house / folder / "__init__.py").touch()
    if path.is_dir():
        (path / "__init__.py").write_text(text)
    else:
        path.with_suffix(".py").write_text(text)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house with every room that exists or may come, and nothing in it."""
    anatomy = [part for line in corridor.contracts()[1]["layers"] for part in line.replace("(", "").replace(")", "").split(" | ")]
    for room in corridor.order():
        _write(tmp_path, f"verme.{room}.__init__")
        if room not in WITHOUT_ANATOMY:
            for part in anatomy:
                _write(tmp_path, f"verme.{room}.{part}")
    for audience in AUDIENCES:
        _write(tmp_path, f"verme.web.{audience}.views.pages")
    _write(tmp_path, "verme.groups.formation.solve")
    _write(tmp_path, "verme.organisations.staff_rows.__init__")
    return tmp_path


def test_the_contracts_hold() -> None:
    assert _broken(_lint(PROJECT / "src")) == []


def test_every_room_is_in_the_contract_about_anatomy() -> None:
    named = {container.removeprefix("verme.") for container in corridor.contracts()[1]["containers"]}

    assert corridor.rooms() - WITHOUT_ANATOMY == named


def test_every_audience_is_in_the_contract_about_pages() -> None:
    named = {module.removeprefix("verme.web.") for module in corridor.contracts()[4]["modules"]}
    there = {file.parent.parent.name for file in (PROJECT / "src" / "verme" / "web").glob("*/views/__init__.py")}

    assert there == named


def test_an_empty_house_keeps_all_contracts(house: Path) -> None:
    assert _broken(_lint(house)) == []


CORRIDOR, ANATOMY, PURE, RULES, AUDIENCE = (contract["name"] for contract in corridor.contracts())


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        pytest.param("verme.signups.actions", "from verme.groups import models", CORRIDOR, id="an earlier room imports a later one"),
        pytest.param("verme.mail.models", "import verme.people.models", CORRIDOR, id="the outbox knows people"),
        pytest.param("verme.signups.notices", "from verme.web.ui import views", CORRIDOR, id="a room knows pages"),
        pytest.param("verme.web.ui.views.pages", "import verme.demo", CORRIDOR, id="a sibling knows its sibling"),
        pytest.param("verme.kernel.clock", "def f():\n    from verme.audit import models", CORRIDOR, id="the kernel knows a room, late"),
        pytest.param("verme.dreams.terms", "", CORRIDOR, id="a room without a place"),
        pytest.param("verme.signups.models", "from verme.signups import actions", ANATOMY, id="a model imports its room's actions"),
        pytest.param(
            "verme.signups.queries", "def f():\n    from verme.signups import actions", ANATOMY, id="a read imports a write, late"
        ),
        pytest.param("verme.mentors.rules", "from verme.mentors import models", ANATOMY, id="rules import tables"),
        pytest.param("verme.groups.formation.solve", "import django", PURE, id="the solver knows Django"),
        pytest.param("verme.kernel.clock", "from django.utils import timezone", PURE, id="the kernel knows Django"),
        pytest.param("verme.signups.rules", "from django.db import models", RULES, id="rules know Django"),
        pytest.param("verme.organisations.staff_rows", "import django", RULES, id="judging rows knows Django"),
        pytest.param(
            "verme.web.member.views.pages",
            "from verme.web.coordinator.views import pages",
            AUDIENCE,
            id="a page imports another audience's",
        ),
    ],
)
def test_a_sin_is_caught(house: Path, module: str, line: str, broken: str) -> None:
    _write(house, module, line + "\n")

    assert broken in _broken(_lint(house))


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("verme.signups.rules", "from verme.signups import terms"),
        ("verme.signups.terms", "from django.db.models import TextChoices"),
        ("verme.groups.actions", "from verme.signups import actions"),
        ("verme.web.member.views.pages", "from verme.groups import actions, queries"),
        ("verme.groups.queries", "from verme.groups.formation import solve"),
    ],
)
def test_looking_back_is_left_in_peace(house: Path, module: str, line: str) -> None:
    _write(house, module, line + "\n")

    assert _broken(_lint(house)) == []
