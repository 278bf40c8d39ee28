# /// script
# dependencies = ["fonttools==4.68.0", "brotli"]
# ///
"""Makes fonts/verme-sans-nordic.woff2 from Source Sans 3: only the letters that tokens.css promises, and a name of its own.

    uv run tools/font.py SourceSans3VF-Upright.ttf      (npm source-sans 3.52.0, folder VF)

The licence (SIL OFL 1.1) reserves the name "Source" for the original; a changed font has to be called something else.
"""

import re
import sys
from pathlib import Path

from fontTools import subset  # type: ignore[import-not-found]  # only whoever makes the font needs it
from fontTools.ttLib import TTFont  # type: ignore[import-not-found]

STATIC = Path(__file__).resolve().parent.parent / "src" / "verme" / "web" / "static"
MADE = STATIC / "fonts" / "verme-sans-nordic.woff2"
FEATURES = ["ccmp", "locl", "liga", "kern", "mark"]  # figures are tabular without a feature
NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14, 25]  # copyright, family, style, licence
OURS = {1, 3, 4, 6, 25}  # the names that must not be the original's


def promised() -> set[int]:
    """The characters of the first font file, as the style sheet tells browsers."""
    found = re.search(r"nordic[^;]*;\s*unicode-range: ([^;]+);", (STATIC / "css" / "tokens.css").read_text())
    if found is None:
        raise LookupError("tokens.css has no unicode-range for the nordic font")
    codes: set[int] = set()
    for part in found[1].split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        codes |= set(range(int(first, 16), int(last or first, 16) + 1))
    return codes


def make(source: Path) -> None:
    """Writes the font; about 24 kB."""
    options = subset.Options(flavor="woff2", hinting=False, notdef_outline=True, layout_features=FEATURES, name_IDs=NAMES)
    font = TTFont(source, recalcTimestamp=False)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=promised())
    cut.subset(font)
    for name in font["name"].names:
        if name.nameID in OURS:
            name.string = name.toUnicode().replace("SourceSans3VF", "VermeSans")
    font.flavor = "woff2"
    font.save(MADE)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
