"""House test 9, templates: they compile, hold nothing inline, and every word in them can be translated."""

import re
from collections.abc import Mapping
from pathlib import Path

from tests.house.inspectors.source import PACKAGE

SUFFIXES = {".html", ".txt", ".xml"}
COMMENT = re.compile(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|<!--.*?-->", re.S)
UNSPOKEN = re.compile(r"<(style|script|code|kbd)\b.*?</\1>|{%\s*block width\s*%}.*?{%\s*endblock.*?%}", re.S)  # the block holds class names
TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.S)
TEMPLATE_TAG = re.compile(r"{%.*?%}|{{.*?}}", re.S)
HTML_TAG = re.compile(r"<[^>]*>", re.S)
SPOKEN = re.compile(r"""\s(?:title|alt|placeholder|aria-label|aria-description|label)\s*=\s*("[^"]*"|'[^']*')""")
WORD = re.compile(r"[^\W\d_]{2,}")
ENTITY = re.compile(r"&\w+;|&#\d+;")

BODY = re.compile(r"{% block body %}(.*?){% endblock %}", re.S)
INCLUDE = re.compile(r'{% include "([^"]+)" %}')
FIRST = re.compile(r'{% translate "(.*?)"|{% blocktranslate[^%]*%}(.*?){% (?:plural|endblocktranslate)', re.S)

INLINE = {
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.I),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc\s*=)(?![^>]*type\s*=\s*[\"']application/(?:ld\+)?json)", re.I),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "a script address": re.compile(r"javascript:", re.I),
}


def read(root: Path) -> dict[str, str]:
    """Every template below a folder, by its path from there."""
    return {
        str(file.relative_to(root)): file.read_text()
        for file in sorted(root.rglob("*"))
        if file.suffix in SUFFIXES and "templates" in file.parts and file.is_file()
    }


def templates() -> dict[str, str]:
    """The product's templates: pages and letters."""
    return read(PACKAGE)


def room_templates() -> dict[str, str]:
    """The letters and other templates of rooms; pages live in `web`."""
    return {path: text for path, text in templates().items() if not path.startswith("web/")}


def name(path: str) -> str:
    """What the template loader calls it: the part after `templates/`."""
    return path.partition("templates/")[2]


def is_letter(path: str) -> bool:
    """Letters carry their styles with them, since mail programs load no style sheets."""
    return "/letters/" in path or path.startswith("mail/")


def openings(templates: Mapping[str, str]) -> dict[str, str]:
    """What stands first after the greeting, by letter: the message in the catalogue; one that begins with a name or a figure has none."""
    by_name = {name(path): text for path, text in templates.items()}
    found = {}
    for path, text in templates.items():
        body = BODY.search(text) if is_letter(path) and path.endswith(".txt") else None
        if body:
            whole = INCLUDE.sub(lambda include: by_name[include[1]], body[1])
            first = FIRST.search(whole)
            if first and not whole[: first.start()].replace("{% load i18n %}", "").startswith("{{"):
                found[path] = re.sub(r"{{ (\w+) }}", r"%(\1)s", (first[1] or first[2]).strip())
    return found


def inline(templates: Mapping[str, str]) -> list[str]:
    """Styles and scripts inside pages; the content security policy would refuse them anyway."""
    sins = []
    for path, text in templates.items():
        bare = COMMENT.sub("", text)
        for what, pattern in INLINE.items():
            if pattern.search(bare) and not (what == "an inline style" and is_letter(path)):
                sins.append(f"{path} holds {what}")
    return sins


def untranslated(templates: Mapping[str, str], *, names: frozenset[str] = frozenset()) -> list[str]:
    """Words that stand in a template outside of a translation. `names` are proper names, the same in every language."""
    sins = []
    for path, text in templates.items():
        bare = TEMPLATE_TAG.sub(" ", TRANSLATED.sub(" ", UNSPOKEN.sub(" ", COMMENT.sub("", text))))
        said = HTML_TAG.sub(" ", bare) if not path.endswith(".txt") else bare
        spoken = " ".join(SPOKEN.findall(bare)) if path.endswith(".html") else ""
        words = [word for word in WORD.findall(ENTITY.sub(" ", f"{said} {spoken}")) if word not in names]
        if words:
            sins.append(f"{path} says {' '.join(words[:6])!r} in one language only")
    return sins
