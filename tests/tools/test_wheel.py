"""A wheel built from the repository holds everything, and runs where there is no repository."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.slow, pytest.mark.once, pytest.mark.xdist_group("wheel")]  # built and installed once


def _uv(*words: str | Path, cwd: Path = PROJECT) -> None:
    found = shutil.which(os.environ.get("UV") or "uv", path=f"{os.environ['PATH']}:{PROJECT / '.tools' / 'bin'}")
    assert found, "uv is missing: ./dev test brings it"
    subprocess.run([found, *words, "--quiet"], cwd=cwd, check=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the sources as they are."""
    folder = tmp_path_factory.mktemp("wheel")
    _uv("build", "--wheel", "--out-dir", folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a fresh environment with the wheel and the locked versions of what it needs."""
    folder = tmp_path_factory.mktemp("installed")
    _uv("export", "--locked", "--no-default-groups", "--no-emit-project", "--output-file", folder / "locked.txt")
    _uv("venv", "--python", sys.executable, folder / "venv", cwd=folder)
    into = ("--python", folder / "venv" / "bin" / "python")
    _uv("pip", "install", *into, "--requirement", folder / "locked.txt", cwd=folder)
    _uv("pip", "install", *into, "--no-deps", wheel, cwd=folder)
    return folder / "venv" / "bin"


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """What an operator would set; nothing of this process's environment."""
    return {
        "PATH": os.defpath,
        "HOME": str(tmp_path),
        "VERME_ENVIRONMENT": "development",
        "VERME_DATABASE_URL": f"sqlite:///{tmp_path}/verme.sqlite3",
    }


def test_the_wheel_holds_what_is_not_python(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    kinds = {
        "templates of pages": r"verme/web/templates/base\.html",
        "letters": r"verme/\w+/templates/\w+/letters/\w+\.(txt|html)",
        "built style sheets": r"verme/web/static/built/work\.[0-9a-f]{12}\.css",
        "compressed style sheets": r"verme/web/static/built/work\.[0-9a-f]{12}\.css\.gz",
        "the list of assets": r"verme/web/static/built/assets\.json",
        "Finnish": r"verme/locale/fi/LC_MESSAGES/django\.mo",
        "Swedish": r"verme/locale/sv/LC_MESSAGES/django\.mo",
        "fonts": r"verme/kernel/fonts/.+\.ttf",
        "the licence": r"verme-[\d.]+\.dist-info/licenses/LICENCE",
        "migrations": r"verme/people/migrations/0001_initial\.py",
    }

    assert [kind for kind, pattern in kinds.items() if not any(re.fullmatch(pattern, name) for name in names)] == []
    assert [name for name in names if not name.startswith("verme")] == []


def test_an_installed_verme_runs(installed: Path, surroundings: dict[str, str], tmp_path: Path) -> None:
    def verme(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([installed / "verme", *words], cwd=tmp_path, env=surroundings, capture_output=True, text=True)

    assert "Verme" in verme("--help").stdout
    migrated = verme("migrate", "--quiet")
    checked = verme("check")

    assert (migrated.returncode, migrated.stderr) == (0, "")
    assert (checked.returncode, checked.stderr) == (0, "")


def test_an_installed_verme_serves_pages(installed: Path, surroundings: dict[str, str], tmp_path: Path) -> None:
    subprocess.run([installed / "verme", "migrate", "--quiet"], cwd=tmp_path, env=surroundings, check=True)

    with _running(["serve", "--workers", "1"], installed, surroundings, tmp_path) as address:
        with urllib.request.urlopen(f"{address}/?kieli=sv") as answer:
            page = answer.read().decode()
        sheet = re.search(r'href="(/static/built/[^"]+\.css)"', page)
        assert '<html lang="sv"' in page
        assert "Logga in" in page
        assert sheet is not None
        with urllib.request.urlopen(address + sheet[1]) as answer:
            assert (answer.status, answer.headers["Content-Type"].split(";")[0]) == (200, "text/css")


def test_an_installed_verme_shows_the_example_world(installed: Path, surroundings: dict[str, str], tmp_path: Path) -> None:
    """The whole of it: its people, its groups, its worker."""
    free = {name: value for name, value in surroundings.items() if not name.startswith("VERME_")}

    with _running(["demo"], installed, free, tmp_path, patience=600) as address:
        _wait_for(f"{address}/healthz", patience=60)  # the worker beats a moment after the server answers
        with urllib.request.urlopen(f"{address}/i/gradia-kevat-2027/?kieli=fi") as answer:
            assert "Ilmoittaudu mukaan" in answer.read().decode()

    assert (tmp_path / "verme.sqlite3").exists()


@contextlib.contextmanager
def _running(words: list[str], installed: Path, surroundings: dict[str, str], folder: Path, patience: int = 30) -> Iterator[str]:
    """Serves for as long as the block lasts; gives the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([installed / "verme", *words, "--port", str(port)], cwd=folder, env=surroundings)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, patience=patience, process=server)
        yield address
    finally:
        server.terminate()
        server.wait(60)


def _wait_for(address: str, *, patience: int, process: subprocess.Popen[bytes] | None = None) -> None:
    """Until the address answers 200; fails at once when the process has ended."""
    until = time.monotonic() + patience
    while True:
        try:
            urllib.request.urlopen(address).close()
            return
        except OSError:  # nobody there yet, or not well yet: 503
            assert process is None or process.poll() is None, "it ended"
            if time.monotonic() > until:
                raise
            time.sleep(0.5)
