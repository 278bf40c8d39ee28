"""Writes the parts of docs/ that tell what the code says: states, permissions, personal data, settings, commands, jobs.

python -m tools.docs write     brings them up to date (./dev fix does)
python -m tools.docs check     exit 1 and names what is out of date (./dev check does)
"""

import argparse
import functools
import importlib
import inspect
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from types import ModuleType

from django.db.models import TextChoices

from tools import classified

DOCS = Path(__file__).resolve().parent.parent / "docs"
MADE = "<!-- made by `./dev fix` from the code; do not edit -->\n"


def _table(head: Sequence[object], rows: Iterable[Iterable[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |\n" for line in lines)


# --- states ------------------------------------------------------------------------------------------------------------


def _terms() -> Iterator[ModuleType]:
    for file in sorted(classified.PACKAGE.glob("*/terms.py")):
        yield importlib.import_module(f"verme.{file.parent.name}.terms")


def states() -> dict[str, str]:
    """File → page, one for each room that has statuses."""
    pages = {}
    for terms in _terms():
        tables = {name: table for name, table in vars(terms).items() if name.endswith("_MOVES")}
        if tables:
            room = terms.__name__.split(".")[1]
            body = "\n".join(_diagram(table) for table in tables.values())
            pages[f"states/{room}.md"] = f"# States of {room}\n\n{MADE}\n{body}"
    return pages


def _diagram(table: Mapping[TextChoices, set[TextChoices]]) -> str:
    kind = type(next(iter(table)))
    first = next(iter(kind))
    arrows = [f"    {one.value} --> {other.value}\n" for one in kind for other in kind if other in table[one]]
    ends = [f"    {one.value} --> [*]\n" for one in kind if not table[one]]
    words = _table(["state", "shown as"], ((f"`{one.value}`", one.label) for one in kind))
    about = (kind.__doc__ or "").splitlines()[0]
    drawn = "".join(["stateDiagram-v2\n", f"    [*] --> {first.value}\n", *arrows, *ends])
    return f"## {kind.__name__}\n\n{about}\n\n```mermaid\n{drawn}```\n\n{words}"


# --- permissions -------------------------------------------------------------------------------------------------------


def permissions() -> dict[str, str]:
    """Who may do what, and which address asks for which permission."""
    from verme.organisations.terms import ROLE_PERMISSIONS, Permission  # app ready

    roles = list(ROLE_PERMISSIONS)
    rights = _table(
        ["permission", *(role.label for role in roles)],
        ([f"{one.label} (`{one.value}`)", *("yes" if one in ROLE_PERMISSIONS[role] else "–" for role in roles)] for one in Permission),
    )
    lines = _table(["address", "name", "for", "permission", "fresh code"], sorted(_addresses()))
    return {"permissions.md": f"# Who may what\n\n{MADE}\n## Roles in an organisation\n\n{rights}\n## Addresses\n\n{lines}"}


def _addresses() -> Iterator[tuple[str, str, str, str, str]]:
    from django.urls import URLPattern, get_resolver  # app ready

    def walk(patterns: Iterable[object], before: str, space: str) -> Iterator[tuple[str, str, str, str, str]]:
        for pattern in patterns:
            route = before + str(pattern.pattern)  # type: ignore[attr-defined]
            if isinstance(pattern, URLPattern):
                door = getattr(pattern.callback, "door", None)
                permission = f"`{door.permission.value}`" if door and door.permission else "–"
                fresh = "yes" if door and door.is_fresh else "–"
                yield f"`/{route}`", f"{space}{pattern.name}", door.audience if door else "?", permission, fresh
            elif pattern.namespace != "development":  # type: ignore[attr-defined]
                inner = f"{pattern.namespace}:" if pattern.namespace else space  # type: ignore[attr-defined]
                yield from walk(pattern.url_patterns, route, inner)  # type: ignore[attr-defined]

    return walk(get_resolver().url_patterns, "", "")


# --- personal data -----------------------------------------------------------------------------------------------------


def privacy() -> dict[str, str]:
    """Which columns tell something about a person, and what becomes of them."""
    rows = []
    for label, paper in sorted(classified.read().items()):
        rows += [(label, f"`{name}`", "emptied", "") for name in paper.blank]
        rows += [(label, f"`{name}`", "the row is deleted", "") for name in paper.delete]
        rows += [(label, f"`{name}`", "kept", why) for name, why in paper.keep.items()]
    found = _table(["table", "column", "when a person is erased or time is over", "why it is kept"], rows)
    return {"personal-data.md": f"# Personal data, column by column\n\n{MADE}\nColumns not named here tell about nobody.\n\n{found}"}


# --- for the operator: parts of a page that people write ---------------------------------------------------------------


def settings() -> str:
    """Every VERME_ setting with its default."""
    from verme.configuration import Configuration  # app ready

    rows = []
    for name, field in Configuration.model_fields.items():
        default = field.default
        shown = f"`{default}`" if default not in ("", []) else "–"
        rows.append((f"`VERME_{name.upper()}`", shown, field.description))
    return _table(["setting", "default", "meaning"], rows)


def words() -> str:
    """Every word of the command line."""
    from verme.command import WORDS  # app ready

    return _table(["command", "does"], ((f"`verme {word}`", meaning) for word, meaning in WORDS.items()))


def jobs() -> str:
    """The timetable."""
    from verme.clockwork.timetable import TIMETABLE  # app ready

    rows = ((f"`{line.name}`", _often(line.every), line.worker, _first_line(line.job)) for line in TIMETABLE)
    return _table(["job", "every", "worker", "does"], rows)


def _often(every: timedelta) -> str:
    seconds = int(every.total_seconds())
    for unit, length in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= length and seconds % length == 0:
            return f"{seconds // length} {unit}"
    return f"{seconds} s"


def _first_line(thing: Callable[[], object]) -> str:
    return (inspect.getdoc(thing) or "").split("\n\n")[0].replace("\n", " ")


PARTS: dict[str, dict[str, Callable[[], str]]] = {"operator.md": {"settings": settings, "commands": words, "jobs": jobs}}


def _filled(text: str, parts: dict[str, Callable[[], str]]) -> str:
    """The page with its made parts new; a part that the page does not have yet is added at its end."""
    for name, make in parts.items():
        begin, end = f"<!-- {name}: made by `./dev fix` from the code; do not edit -->", f"<!-- end of {name} -->"
        whole = f"{begin}\n{make()}{end}"
        pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.S)
        text = pattern.sub(lambda _found, whole=whole: whole, text) if pattern.search(text) else f"{text}{whole}\n"  # type: ignore[misc]
    return text


# --- all together ------------------------------------------------------------------------------------------------------


@functools.cache
def _ready() -> None:
    os.environ.setdefault("VERME_ENVIRONMENT", "development")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verme.settings")
    import django  # slow import

    django.setup()


def made(root: Path = DOCS) -> dict[str, str]:
    """Path below docs/ → what should stand there."""
    _ready()
    from django.utils import translation  # app ready

    with translation.override("en"):
        pages = {**states(), **permissions(), **privacy()}
        for name, parts in PARTS.items():
            page = root / name
            pages[name] = _filled(page.read_text() if page.exists() else "", parts)
    return pages


def stale(root: Path = DOCS) -> list[str]:
    """Pages that do not say what the code says, and state pages of rooms that have none."""
    should = made(root)
    differ = [name for name, text in should.items() if not (root / name).exists() or (root / name).read_text() != text]
    left_over = [name for file in (root / "states").glob("*.md") if (name := f"states/{file.name}") not in should]
    return sorted([*differ, *left_over])


def write(root: Path = DOCS) -> None:
    """Brings everything up to date."""
    for name, text in made(root).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    for name in stale(root):
        (root / name).unlink()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("deed", choices=["write", "check"])
    if parser.parse_args().deed == "write":
        write()
    elif found := stale():
        sys.exit(f"docs/ is out of date ({', '.join(found)}): run ./dev fix")
