"""The one door to typst: a template and values become an accessible PDF (PDF/UA-1), the same on every computer.

Values travel as data (JSON in `sys.inputs.data`), so nothing that anybody typed is ever read as code. Fonts come from the package alone,
typst reads no file outside the package and fetches nothing.
"""

import datetime as dt
import json
import struct
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parent.parent
FONTS = PACKAGE / "kernel" / "fonts"
FIRST_FONT = FONTS / "SourceSans3-Regular.ttf"
STAND_IN = "□"  # for a character that no font of ours can draw: PDF/UA-1 allows no missing one
UNICODE_FULL = (3, 10)  # platform and encoding of a font's table for all of Unicode


def render(template: Path, values: Mapping[str, Any], *, made_at: dt.datetime, archival: bool = False, root: Path = PACKAGE) -> bytes:
    """The template as PDF/UA-1, and PDF/A-2a too if `archival`. The same template, values and time always make the same bytes.

    `template` lies under `root`, the only place typst may read. Raises typst.TypstError if the template is at fault; typst refuses what
    would not be accessible (a picture without words, a skipped heading level, no title).
    """
    import typst  # slow import

    try:
        return _compile(template, values, made_at, archival, root)
    except typst.TypstError:
        drawn = drawable(values)
        if drawn == values:
            raise
        return _compile(template, drawn, made_at, archival, root)


def drawable(value: Any) -> Any:
    """The value with each character that the fonts lack replaced by a box: in texts, and in the lists and mappings that hold them."""
    match value:
        case str():
            return "".join(character if ord(character) in _covered() or character == "\n" else STAND_IN for character in value)
        case Mapping():
            return {key: drawable(each) for key, each in value.items()}
        case list() | tuple():
            return [drawable(each) for each in value]
        case _:
            return value


def _compile(template: Path, values: Mapping[str, Any], made_at: dt.datetime, archival: bool, root: Path) -> bytes:
    import typst  # slow import

    pdf: bytes = typst.compile(
        str(template),
        root=str(root),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(values)},
        pdf_standards=["ua-1", "a-2a"] if archival else ["ua-1"],
        timestamp=made_at.replace(microsecond=0),
    )
    return pdf


@cache
def _covered() -> frozenset[int]:
    """The characters that our fonts can draw, from the font file's own table (OpenType `cmap`, format 12)."""
    font = FIRST_FONT.read_bytes()
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    places = {
        (platform, encoding): place
        for platform, encoding, place in (struct.unpack_from(">HHL", font, start + 4 + 8 * n) for n in range(count))
    }
    groups = start + places[UNICODE_FULL]
    (length,) = struct.unpack_from(">L", font, groups + 12)
    spans = (struct.unpack_from(">LL", font, groups + 16 + 12 * n) for n in range(length))
    return frozenset(character for first, last in spans for character in range(first, last + 1))


def _table(font: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    tables = (struct.unpack_from(">4s4xL", font, 12 + 16 * n) for n in range(count))
    return {name: int(offset) for name, offset in tables}[tag]
