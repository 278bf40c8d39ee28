"""Joins the style sheets into few files with content-hashed names and compressed siblings. Pure Python; runs in a blink.

    python -m tools.assets        writes src/verme/web/static/built/ and its list, assets.json

Order of the parts: design README. Question pages get no board, figures or work parts; nobody downloads what their page does not use.
"""

import gzip
import hashlib
import json
import re
import shutil
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "src" / "verme" / "web" / "static"
BUILT = STATIC / "built"

FIRST = ("tokens", "vendor/designsystemet", "theme", "base", "layout", "ring", "components", "forms")
LAST = ("pages", "print")
SHEETS = {
    "question.css": (*FIRST, *LAST),
    "public.css": (*FIRST, *LAST),
    "work.css": (*FIRST, "board", "figures", "work", *LAST),
}
COMMENT = re.compile(r"/\*.*?\*/", re.S)
AROUND = re.compile(r"\s*([{};,>])\s*")
STRING = re.compile(r"""("[^"]*"|'[^']*')""")
FILE = re.compile(r'url\("\.\./[^"]*?([^"/]+)"\)')


def minified(css: str) -> str:
    """Without comments and needless space; what stands in quotes stays as it is."""
    parts = STRING.split(COMMENT.sub("", css))
    parts[::2] = [re.sub(r":\s+", ":", AROUND.sub(r"\1", re.sub(r"\s+", " ", part))).replace(";}", "}") for part in parts[::2]]
    return "".join(parts).strip()


def _hashed(name: str, content: bytes) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"


def _write(name: str, content: bytes) -> str:
    """Puts the file and its .gz sibling in place; returns the hashed name."""
    hashed = _hashed(name, content)
    (BUILT / hashed).write_bytes(content)
    if not name.endswith(".woff2"):
        (BUILT / f"{hashed}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
    return hashed


def build() -> dict[str, str]:
    """Makes everything anew; returns name → hashed name, which is also written to assets.json."""
    shutil.rmtree(BUILT, ignore_errors=True)
    BUILT.mkdir(parents=True)
    names = {}
    for kind in ("fonts/*.woff2", "js/*.js", "js/vendor/*.js", "*.svg", "*.png"):
        for source in sorted(STATIC.glob(kind)):
            names[source.name] = _write(source.name, source.read_bytes())
    for sheet, parts in SHEETS.items():
        css = minified("\n".join((STATIC / "css" / f"{part}.css").read_text() for part in parts))
        css = FILE.sub(lambda found: f'url("{names[found[1]]}")', css)
        names[sheet] = _write(sheet, css.encode())
    (BUILT / "assets.json").write_text(json.dumps(names, indent=1, sort_keys=True))
    return names


if __name__ == "__main__":
    print(f"assets: {len(build())} files in {BUILT.relative_to(Path.cwd()) if BUILT.is_relative_to(Path.cwd()) else BUILT}")
