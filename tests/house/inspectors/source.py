"""Python files as the inspectors see them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

type Function = ast.FunctionDef | ast.AsyncFunctionDef

PROJECT = Path(__file__).resolve().parents[3]
PACKAGE = PROJECT / "src" / "verme"


@dataclass(frozen=True)
class Source:
    """One file: its path for people, its dotted name, its syntax tree."""

    path: str
    name: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """`signups` of `verme.signups.actions`; empty for modules beside the rooms."""
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else ""

    @property
    def part(self) -> str:
        """The anatomy: `actions` of `verme.signups.actions.apply`."""
        parts = self.name.split(".")
        return parts[2] if len(parts) > 2 else ""

    @property
    def is_migration(self) -> bool:
        return ".migrations." in self.name

    def at(self, node: ast.stmt | ast.expr | ast.keyword) -> str:
        """Where to look: `signups/actions.py:12`."""
        return f"{self.path}:{node.lineno}"

    def functions(self) -> Iterator[Function]:
        """Every function and method, nested ones too."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


def source(text: str, name: str) -> Source:
    """A file that exists only in a test."""
    return Source(f"{name.replace('.', '/')}.py", name, text, ast.parse(text))


def read(root: Path, package: str = "") -> list[Source]:
    """All Python files below a folder, each parsed once; `package` is the dotted name of the folder itself."""
    return list(_read(root, package))


@cache
def _read(root: Path, package: str) -> list[Source]:
    found = []
    for file in sorted(root.rglob("*.py")):
        inner = file.relative_to(root).with_suffix("").parts
        name = ".".join((*filter(None, [package]), *(part for part in inner if part != "__init__")))
        text = file.read_text()
        found.append(Source(str(file.relative_to(root)), name, text, ast.parse(text)))
    return found


def house() -> list[Source]:
    """The product's code without migrations, which machines write."""
    return [one for one in read(PACKAGE, "verme") if not one.is_migration]


def dotted(node: ast.expr) -> str:
    """`dt.datetime.now` as it is written; empty when it is not a plain chain of names."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr):
            before = dotted(value)
            return f"{before}.{attr}" if before else ""
        case _:
            return ""
