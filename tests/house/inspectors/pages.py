"""House test 4: a page walks down from what its door gave it; it never starts a query from a bare model."""

import ast
from collections.abc import Iterable

from tests.house.inspectors.source import Source, dotted

MANAGERS = {"objects", "_default_manager", "_base_manager"}
SHORTCUTS = {"get_object_or_404", "get_list_or_404", "aget_object_or_404", "aget_list_or_404"}


def bare_models(sources: Iterable[Source]) -> list[str]:
    """`Signup.objects`, `_default_manager` and the shortcuts that hide them, anywhere in `web`."""
    sins = []
    for source in sources:
        if source.room != "web":
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
                sins.append(f"{source.at(node)} starts from {dotted(node) or node.attr}")
            elif isinstance(node, ast.Name | ast.Attribute) and dotted(node).rpartition(".")[2] in SHORTCUTS:
                sins.append(f"{source.at(node)} starts from {dotted(node)}")
    return sins
