"""Pictures that come out the same every time, and small."""

import io
import random
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import typst
from PIL import Image
from playwright.sync_api import Page

COLOURS = 128
PAPER_DOTS = 90  # an inch
HIGHEST = {1280: 1500, 390: 1100}  # of the part that is shown, by the width of the window


@contextmanager
def same_secrets(seed: int = 2026) -> Iterator[None]:
    """References and links are the same in every run; nothing of this is for real people."""
    dice = random.Random(seed)
    same = {
        "token_urlsafe": lambda size=24: dice.randbytes(size).hex()[: size * 4 // 3],
        "token_hex": lambda size=16: dice.randbytes(size).hex(),
        "choice": dice.choice,
    }
    with ExitStack() as stack:
        for name, replacement in same.items():
            stack.enter_context(patch.object(secrets, name, replacement))
        yield


def paper(make: Callable[[], bytes], path: Path) -> None:
    """The page of a document as it is printed: `make` gives its PDF, drawn here by the same program from the same words."""
    draw = typst.compile

    def as_picture(template: str, *, pdf_standards: object, **named: Any) -> bytes:
        drawn: bytes = draw(template, **named, format="png", ppi=PAPER_DOTS)
        return drawn

    with patch.object(typst, "compile", as_picture):
        _keep(make(), path)


def take(page: Page, path: Path) -> None:
    """The upper part of the page, in few colours."""
    page.evaluate("document.fonts.ready")
    before = page.viewport_size or {"width": 1280, "height": 900}
    width = before["width"]
    height = min(HIGHEST[width], page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": width, "height": height})  # so that what sticks to an edge sticks to the picture's
    page.evaluate("window.scrollTo(0, 0)")
    taken = page.screenshot(animations="disabled", caret="hide")
    page.set_viewport_size(before)
    _keep(taken, path)


def _keep(taken: bytes, path: Path) -> None:
    picture = Image.open(io.BytesIO(taken)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, optimize=True)
