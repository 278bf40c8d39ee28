"""Joins the style sheets into few files with content-hashed names and compressed siblings. Pure Python; runs in a blink.

    python -m tools.assets        writes src/verme/web/static/built/ and its list, assets.json

The order of the parts: tokens first (they set the order of the layers), print last. Public and question pages get no board, lists
or letters: nobody downloads what their page does not use. Nothing depends on the clock or the machine: the same sources, the same bytes.
"""

import gzip
import hashlib
import json
import re
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "src" / "verme" / "web" / "static"

FIRST = ("tokens", "vendor/designsystemet", "theme", "base", "layout", "ring", "components", "forms")
WORK = (
    "board", "figures", "lists", "letters", "choices", "jobs", "rules", "drafts", "own", "meetings", "mentors", "agreement", "attendance",
)  # fmt: skip
SHEETS = {
    "public.css": (*FIRST, "trust", "home", "question", "print"),
    "work.css": (*FIRST, *WORK, "trust", "question", "print"),
}
PLAIN = ("fonts/*.woff2", "js/*.js", "js/vendor/*.js", "*.svg")  # copied under a hashed name
ALREADY_SMALL = {".woff2"}  # compressed inside

COMMENT = re.compile(r"/\*(?!!).*?\*/", re.S)  # /*! licences stay */
AROUND = re.compile(r"\s*([{};,>])\s*")
STRING = re.compile(r"""("[^"]*"|'[^']*')""")
FILE = re.compile(r'url\("\.\./[^"]*?([^"/]+)"\)')


def minified(css: str) -> str:
    """Without comments and needless space; what stands in quotes stays as it is."""
    parts = STRING.split(COMMENT.sub("", css))
    parts[::2] = [re.sub(r":\s+", ":", AROUND.sub(r"\1", re.sub(r"\s+", " ", part))).replace(";}", "}") for part in parts[::2]]
    return "".join(parts).strip()


def _joined(static: Path, parts: tuple[str, ...], names: dict[str, str]) -> bytes:
    """One sheet; the files it names get their hashed names. Raises KeyError when it names a file that is not there."""
    css = minified("\n".join((static / "css" / f"{part}.css").read_text() for part in parts))
    return FILE.sub(lambda found: f'url("{names[found[1]]}")', css).encode()


def _hashed(name: str, content: bytes) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"


def _write(built: Path, name: str, content: bytes) -> str:
    """Puts the file and its .gz sibling in place unless they are there; returns the hashed name."""
    hashed = _hashed(name, content)
    small = [] if Path(name).suffix in ALREADY_SMALL else [(f"{hashed}.gz", gzip.compress(content, 9, mtime=0))]
    for file, held in [(hashed, content), *small]:
        if not (built / file).exists():
            (built / file).write_bytes(held)
    return hashed


def build(static: Path = STATIC) -> dict[str, str]:
    """Makes what has changed; returns name → hashed name, which is also written to assets.json.

    The list changes in one step and old files go last, so that a server that runs meanwhile finds what it looks for.
    """
    built = static / "built"
    built.mkdir(exist_ok=True)
    names = {}
    for kind in PLAIN:
        for source in sorted(static.glob(kind)):
            names[source.name] = _write(built, source.name, source.read_bytes())
    for sheet, parts in SHEETS.items():
        names[sheet] = _write(built, sheet, _joined(static, parts, names))
    (built / "assets.new").write_text(json.dumps(names, indent=1, sort_keys=True))
    (built / "assets.new").replace(built / "assets.json")
    kept = {"assets.json", *names.values(), *(f"{name}.gz" for name in names.values())}
    for old in built.iterdir():
        if old.name not in kept:
            old.unlink()
    return names


if __name__ == "__main__":
    print(f"assets: {len(build())} files in src/verme/web/static/built")
