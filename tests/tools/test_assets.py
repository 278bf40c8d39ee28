"""Joined style sheets: the same sources give the same bytes, names change with contents, nothing is lost on the way."""

import gzip
import hashlib
import json
import os
import re
import shutil
import time
from pathlib import Path

import pytest

from tools import assets
from verme.web.ui import assets as built

STATIC = assets.STATIC


@pytest.fixture
def static(tmp_path: Path) -> Path:
    """A copy of the sources without anything built."""
    copy = tmp_path / "static"
    shutil.copytree(STATIC, copy, ignore=shutil.ignore_patterns("built"))
    return copy


def _files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_the_same_sources_give_the_same_bytes(static: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(static, other)
    for file in other.rglob("*"):
        os.utime(file, (0, time.time() - 10**8))
    assets.build(static)
    assets.build(other)

    assert _files(static / "built") == _files(other / "built")


def test_names_change_with_contents_and_old_files_go(static: Path) -> None:
    before = assets.build(static)
    (static / "css" / "lists.css").write_text("@layer components { .new { color: red } }")
    after = assets.build(static)

    assert before["work.css"] != after["work.css"]
    assert before["public.css"] == after["public.css"]
    assert {file.name for file in (static / "built").iterdir()} == {
        "assets.json",
        *after.values(),
        *(f"{name}.gz" for name in after.values() if not name.endswith(".woff2")),
    }
    assert json.loads((static / "built" / "assets.json").read_text()) == after


def test_every_name_holds_the_hash_of_its_content(static: Path) -> None:
    for name in assets.build(static).values():
        content = (static / "built" / name).read_bytes()
        assert re.fullmatch(r"[\w-]+\.([0-9a-f]{12})\.\w+", name), name
        assert hashlib.sha256(content).hexdigest().startswith(name.split(".")[1])


def test_compressed_siblings_hold_the_same(static: Path) -> None:
    assets.build(static)
    siblings = list((static / "built").glob("*.gz"))

    assert len(siblings) > 5
    for sibling in siblings:
        assert gzip.decompress(sibling.read_bytes()) == sibling.with_suffix("").read_bytes()


def test_sheets_name_files_that_are_there(static: Path) -> None:
    names = assets.build(static)
    sheet = (static / "built" / names["public.css"]).read_text()

    named = re.findall(r'url\("([^")]+)"\)', sheet)
    assert sorted(name for name in named if not name.startswith("data:")) == sorted(
        names[font] for font in ("verme-sans-nordic.woff2", "source-sans-3-latin-ext.woff2")
    )


def test_a_sheet_that_names_a_missing_file_stops_the_build(static: Path) -> None:
    (static / "fonts" / "verme-sans-nordic.woff2").unlink()

    with pytest.raises(KeyError, match="nordic"):
        assets.build(static)


def test_public_pages_get_no_working_parts(static: Path) -> None:
    names = assets.build(static)
    public, work = ((static / "built" / names[sheet]).read_text() for sheet in ("public.css", "work.css"))

    for part in (".group-head", ".openrow", ".letter-head", ".fixed-row"):
        assert part in work and part not in public


def test_every_part_is_in_a_sheet() -> None:
    used = {part for parts in assets.SHEETS.values() for part in parts}
    there = {str(file.relative_to(STATIC / "css").with_suffix("")) for file in (STATIC / "css").rglob("*.css")}

    assert used == there


@pytest.mark.parametrize(
    ("css", "small"),
    [
        ("a  {\n  color: red;\n}\n", "a{color:red}"),
        ("/* words */ a { b: c; } /* more\nwords */", "a{b:c}"),
        ("/*! licence */ a { b: c }", "/*! licence */ a{b:c}"),
        ('a::before { content: " ; {x}  "; }', 'a::before{content:" ; {x}  "}'),
        ("a :hover, b > c { width: calc(100% - 2rem); }", "a :hover,b>c{width:calc(100% - 2rem)}"),
        ("@media (min-width: 40rem) and (max-width: 50rem) { a { b: c } }", "@media (min-width:40rem) and (max-width:50rem){a{b:c}}"),
    ],
)
def test_minifying_keeps_the_meaning(css: str, small: str) -> None:
    assert assets.minified(css) == small


def test_pages_ask_for_what_is_built_or_say_which_command_builds_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert built.url("work.css").startswith("/static/built/work.")

    with pytest.raises(built.AssetsAreNotBuiltError, match=r"no wrok\.css .* `python -m tools\.assets`"):
        built.url("wrok.css")

    monkeypatch.setattr(built, "BUILT", tmp_path)
    built._names.cache_clear()
    try:
        with pytest.raises(built.AssetsAreNotBuiltError, match=r"not built: run `python -m tools\.assets`"):
            built.url("work.css")
    finally:
        built._names.cache_clear()


@pytest.mark.parametrize("listing", [STATIC / "vendor.txt", Path(__file__).parents[1] / "vendor" / "vendor.txt"])
def test_vendored_files_are_what_their_list_says(listing: Path) -> None:
    lines = [line.split() for line in listing.read_text().splitlines() if line and not line.startswith("#")]

    assert lines
    for line in lines:
        name, checksum = line[0], line[-1].removeprefix("sha256:")
        assert hashlib.sha256((listing.parent / name).read_bytes()).hexdigest() == checksum, name
