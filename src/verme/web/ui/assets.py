"""Where the built style sheets, scripts, fonts and pictures are."""

import functools
import json
from pathlib import Path

from django.conf import settings

BUILT = Path(__file__).resolve().parent.parent / "static" / "built"


class AssetsAreNotBuiltError(Exception):
    """Says which command builds them."""


@functools.cache
def _names() -> dict[str, str]:
    try:
        names: dict[str, str] = json.loads((BUILT / "assets.json").read_text())
    except FileNotFoundError:
        raise AssetsAreNotBuiltError("style sheets are not built: run `python -m tools.assets` (./dev does)") from None
    return names


def url(name: str) -> str:
    """The address of an asset by its plain name: work.css → /static/built/work.3f2c….css.

    Raises AssetsAreNotBuiltError when nothing is built or this name is not among what is.
    """
    found = _names().get(name)
    if found is None:
        raise AssetsAreNotBuiltError(f"there is no {name} among the built files: run `python -m tools.assets`, or mend the name")
    return f"{settings.STATIC_URL}built/{found}"
