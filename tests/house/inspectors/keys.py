"""House test 1: foreign keys point back up the corridor, never ahead and never to a sibling."""

from collections.abc import Iterable, Mapping

from django.db.models import Model


def keys_ahead(models: Iterable[type[Model]], order: Mapping[str, int]) -> list[str]:
    """Foreign keys, one-to-ones and many-to-manys that point to a later room or a sibling."""
    sins = []
    for model in models:
        own = model._meta.app_label
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            if not field.remote_field or not isinstance(field.related_model, type):
                continue
            other = field.related_model._meta.app_label
            if own in order and other in order and own != other and order[other] >= order[own]:
                sins.append(f"{model._meta.label}.{field.name} holds a key to {field.related_model._meta.label}, which comes later")
    return sins
