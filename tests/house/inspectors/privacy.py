"""House test 8: every column is classified as personal or not, every table is reachable from an organisation or said to be global."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db.models import Field, ForeignObject, Model

from tools.classified import Paper

TENANT = "organisations.Organisation"
TENANT_COLUMN = "organisation_id"  # of tables that hold no keys


def _columns(model: type[Model]) -> dict[str, Field[object, object]]:
    local = (*model._meta.local_fields, *model._meta.local_many_to_many)
    return {field.name: field for field in local if not field.primary_key}


def unclassified(models: Iterable[type[Model]], papers: Mapping[str, Paper]) -> list[str]:
    """Columns without a fate, with two, or that are not there; a `keep` without a reason; a `blank` that cannot be emptied."""
    sins, tables = [], {model._meta.label: model for model in models}
    for label in sorted(papers.keys() - tables.keys()):
        sins.append(f"{label} is classified but there is no such table")
    for label, model in tables.items():
        written, columns = papers.get(label, Paper()), _columns(model)
        said = Counter(written.columns())
        sins += [f"{label}.{name} is not classified" for name in columns if name not in said]
        sins += [f"{label}.{name} is classified twice" for name, times in said.items() if times > 1]
        sins += [f"{label}.{name} is classified but there is no such column" for name in said if name not in columns]
        sins += [f"{label}.{name} is kept without a reason" for name, reason in written.keep.items() if not reason]
        sins += [f"{label}.{name} cannot be emptied" for name in written.blank if name in columns and not _can_be_empty(columns[name])]
    return sins


def _can_be_empty(field: Field[object, object]) -> bool:
    return field.null or (field.empty_strings_allowed and not field.unique) or field.has_default()


def ownerless(models: Iterable[type[Model]], papers: Mapping[str, Paper]) -> list[str]:
    """Tables that cannot be reached from an organisation and do not say why; and those that say why though they can."""
    sins = []
    for model in models:
        label, reached = model._meta.label, reaches_tenant(model)
        why = papers.get(label, Paper()).belongs_to_all
        if not reached and not why:
            sins.append(f"{label} cannot be reached from an organisation and does not say why (global = …)")
        if reached and why:
            sins.append(f"{label} is called global but belongs to an organisation")
    return sins


def reaches_tenant(model: type[Model], seen: frozenset[str] = frozenset()) -> bool:
    """Whether some way along the table's own keys ends at an organisation."""
    if model._meta.label == TENANT or any(field.attname == TENANT_COLUMN for field in model._meta.local_fields):
        return True
    targets = [field.related_model for field in model._meta.local_fields if isinstance(field, ForeignObject)]
    return any(
        isinstance(target, type) and target._meta.label not in seen and reaches_tenant(target, seen | {model._meta.label})
        for target in targets
    )
