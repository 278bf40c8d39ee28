"""A Finnish in which every translated piece of text stands in ‹brackets›: what stands outside was never translated, or is a value.

Only what the catalogues of Finnish and Swedish both have is put in brackets. A message's placeholders stay outside them, so that a word
slipped into a translated sentence is seen as well.
"""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from html.parser import HTMLParser
from unittest.mock import patch

from django.utils.translation import trans_real

OPEN, CLOSE, GAP = "‹", "›", "\0"  # signs that no text of ours has, and that the fonts of papers have
UNTOUCHED = re.compile(r"(<[^>]*>|%\(\w+\)[sd]|%[sd%]|\{\w*\})")  # tags and placeholders
CUT = f"{OPEN}…{CLOSE}"  # a text that was too long ends so
MARKED = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*(?:{CLOSE}|{CUT})")
SPOKEN = ("alt", "aria-label", "aria-description", "content", "data-label", "label", "placeholder", "summary", "title")
SILENT = {"script", "style"}
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
VOID |= {"circle", "ellipse", "line", "path", "polygon", "rect", "use"}  # of drawings


def mark(words: str) -> str:
    """The words in brackets, tags and placeholders left out of them."""
    parts = UNTOUCHED.split(words)
    return "".join(part if at % 2 or not part.strip() else f"{OPEN}{part}{CLOSE}" for at, part in enumerate(parts))


@contextmanager
def pseudo() -> Iterator[None]:
    """Within, Finnish is the language of brackets."""
    finnish, swedish = trans_real.translation("fi"), trans_real.translation("sv")
    one, many = finnish.gettext, finnish.ngettext

    def known(message: str, number: int = 1) -> bool:
        both = ([message, (message, catalogue.plural(number))] for catalogue in (finnish, swedish))
        return all(any(key in catalogue._catalog for key in keys) for catalogue, keys in zip((finnish, swedish), both, strict=True))

    def gettext(message: str) -> str:
        return mark(one(message)) if known(message) else message

    def ngettext(message: str, plural: str, number: int) -> str:
        return mark(many(message, plural, number)) if known(message, number) else message

    with ExitStack() as stack:
        stack.enter_context(patch.object(finnish, "gettext", gettext))
        stack.enter_context(patch.object(finnish, "ngettext", ngettext))
        yield


class _Seen(HTMLParser):
    """Gathers what is read or read aloud; not what is said to be in another language."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.open: list[tuple[str, bool]] = []  # tag, whether its inside is passed by

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        passes = tag in SILENT or (held.get("lang") or "fi") != "fi" or "code" in (held.get("class") or "").split()
        is_passed = passes or any(inner for _tag, inner in self.open)
        if not is_passed:
            spoken = [name for name in SPOKEN if name != "content" or held.get("name") == "description"]
            button = ["value"] if tag == "input" and held.get("type") in {"submit", "button"} else []
            self.parts += [GAP, *(f"{held[name]}{GAP}" for name in (*spoken, *button) if held.get(name))]
        if tag not in VOID:
            self.open.append((tag, is_passed))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass
        self.parts.append(GAP)

    def handle_data(self, data: str) -> None:
        if not any(inner for _tag, inner in self.open):
            self.parts.append(data)


def unmarked(html: str) -> list[str]:
    """The pieces of a page that stand outside brackets and have a letter in them."""
    seen = _Seen()
    seen.feed(html)
    return pieces("".join(seen.parts))


def pieces(words: str) -> list[str]:
    """What of these words stands outside brackets and has a letter in it; a bracket without its partner is one too."""
    found = (" ".join(piece.split()) for piece in re.split(f"{GAP}|\n", MARKED.sub(GAP, words)))
    return [piece for piece in found if re.search(f"[^\\W\\d_]|[{OPEN}{CLOSE}]", piece)]
