"""House test 9, Python: time comes from the one clock, product code does not assert, models do nothing behind one's back."""

import ast
import re
from collections.abc import Iterable

from tests.house.inspectors.source import Source, dotted

CLOCK = "verme.kernel.clock"
# Endings of dotted names that read the machine's clock; `time.monotonic` measures durations and is fine.
CLOCKS = (
    "timezone.now", "timezone.localtime", "timezone.localdate", "datetime.now", "datetime.utcnow", "datetime.today", "date.today",
    "time.time", "time.time_ns", "functions.Now",
)  # fmt: skip
TRANSLATES = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext"}
BARE = re.compile(r"# type: ignore(\[[^]]*\])?\s*$")
BEHIND = {"save", "delete", "asave", "adelete"}  # methods that models do not override


def other_clocks(sources: Iterable[Source]) -> list[str]:
    """Reading the time anywhere but in the kernel's clock, called or handed on (`default=timezone.now`)."""
    sins = []
    for source in sources:
        if source.name == CLOCK:
            continue
        for node in ast.walk(source.tree):
            name = dotted(node) if isinstance(node, ast.Attribute) else ""
            if any(name == clock or name.endswith(f".{clock}") for clock in CLOCKS):
                sins.append(f"{source.at(node)} reads {name}; time comes from {CLOCK}")  # type: ignore[arg-type]
            elif isinstance(node, ast.ImportFrom) and _imports_clock(node):
                sins.append(f"{source.at(node)} imports a clock by its bare name; time comes from {CLOCK}")
    return sins


def _imports_clock(node: ast.ImportFrom) -> bool:
    bare = {("django.utils.timezone", "now"), ("time", "time"), ("django.db.models.functions", "Now")}
    return any((node.module or "", alias.name) in bare for alias in node.names)


def assertions(sources: Iterable[Source]) -> list[str]:
    """`assert` disappears under -O, so product code raises."""
    return [
        f"{source.at(node)} asserts; raise an error that says what is wrong"
        for source in sources
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Assert)
    ]


def bare_ignores(sources: Iterable[Source]) -> list[str]:
    """Where the type checker is told to look away, the reason stands beside it."""
    return [
        f"{source.path}:{number} hides from the type checker without a reason; give it after the bracket, or type the thing"
        for source in sources
        for number, line in enumerate(source.text.splitlines(), 1)
        if BARE.search(line)
    ]


def unseen_texts(sources: Iterable[Source]) -> list[str]:
    """Texts inside f-strings: the tool that collects what is to be translated does not look there."""
    return [
        f"{source.at(node)} translates inside an f-string; no translator would see the text"
        for source in sources
        for node in ast.walk(source.tree)
        if isinstance(node, ast.JoinedStr)
        and any(isinstance(part, ast.Call) and dotted(part.func).rpartition(".")[2] in TRANSLATES for part in ast.walk(node))
    ]


def behind_the_back(sources: Iterable[Source]) -> list[str]:
    """`save` and `delete` overridden in models, and signals: what happens stands in the action."""
    sins = []
    for source in sources:
        for node in ast.walk(source.tree):
            if source.part == "models" and isinstance(node, ast.FunctionDef) and node.name in BEHIND:
                sins.append(f"{source.at(node)} overrides {node.name}; what happens stands in the action")
            elif isinstance(node, ast.ImportFrom) and (node.module or "").endswith(("db.models.signals", "django.dispatch")):
                sins.append(f"{source.at(node)} uses signals; call what shall happen")
    return sins
