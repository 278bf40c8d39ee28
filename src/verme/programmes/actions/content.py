"""What can be wished in a programme: themes, weekly times, places."""

from collections.abc import Mapping
from datetime import time

from django.db import transaction
from django.db.models import Max
from django.db.models.deletion import ProtectedError

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.kernel.texts import filled
from verme.programmes import rules
from verme.programmes.actions.furnishing import ThemeTerms, write_theme
from verme.programmes.actions.locking import locked
from verme.programmes.models import Place, Programme, Slot, Theme
from verme.programmes.terms import ProgrammeRefusal


@transaction.atomic
def add_theme(programme: Programme, *, terms: ThemeTerms, key: str = "", by: Actor) -> Theme:
    """A new theme, last in order; without a `key` it is made of the title. Raises Refused (EXISTS, NO_TITLE, ENDED)."""
    held = _opened(programme)
    title = _title(terms.titles, held)
    taken = set(Theme.objects.filter(programme=held).values_list("key", flat=True))
    if key in taken:
        raise Refused(ProgrammeRefusal.EXISTS)
    last = Theme.objects.filter(programme=held).aggregate(last=Max("order"))["last"]
    theme = Theme(programme=held, key=key or rules.key_of(title, taken), order=0 if last is None else last + 1)
    write_theme(theme, terms)
    audit.record("theme.added", theme, by=by, organisation=held.organisation_id)
    return theme


@transaction.atomic
def change_theme(theme: Theme, *, terms: ThemeTerms, by: Actor) -> Theme:
    """Replaces a theme's content. Raises Refused (NO_TITLE, ENDED)."""
    held = _opened(theme.programme)
    _title(terms.titles, held)
    write_theme(theme, terms)
    audit.record("theme.changed", theme, by=by, organisation=held.organisation_id)
    return theme


@transaction.atomic
def remove_theme(theme: Theme, *, by: Actor) -> None:
    """Takes a theme out. Raises Refused (IN_USE, LAST_ONE, ENDED)."""
    _remove(theme, "theme.removed", by)


@transaction.atomic
def add_slot(programme: Programme, *, weekday: int, starts: time, ends: time, by: Actor) -> Slot:
    """A weekly time; `weekday` 0 is Monday. Raises Refused (EXISTS, SLOT_ENDS, ENDED)."""
    held = _opened(programme)
    if starts >= ends:
        raise Refused(ProgrammeRefusal.SLOT_ENDS)
    if Slot.objects.filter(programme=held, weekday=weekday, starts=starts).exists():
        raise Refused(ProgrammeRefusal.EXISTS)
    slot = Slot.objects.create(programme=held, weekday=weekday, starts=starts, ends=ends)
    audit.record("slot.added", slot, by=by, organisation=held.organisation_id)
    return slot


@transaction.atomic
def remove_slot(slot: Slot, *, by: Actor) -> None:
    """Takes a weekly time out. Raises Refused (IN_USE, LAST_ONE, ENDED)."""
    _remove(slot, "slot.removed", by)


@transaction.atomic
def add_place(programme: Programme, *, names: Mapping[str, str], key: str = "", is_online: bool = False, by: Actor) -> Place:
    """A place to meet; without a `key` it is made of the name. Raises Refused (EXISTS, NO_TITLE, ENDED)."""
    held = _opened(programme)
    name = _title(names, held)
    taken = set(Place.objects.filter(programme=held).values_list("key", flat=True))
    if key in taken:
        raise Refused(ProgrammeRefusal.EXISTS)
    place = Place.objects.create(
        programme=held, key=key or rules.key_of(name, taken), names=filled(names), is_online=is_online, order=len(taken)
    )
    audit.record("place.added", place, by=by, organisation=held.organisation_id)
    return place


@transaction.atomic
def change_place(place: Place, *, names: Mapping[str, str], is_online: bool, by: Actor) -> Place:
    """Renames a place. Raises Refused (NO_TITLE, ENDED)."""
    held = _opened(place.programme)
    _title(names, held)
    place.names, place.is_online = filled(names), is_online
    place.save(update_fields=["names", "is_online"])
    audit.record("place.changed", place, by=by, organisation=held.organisation_id)
    return place


@transaction.atomic
def remove_place(place: Place, *, by: Actor) -> None:
    """Takes a place out. Raises Refused (IN_USE, LAST_ONE, ENDED)."""
    _remove(place, "place.removed", by)


def _opened(programme: Programme) -> Programme:
    """The programme under lock; what the public sees of it changes now."""
    held = locked(programme)
    held.changed_at = clock.now()
    held.save(update_fields=["changed_at"])
    return held


def _title(texts: Mapping[str, str], programme: Programme) -> str:
    title = texts.get(programme.organisation.first_language, "").strip()
    if not title:
        raise Refused(ProgrammeRefusal.NO_TITLE)
    return title


def _remove(thing: Theme | Slot | Place, verb: str, by: Actor) -> None:
    held = _opened(thing.programme)
    left = type(thing).objects.filter(programme=held).exclude(pk=thing.pk).count()
    if (reason := rules.why_not_remove(left=left, is_announced=held.announced_at is not None)) is not None:
        raise Refused(reason)
    if _is_chosen(thing):
        raise Refused(ProgrammeRefusal.IN_USE)
    audit.record(verb, thing, by=by, organisation=held.organisation_id)
    try:
        with transaction.atomic():
            thing.delete()
    except ProtectedError:
        raise Refused(ProgrammeRefusal.IN_USE) from None


def _is_chosen(thing: Theme | Slot | Place) -> bool:
    """Whether some list of a later room holds it (a mentor's offer, say): such a list would silently lose it. Keys protect themselves."""
    lists = (relation for relation in thing._meta.related_objects if relation.many_to_many)
    return any(getattr(thing, relation.get_accessor_name() or "").exists() for relation in lists)
