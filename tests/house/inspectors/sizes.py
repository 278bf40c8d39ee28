"""House test 6: small files, functions, classes and templates; modules named for what they know; imports at the top."""

import ast
from collections.abc import Iterable, Mapping

from tests.house.inspectors.source import Source

FILE, FUNCTION, METHODS, TEMPLATE = 400, 40, 15, 120
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "service", "services", "base", "misc", "tools"}
STEPS = {"rule", "invariant", "initialize"}  # of hypothesis.stateful
REASONS = ("# slow import", "# app ready")  # why an import may stand inside a function


def too_large(sources: Iterable[Source]) -> dict[str, str]:
    """What → how large it is, for files, functions and classes beyond the limits."""
    sins = {}
    for source in sources:
        lines = len(source.text.splitlines())
        if lines > FILE:
            sins[source.name] = f"{source.path} has {lines} lines; a file may have {FILE}"
        for function in source.functions():
            length = (function.end_lineno or function.lineno) - function.lineno + 1
            if length > FUNCTION:
                sins[f"{source.name}.{function.name}"] = f"{source.at(function)} {function.name} has {length} lines; {FUNCTION} are allowed"
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ClassDef):
                methods = sum(isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef) and not _is_step(inner) for inner in node.body)
                if methods > METHODS:
                    sins[f"{source.name}.{node.name}"] = f"{source.at(node)} {node.name} has {methods} methods; {METHODS} are allowed"
    return sins


def _is_step(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """A step of a state machine under test: the machine is the list of its steps, and nobody calls them by name."""
    names = (ast.unparse(each.func if isinstance(each, ast.Call) else each) for each in function.decorator_list)
    return not STEPS.isdisjoint(names)


def long_templates(templates: Mapping[str, str]) -> dict[str, str]:
    """Templates beyond the limit."""
    lengths = {path: len(text.splitlines()) for path, text in templates.items()}
    return {path: f"{path} has {lines} lines; a template may have {TEMPLATE}" for path, lines in lengths.items() if lines > TEMPLATE}


def empty_names(sources: Iterable[Source]) -> list[str]:
    """Modules whose name says nothing about what they know."""
    return [f"{source.path}: name it for what it knows" for source in sources if source.name.rpartition(".")[2] in EMPTY_NAMES]


def hidden_imports(sources: Iterable[Source]) -> list[str]:
    """Imports inside functions without a reason on their line."""
    sins = []
    for source in sources:
        lines = source.text.splitlines()
        for function in source.functions():
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom) and not any(reason in lines[node.lineno - 1] for reason in REASONS):
                    sins.append(f"{source.at(node)} imports inside {function.name} without a reason")
    return sorted(set(sins))
