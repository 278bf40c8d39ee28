"""House test 2: no room reads ahead through a reverse relation.

`programme.signups` in the room of programmes imports nothing, yet knows a later room. The word itself is forbidden in all rooms before the
one that made it: as an attribute, in a look-up and in a letter's template. So one word also means one thing.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import ForeignObject, ManyToManyField, Model

from tests.house.inspectors.source import Source

# Calls whose strings and keywords are look-ups.
LOOKS_UP = {
    "filter", "exclude", "get", "order_by", "values", "values_list", "annotate", "aggregate", "alias", "only", "defer", "distinct",
    "select_related", "prefetch_related", "earliest", "latest", "F", "Q", "Count", "Sum", "Max", "Min", "Avg", "OuterRef", "Prefetch",
    "Exists", "StringAgg", "FilteredRelation",
}  # fmt: skip
TAG = re.compile(r"{[{%].*?[%}]}", re.S)


@dataclass(frozen=True)
class Reach:
    """A word by which a later room can be reached from an earlier one's row."""

    word: str
    owner: str  # programmes.Programme
    room: str  # signups


def reaches(models: Iterable[type[Model]]) -> list[Reach]:
    """Every reverse relation between rooms."""
    found = set()
    for model in models:
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            target = field.related_model
            if not isinstance(field, ForeignObject | ManyToManyField) or not isinstance(target, type) or field.remote_field.hidden:
                continue
            if target._meta.app_label != model._meta.app_label:
                words = {field.remote_field.get_accessor_name() or "", field.related_query_name()}
                found |= {Reach(word, target._meta.label, model._meta.app_label) for word in words}
    return sorted(found, key=lambda reach: (reach.word, reach.owner))


def words_ahead(source: Source) -> Iterator[tuple[str, ast.expr | ast.keyword]]:
    """The words of a file that may be reverse relations. Only what is not called: a row's relation never is."""
    called = {id(node.func) for node in ast.walk(source.tree) if isinstance(node, ast.Call)}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and id(node) not in called:
            yield node.attr, node
        elif isinstance(node, ast.Call) and _name(node.func) in LOOKS_UP:
            for keyword in node.keywords:
                for word in (keyword.arg or "").split("__"):
                    yield word, keyword
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    for word in argument.value.removeprefix("-").split("__"):
                        yield word, argument


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""


def reads_ahead(sources: Iterable[Source], found: Iterable[Reach], order: Mapping[str, int]) -> list[str]:
    """Python code that uses such a word in a room before the one that made it."""
    known = {(reach.word): reach for reach in sorted(found, key=lambda reach: order.get(reach.room, 0))}
    sins = []
    for source in sources:
        for word, node in words_ahead(source):
            reach = known.get(word)
            if reach and order.get(source.room, 99) < order.get(reach.room, 0) and source.room != "kernel":
                sins.append(f"{source.at(node)} reads ahead: .{word} of {reach.owner} is made by {reach.room}")
    return sins


def templates_ahead(templates: Mapping[str, str], found: Iterable[Reach], order: Mapping[str, int]) -> list[str]:
    """Templates of rooms (path below the package → text) that do the same."""
    sins = []
    for path, text in templates.items():
        room = path.split("/")[0]
        tags = " ".join(TAG.findall(text))
        for reach in found:
            if order.get(room, 99) < order.get(reach.room, 0) and re.search(rf"\.{reach.word}\b", tags):
                sins.append(f"{path} reads ahead: .{reach.word} of {reach.owner} is made by {reach.room}")
    return sins
