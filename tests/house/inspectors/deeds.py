"""House test 5: a deed is one atomic function with its actor, and leaves exactly one entry in the audit log.

How often a deed records is counted along its ways: branches that exclude each other count once, a way that ends in a refusal or finds
nothing to do may leave none. Other functions of the same module are followed. A deed that records nothing itself must hand its work to
others (`by=by`), which record theirs.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tests.house.inspectors.source import Function, Source, dotted

MANY = 99  # a record in a loop


def promises(sources: Iterable[Source]) -> dict[str, set[str]]:
    """Room → what its package of actions promises by `__all__`; the rest of such a package is parts of deeds, for its own use."""
    found = {}
    for source in sources:
        for node in source.tree.body if source.name == f"verme.{source.room}.actions" else ():
            if isinstance(node, ast.Assign) and dotted(node.targets[0]) == "__all__":
                found[source.room] = set(ast.literal_eval(node.value))
    return found


def deeds(source: Source, promised: set[str] | None) -> Iterator[Function]:
    """The functions that an actions module promises: by the package's `__all__`, or by their plain names."""
    for node in source.tree.body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if node.name in promised if promised is not None else not node.name.startswith("_"):
            yield node


def is_actions(source: Source) -> bool:
    return source.part == "actions" and source.room != "web"


def reached_past(sources: Iterable[Source]) -> list[str]:
    """Imports from inside another room's package of actions, past what it promises."""
    sins = []
    for source in sources:
        for node in ast.walk(source.tree):
            parts = (node.module or "").split(".") if isinstance(node, ast.ImportFrom) else []
            if len(parts) > 3 and parts[2] == "actions" and parts[1] != source.room:
                sins.append(f"{source.path}:{node.lineno} reaches past the promises of {'.'.join(parts[:3])}")  # type: ignore[attr-defined]
    return sins


def misformed(sources: Iterable[Source]) -> dict[str, str]:
    """Deed → what is wrong with it, for every actions module."""
    sources, sins = list(sources), {}
    promised = promises(sources)
    for source in filter(is_actions, sources):
        private = {f.name: f for f in source.tree.body if isinstance(f, ast.FunctionDef)}
        for deed in deeds(source, promised.get(source.room)):
            faults = [fault for fault in (_atomic(deed), _actor(deed), _entries(deed, private)) if fault]
            if faults:
                sins[f"{source.room}.{deed.name}"] = f"{source.at(deed)} {deed.name} {', '.join(faults)}"
    return sins


def _atomic(deed: Function) -> str:
    names = {dotted(d.func if isinstance(d, ast.Call) else d) for d in deed.decorator_list}
    return "" if "transaction.atomic" in names else "is not atomic"


def _actor(deed: Function) -> str:
    for argument in deed.args.kwonlyargs:
        if argument.arg == "by":
            return "" if argument.annotation is not None and dotted(argument.annotation) == "Actor" else "takes a `by` that is no Actor"
    return "takes no keyword-only `by`"


def _entries(deed: Function, private: Mapping[str, Function]) -> str:
    most = _Ways(private).most(deed.body)
    if most == 0 and not _hands_over(deed):
        return "records nothing"
    return "records more than once on one way" if most > 1 else ""


def _hands_over(deed: Function) -> bool:
    calls = (node for node in ast.walk(deed) if isinstance(node, ast.Call))
    return any(keyword.arg == "by" for call in calls if dotted(call.func) != "audit.record" for keyword in call.keywords)


class _Ways:
    """The largest number of audit entries on any way through a block."""

    def __init__(self, private: Mapping[str, Function]) -> None:
        self.private = private
        self.open: set[str] = set()  # functions being followed, so that recursion ends

    def most(self, body: Sequence[ast.stmt]) -> int:
        """However it ends."""
        return max(self.block(body))

    def block(self, body: Sequence[ast.stmt]) -> tuple[int, int]:
        """(the most on a way that goes on behind the block, the most on a way that returns inside it); -1 when there is no such way."""
        through, ended = 0, -1
        for statement in body:
            onward, stop = self.statement(statement)
            if stop >= 0:
                ended = max(ended, through + stop)
            if onward < 0:
                return -1, ended
            through += onward
        return through, ended

    def statement(self, node: ast.stmt) -> tuple[int, int]:
        match node:
            case ast.Return():
                return -1, self.expression(node)
            case ast.Raise():
                return -1, 0
            case ast.If():
                return self.either([node.body, node.orelse], self.expression(node.test))
            case ast.Match():
                return self.either([case.body for case in node.cases] + [[]], self.expression(node.subject))
            case ast.Try():
                return self.either([[*node.body, *node.orelse, *node.finalbody], *(h.body for h in node.handlers)], 0)
            case ast.With():
                return self.block(node.body)
            case ast.For() | ast.While():
                through, ended = self.block([*node.body, *node.orelse])
                return (MANY if through > 0 else 0), (MANY if ended > 0 else ended)
            case ast.FunctionDef() | ast.ClassDef():
                return 0, -1
            case _:
                return self.expression(node), -1

    def either(self, blocks: Sequence[Sequence[ast.stmt]], before: int) -> tuple[int, int]:
        ways = [self.block(block) for block in blocks]
        through, ended = max(way[0] for way in ways), max(way[1] for way in ways)
        return (through + before if through >= 0 else -1), (ended + before if ended >= 0 else -1)

    def expression(self, node: ast.AST) -> int:
        return sum(self.call(call) for call in ast.walk(node) if isinstance(call, ast.Call))

    def call(self, call: ast.Call) -> int:
        name = dotted(call.func)
        if name == "audit.record":
            return 1
        if name in self.private and name not in self.open:
            self.open.add(name)
            most = self.most(self.private[name].body)
            self.open.discard(name)
            return most
        return 0
